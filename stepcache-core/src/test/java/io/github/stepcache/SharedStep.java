package io.github.stepcache;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.stepcache.decision.Decision;
import io.github.stepcache.manifest.ManifestLookup;
import io.github.stepcache.manifest.StepManifests;
import io.github.stepcache.step.StepSpec;
import io.github.stepcache.store.OutputStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A step on one machine, whose outputs a store keeps. From its input follows all that it leaves and returns: a report, a
 * program, an empty directory, and a file whose name depends on the input. Around it lies what nobody may touch.
 */
final class SharedStep implements AutoCloseable {

    static final String MANIFEST = "out/.report.manifest.json";

    private static final List<String> PRECIOUS = List.of(
            "../neighbour/report.txt", "raw/deep/b.csv", "out/notes.txt", "out/.hidden/parts/x", "parts/one.csv");

    private final Path base;
    private final Path store;
    private final List<OutputStore> opened = new ArrayList<>();
    private int runs;

    /**
     * Set up a machine.
     *
     * @param base its directory, which need not be there yet
     * @param store the directory of the store
     */
    SharedStep(Path base, Path store) {
        this.base = base;
        this.store = store;
        PRECIOUS.forEach(file -> write(file, "precious"));
    }

    static SharedStep in(Path around) {
        return new SharedStep(around.resolve("base"), around.resolve("store"));
    }

    OutputStore.Builder store() {
        return OutputStore.in(store);
    }

    StepCacheBuilder settings() {
        return settings(store());
    }

    StepCacheBuilder settings(OutputStore.Builder builder) {
        OutputStore opening = builder.build();
        opened.add(opening);
        return StepCache.builder().baseDir(base).store(opening);
    }

    /** Wait until the stores have cleaned up. */
    @Override
    public void close() {
        opened.forEach(OutputStore::close);
    }

    StepSpec.Builder declaration() {
        return StepSpec.named("report")
                .inputs("raw")
                .outputDir(Path.of("out"))
                .requiredOutputs("report.txt", "bin/*.sh", "parts");
    }

    SharedStep input(String input) {
        return write("raw/a.csv", input);
    }

    StepResult<String> run() {
        return run(settings().build());
    }

    StepResult<String> run(StepCache cache) {
        return run(cache, declaration().build());
    }

    StepResult<String> run(StepCache cache, StepSpec spec) {
        return cache.run(spec, this::work);
    }

    /** Run it with an input. */
    StepResult<String> run(String input) {
        return input(input).run();
    }

    Decision check() {
        return settings().build().check(declaration().build());
    }

    ManifestLookup manifest() {
        return StepManifests.read("report", path("out"));
    }

    /** The work: it removes what earlier runs left, and leaves the same again. */
    String work() {
        runs++;
        String input = read("raw/a.csv");
        deleteOutputs();
        outputsOf(input).forEach((file, content) -> {
            if (content.equals("directory")) {
                makeDirectory(file);
            } else {
                write(file, content.replace(" executable", ""));
                setExecutable(file, content.endsWith(" executable"));
            }
        });
        return value(input);
    }

    static String value(String input) {
        return "value of " + input;
    }

    int runs() {
        return runs;
    }

    /** What the outputs of an input are, as {@link #outputs} shows them. */
    static SortedMap<String, String> outputsOf(String input) {
        SortedMap<String, String> outputs = new TreeMap<>();
        outputs.put("out/report.txt", "report of " + input);
        outputs.put("out/bin/tool.sh", "#!" + input + " executable");
        outputs.put("out/bin/plain.sh", "#!" + input);
        outputs.put("out/parts", "directory");
        outputs.put("out/parts/one.csv", "one," + input);
        outputs.put("out/parts/empty", "directory");
        outputs.put("out/parts/deep", "directory");
        outputs.put("out/parts/deep/only-" + input + ".csv", "two," + input);
        return outputs;
    }

    /** All that lies where outputs belong. */
    SortedMap<String, String> outputs() {
        SortedMap<String, String> found = new TreeMap<>();
        for (String file : all("out")) {
            boolean container = file.equals("out") || file.equals("out/bin");
            if (!container && !file.startsWith("out/.") && !file.equals("out/notes.txt")) {
                found.put(file, show(path(file)));
            }
        }
        return found;
    }

    /** All there is beside the outputs, the inputs, and what the cache keeps: with permissions, and when it was changed. */
    SortedMap<String, String> surroundings() {
        SortedMap<String, String> found = new TreeMap<>();
        Set<String> ours = new HashSet<>(Set.of("out", "raw", "raw/a.csv", ".out.report.lock"));
        ours.addAll(Set.of(MANIFEST, "out/.report.index", "out/bin", "../neighbour"));
        ours.addAll(outputs().keySet());
        for (String file : all("..")) {
            if (!file.isEmpty() && !file.equals("..") && !path(file).startsWith(store) && !ours.contains(file)) {
                found.put(file, show(path(file)) + " since " + changed(path(file)));
            }
        }
        return found;
    }

    SharedStep deleteOutputs() {
        outputs().keySet().stream().sorted(Comparator.reverseOrder()).forEach(this::delete);
        return this;
    }

    Path path(String relative) {
        return base.resolve(relative).normalize();
    }

    SharedStep write(String file, String content) {
        return perform(() -> {
            Files.createDirectories(path(file).getParent());
            Files.writeString(path(file), content);
        });
    }

    String read(String file) {
        try {
            return Files.readString(path(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SharedStep delete(String file) {
        return perform(() -> Files.deleteIfExists(path(file)));
    }

    SharedStep link(String link, Path target) {
        return perform(() -> Files.createSymbolicLink(path(link), target));
    }

    SharedStep makeDirectory(String directory) {
        return perform(() -> Files.createDirectories(path(directory)));
    }

    private void setExecutable(String file, boolean executable) {
        perform(() -> {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path(file));
            if (executable) {
                permissions.add(PosixFilePermission.OWNER_EXECUTE);
            }
            Files.setPosixFilePermissions(path(file), permissions);
        });
    }

    private static String show(Path path) {
        try {
            if (Files.isSymbolicLink(path)) {
                return "link to " + Files.readSymbolicLink(path);
            }
            if (Files.isDirectory(path)) {
                return "directory";
            }
            boolean executable = Files.getPosixFilePermissions(path).contains(PosixFilePermission.OWNER_EXECUTE);
            return Files.readString(path, ISO_8859_1) + (executable ? " executable" : "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String changed(Path path) {
        try {
            return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                    ? "whenever"
                    : Files.getAttribute(path, "unix:ctime", LinkOption.NOFOLLOW_LINKS) + " inode "
                            + Files.getAttribute(path, "unix:ino", LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> all(String directory) {
        if (!Files.isDirectory(path(directory))) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(path(directory))) {
            return paths.map(path -> base.relativize(path).toString()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Something done with files. */
    private interface Deed {
        void perform() throws IOException;
    }

    private SharedStep perform(Deed deed) {
        try {
            deed.perform();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
