package io.github.stepcache.trust;

import io.github.stepcache.OutputVerification;
import io.github.stepcache.StepCache;
import io.github.stepcache.StepCacheBuilder;
import io.github.stepcache.step.StepSpec;
import io.github.stepcache.store.OutputStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The step that is attacked. It leaves several outputs, in nested directories and under names that depend on the input,
 * and takes its time about it: it overwrites them where they are, each in two pieces. From its input follows all that
 * it leaves and returns, so that whoever looks at it later can tell whether that is right.
 */
final class VictimStep implements AutoCloseable {

    static final String NAME = "victim";
    static final String OLD = "1";
    static final String NEW = "2";
    static final List<String> REQUIRED = List.of("report.txt", "parts");
    static final String INPUT = "raw/a.csv";
    static final String OTHER_INPUT = "raw/deep/b.csv";

    private final Path base;
    private final OutputVerification verification;

    private final List<OutputStore> stores = new ArrayList<>();

    VictimStep(Path base, OutputVerification verification) {
        this.base = base;
        this.verification = verification;
    }

    StepSpec spec() {
        return StepSpec.named(NAME)
                .inputs("raw")
                .outputDir(Path.of("out"))
                .requiredOutputs(REQUIRED.toArray(String[]::new))
                .artifactVersion("schema", "1.0.0")
                .parameter("year", "2024")
                .build();
    }

    /** A cache that uses stores if there is a remote one. */
    StepCache cache(boolean force) {
        StepCacheBuilder cache =
                StepCache.builder().baseDir(base).verifyOutputs(verification).force(force);
        if (Files.isDirectory(remote())) {
            OutputStore store = OutputStore.in(store())
                    .remote(new DirectoryStore(remote()))
                    .push(true)
                    .build();
            stores.add(store);
            cache.store(store);
        }
        return cache.build();
    }

    /** Wait until the stores have cleaned up. */
    @Override
    public void close() {
        stores.forEach(OutputStore::close);
    }

    Path store() {
        return base.resolve("store");
    }

    Path remote() {
        return base.resolve("remote");
    }

    void deleteOutputsOf(String input) throws IOException {
        for (String file : outputs(input).keySet()) {
            Files.delete(directory().resolve(file));
        }
    }

    Path directory() {
        return base.resolve("out");
    }

    Path manifest() {
        return directory().resolve("." + NAME + ".manifest.json");
    }

    VictimStep input(String input) throws IOException {
        Files.createDirectories(base.resolve(OTHER_INPUT).getParent());
        Files.writeString(base.resolve(INPUT), input);
        Files.writeString(base.resolve(OTHER_INPUT), "always the same");
        return this;
    }

    String input() throws IOException {
        return Files.readString(base.resolve(INPUT));
    }

    /** Do the work. */
    String work() throws IOException {
        String input = input();
        clear(input);
        for (String file : outputs(input).keySet()) {
            write(file, outputs(input).getOrDefault(file, ""));
        }
        return value(input);
    }

    /** Do the work up to its middle. */
    void workByHalf() throws IOException {
        String input = input();
        clear(input);
        write("report.txt", outputs(input).getOrDefault("report.txt", ""));
    }

    static String value(String input) {
        return "value of " + input;
    }

    private static SortedMap<String, String> outputs(String input) {
        return new TreeMap<>(Map.of(
                "report.txt",
                "half a report, and the other half: " + input,
                "parts/one.csv",
                "one," + input,
                "parts/deep/only-" + input + ".csv",
                "two," + input));
    }

    /** Tell whether the outputs are those of an input, no more and no less. */
    boolean hasOutputsOf(String input) throws IOException {
        SortedMap<String, String> found = new TreeMap<>();
        for (String file : files()) {
            if (file.startsWith("out/") && !file.startsWith("out/.")) {
                found.put(file.substring("out/".length()), Files.readString(base.resolve(file)));
            }
        }
        return found.equals(outputs(input));
    }

    /** List the files that are neither inputs nor outputs, nor the cache's own. */
    SortedSet<String> litter(String input) throws IOException {
        SortedSet<String> litter = new TreeSet<>(files());
        outputs(input).keySet().forEach(output -> litter.remove("out/" + output));
        litter.removeAll(List.of(
                INPUT,
                OTHER_INPUT,
                ".out." + NAME + ".lock",
                "out/." + NAME + ".index",
                base.relativize(manifest()).toString()));
        litter.removeIf(
                file -> file.startsWith("store/") || file.startsWith("remote/")); // which clean up by themselves
        return litter;
    }

    private List<String> files() throws IOException {
        try (Stream<Path> paths = Files.walk(base)) {
            return paths.filter(
                            path -> !Files.isDirectory(path) || path.toString().contains(".restoring."))
                    .map(path -> base.relativize(path).toString())
                    .toList();
        }
    }

    /** Remove what is no output of this input; the others are overwritten where they are. */
    private void clear(String input) throws IOException {
        for (String file : outputs(input.equals(OLD) ? NEW : OLD).keySet()) {
            if (!outputs(input).containsKey(file)) {
                Files.deleteIfExists(directory().resolve(file));
            }
        }
    }

    private void write(String file, String content) throws IOException {
        Path path = directory().resolve(file);
        Files.createDirectories(path.getParent());
        int half = content.length() / 2;
        try (OutputStream out = Files.newOutputStream(path)) {
            out.write(content.substring(0, half).getBytes(StandardCharsets.UTF_8));
            out.write(content.substring(half).getBytes(StandardCharsets.UTF_8));
        }
    }
}
