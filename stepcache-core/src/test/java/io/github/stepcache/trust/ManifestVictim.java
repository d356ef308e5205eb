package io.github.stepcache.trust;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.stepcache.StepCache;
import io.github.stepcache.StepResult;
import io.github.stepcache.code.CodeFingerprint;
import io.github.stepcache.decision.Decision;
import io.github.stepcache.fingerprint.FileHashes;
import io.github.stepcache.manifest.StepManifests;
import io.github.stepcache.step.StepSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A step with all that a manifest can record, whose manifest is attacked: it reads the directory {@code raw} and writes
 * {@code out/report.txt} and {@code out/parts}, always the same, so that nothing but what a world is about changes.
 */
final class ManifestVictim {

    static final List<String> OUTPUTS = List.of("report.txt", "parts", "*.log");

    private static final Map<String, String> VERSIONS = Map.of("schema", "1.0.0", "model", "2024-05");

    /** What may have happened to the files of the step since its manifest was written. */
    enum World {
        UNCHANGED,
        INPUTS_CHANGED,
        OUTPUTS_DAMAGED
    }

    /** What the step returns. */
    record Summary(int rows, List<String> names) {}

    private final Path base;
    private final Path out;
    private final Path manifest;
    private final boolean reference;
    private final StepCache cache;
    private final StepSpec spec;
    private World world = World.UNCHANGED;

    /** Set a step up, of which the Python reference has a manifest, or we have. */
    ManifestVictim(Path base, boolean reference) throws IOException {
        this.base = base;
        this.reference = reference;
        this.out = base.resolve("out");
        this.manifest = out.resolve(".report.manifest.json");
        this.cache = StepCache.builder().baseDir(base).build();
        StepSpec.Builder declared = StepSpec.named("report")
                .inputs("raw")
                .outputDir(Path.of("out"))
                .requiredOutputs(OUTPUTS.toArray(String[]::new));
        VERSIONS.forEach(declared::artifactVersion);
        this.spec = reference
                ? declared.build()
                : declared.parameter("year", "2024")
                        .parameter("who", "Zoë \"Z\"")
                        .code(CodeFingerprint.of("calls 1", Map.of("a.Report.write", "c1", "a.Report.<init>", "c2")))
                        .build();
        Files.createDirectories(base.resolve("raw"));
        enter(World.UNCHANGED);
    }

    /** Run the step once, and give the manifest of that. */
    byte[] record() throws IOException {
        run();
        if (reference) {
            StepManifests.save("report", out, inputHashes(), VERSIONS, Map.of("rows", 2));
        }
        return Files.readAllBytes(manifest);
    }

    /** Go to another world. */
    void enter(World next) throws IOException {
        world = next;
        Files.writeString(base.resolve("raw/a.csv"), "a,1");
        Files.writeString(base.resolve("raw/é \"b\".csv"), world == World.INPUTS_CHANGED ? "b,2" : "b,1");
    }

    /** Set a manifest in the place of the step's own, over outputs as they are in this world. */
    void place(byte[] bytes) throws IOException {
        if (world == World.OUTPUTS_DAMAGED && reference) {
            Files.deleteIfExists(base.resolve("out/report.txt")); // all that the reference's rule looks at
        } else if (world == World.OUTPUTS_DAMAGED) {
            write("out/report.txt", "the repor");
        }
        Files.deleteIfExists(manifest); // emptying it instead would make some file systems wait for the disk
        Files.write(manifest, bytes);
    }

    Decision check() {
        return cache.check(spec);
    }

    /** Run the step, which has no value where the reference would have no place for it. */
    StepResult<?> run() throws IOException {
        return reference ? cache.run(spec, this::work) : cache.run(spec, this::workAndSum);
    }

    /** Ask by the reference's rule. */
    boolean isFreshForReference() throws IOException {
        return StepManifests.isFresh("report", out, inputHashes(), VERSIONS, OUTPUTS);
    }

    /** The value of the step, which depends on what it reads. */
    Summary summary() {
        return new Summary(2, List.of("a", world == World.INPUTS_CHANGED ? "b,2" : "b,1"));
    }

    boolean hasItsOutputs() throws IOException {
        return Files.readString(base.resolve("out/report.txt")).equals("the report")
                && Files.readString(base.resolve("out/parts/1.csv")).equals("1");
    }

    private Summary workAndSum() throws IOException {
        work();
        return summary();
    }

    private void work() throws IOException {
        Files.createDirectories(base.resolve("out/parts"));
        write("out/report.txt", "the report");
        write("out/parts/1.csv", "1");
        write("out/run.log", "ok");
    }

    private Map<String, String> inputHashes() throws IOException {
        Map<String, String> hashes = new TreeMap<>();
        for (String name : List.of("raw/a.csv", "raw/é \"b\".csv")) {
            hashes.put(name, FileHashes.ofFile(base.resolve(name)));
        }
        return hashes;
    }

    private void write(String file, String text) throws IOException {
        Files.deleteIfExists(base.resolve(file));
        Files.write(base.resolve(file), text.getBytes(UTF_8));
    }
}
