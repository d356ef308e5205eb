package io.github.stepcache.trust;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import io.github.stepcache.OutputVerification;
import io.github.stepcache.StepCache;
import io.github.stepcache.StepCacheBuilder;
import io.github.stepcache.StepResult;
import io.github.stepcache.decision.Decision;
import io.github.stepcache.fingerprint.FileHashes;
import io.github.stepcache.manifest.ManifestLookup;
import io.github.stepcache.manifest.ReferenceReader;
import io.github.stepcache.manifest.StepManifests;
import io.github.stepcache.step.StepSpec;
import io.github.stepcache.store.OutputStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The step that is traced, and whose power is cut: it reads one file and leaves outputs of all kinds, each of which tells
 * the input it was made from. As a program, it runs the step once: base directory, {@link Start}, {@link
 * OutputVerification}.
 */
final class PowerStep {

    static final String NAME = "harvest";
    static final String OUT = "build/out";

    /** Files below the output directory; the last two are reached by links, and lie elsewhere. */
    private static final List<String> OUTPUTS = List.of(
            "report.txt", "index.db", "parts/2024/a.csv", "tree/branch/leaf.txt", "latest.txt", "current/summary.txt");

    private static final List<String> REQUIRED =
            List.of("report.txt", "index.db", "parts/*/*.csv", "tree", "latest.txt", "current/summary.txt");

    /** How many of them lie in the output directory itself: a store keeps no links. */
    private static final int WITHOUT_LINKS = 4;

    private static final String INPUT = "raw/a.csv";

    private final Path base;
    private final OutputVerification verification;
    private final boolean stored;

    PowerStep(Path base, Start start, OutputVerification verification) {
        this.base = base;
        this.verification = verification;
        this.stored = start == Start.RESTORED;
    }

    /** What a run of the step finds, and how it goes. */
    enum Start {
        /** It never ran. */
        COLD,
        /** It ran, and then the input was changed. */
        CHANGED,
        /** It ran, nothing was changed, and it is forced. */
        FORCED,
        /** It ran, the input was changed, and it breaks down half-way. */
        FAILING,
        /** It ran with this input, then with another one; what it left the first time is in a store. */
        RESTORED
    }

    public static void main(String[] args) throws IOException {
        Start start = Start.valueOf(args[1]);
        new PowerStep(Path.of(args[0]), start, OutputVerification.valueOf(args[2])).start(start);
    }

    /** Bring the directory into the state in which a run is to begin. */
    void prepare(Start start) throws IOException {
        Files.createDirectories(base.resolve("raw"));
        setInput("old");
        if (start != Start.COLD) {
            run(false);
        }
        if (start == Start.RESTORED) {
            setInput("new");
            run(false);
            setInput("old");
        }
        if (start == Start.CHANGED || start == Start.FAILING) {
            setInput("new");
        }
    }

    /** Run the step as one that begins so. */
    void start(Start start) throws IOException {
        Shim.startCounting(base);
        try {
            StepResult<@Nullable Void> result = run(start == Start.FORCED, start == Start.FAILING);
            if (stored != result.decision() instanceof Decision.Restored) {
                throw new IllegalStateException(result.decision().describe());
            }
        } catch (IOException e) {
            if (start != Start.FAILING) {
                throw e;
            }
        }
        Shim.stopCounting(base);
    }

    StepResult<@Nullable Void> run(boolean force) throws IOException {
        return run(force, false);
    }

    private StepResult<@Nullable Void> run(boolean force, boolean failing) throws IOException {
        try (OutputStore store = OutputStore.in(base.resolve("kept")).build()) {
            StepCacheBuilder cache = cache(force);
            return (stored ? cache.store(store) : cache).build().run(spec(), () -> work(failing));
        }
    }

    boolean isFresh() {
        return cache(false).build().check(spec()).isFresh();
    }

    /** Ask as the Python module does, which looks whether outputs exist, and no further. */
    boolean isFreshForTheReference() throws IOException {
        Map<String, String> hashes = Map.of(INPUT, FileHashes.ofFile(base.resolve(INPUT)));
        return ReferenceReader.isFresh(
                NAME,
                base.resolve(OUT),
                hashes,
                Map.of(),
                spec().requiredOutputs().stream()
                        .filter(output -> !output.contains("*"))
                        .toList());
    }

    /** Tell whether all outputs are whole and made from what the input is now. */
    boolean isRight() throws IOException {
        for (String output : outputs(OUTPUTS)) {
            Path file = base.resolve(OUT).resolve(output);
            if (!Files.isRegularFile(file) || !Files.readString(file).equals(content(output))) {
                return false;
            }
        }
        return true;
    }

    ManifestLookup record() {
        return StepManifests.read(NAME, base.resolve(OUT));
    }

    /** List the hidden files beside the manifest. */
    SortedSet<String> litter() throws IOException {
        SortedSet<String> litter = new TreeSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(base.resolve(OUT), ".*")) {
            files.forEach(file -> litter.add(file.getFileName().toString()));
        }
        litter.removeAll(List.of("." + NAME + ".manifest.json", "." + NAME + ".index"));
        return litter;
    }

    String input() throws IOException {
        return Files.readString(base.resolve(INPUT));
    }

    void setInput(String content) throws IOException {
        Files.writeString(base.resolve(INPUT), content);
    }

    private StepCacheBuilder cache(boolean force) {
        return StepCache.builder().baseDir(base).verifyOutputs(verification).force(force);
    }

    private List<String> outputs(List<String> all) {
        return stored ? all.subList(0, WITHOUT_LINKS) : all;
    }

    private StepSpec spec() {
        return StepSpec.named(NAME)
                .inputs("raw")
                .outputDir(Path.of(OUT))
                .requiredOutputs(outputs(REQUIRED).toArray(String[]::new))
                .build();
    }

    private void work(boolean failing) throws IOException {
        write(OUTPUTS.get(0));
        overwriteInPlace(OUTPUTS.get(1));
        if (failing) {
            throw new IOException("on purpose");
        }
        writeAnew(OUTPUTS.get(2));
        writeAnew(OUTPUTS.get(3));
        if (!stored) {
            replaceThroughLink("latest.txt", "store/latest.txt", OUTPUTS.get(4));
            replaceThroughLink("current", "store/2024", OUTPUTS.get(5));
        }
    }

    private void write(String output) throws IOException {
        Files.writeString(out(output), content(output));
    }

    /** As a database does: the data is on the disk long before the file system writes its journal. */
    private void overwriteInPlace(String output) throws IOException {
        ByteBuffer content = ByteBuffer.wrap(content(output).getBytes(UTF_8));
        int length = content.limit();
        try (FileChannel channel = FileChannel.open(out(output), CREATE, WRITE)) {
            channel.write(content.limit(length / 2));
            channel.force(false);
            channel.write(content.limit(length));
            channel.force(false);
        }
    }

    private void writeAnew(String output) throws IOException {
        Files.deleteIfExists(out(output));
        Files.createDirectories(out(output).getParent());
        write(output);
    }

    /** Replaces the file that the link leads to, or one in the directory that it leads to, as careful programs do. */
    private void replaceThroughLink(String link, String target, String output) throws IOException {
        Path file = base.resolve(target + output.substring(link.length()));
        Files.createDirectories(file.getParent());
        Path temporary = Files.writeString(file.resolveSibling("part"), content(output));
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        if (!Files.isSymbolicLink(out(link))) {
            Files.createSymbolicLink(out(link), Path.of("../../", target));
        }
    }

    private Path out(String output) {
        return base.resolve(OUT).resolve(output);
    }

    private String content(String output) {
        try {
            return (output + " from " + input() + "\n").repeat(400); // more than one page of memory
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
