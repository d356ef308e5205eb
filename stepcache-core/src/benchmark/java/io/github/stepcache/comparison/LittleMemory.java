package io.github.stepcache.comparison;

import io.github.stepcache.benchmark.SampleStep;
import io.github.stepcache.fingerprint.FileHashes;
import io.github.stepcache.manifest.StepManifests;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Runs a million files in a JVM with a heap of 128 MB, which says how much of it was in use at most, or fails. */
final class LittleMemory {

    private LittleMemory() {}

    /** The work that is done in the other JVM. */
    enum Work {
        CHECK {
            @Override
            void run(Path base, String inputs) throws IOException {
                new SampleStep(base, inputs, SampleStep.Evidence.INDEX).check();
            }
        },
        HASH_AND_SAVE {
            @Override
            void run(Path base, String inputs) throws IOException {
                Map<String, String> hashes = FileHashes.ofDirectory(base.resolve(inputs));
                StepManifests.save("little-memory", base.resolve("out"), hashes, Map.of(), Map.of());
            }
        };

        abstract void run(Path base, String inputs) throws IOException;
    }

    /** Run the work in such a JVM and give the row that says how it went. */
    static Row row(String what, Work work, Path base, String inputs, Scale scale) throws InterruptedException {
        System.err.println(what);
        String figure;
        String verdict;
        try {
            figure = "peak "
                    + Program.java(List.of("-Xmx128m"), LittleMemory.class, work.name(), base.toString(), inputs)
                            .run();
            verdict = scale.isJudged() ? "met" : "not judged";
        } catch (IOException e) {
            figure = String.valueOf(e.getMessage());
            verdict = "MISSED";
        }
        return new Row(what, figure, "heap of 128 MiB", "-", "-", "passes", verdict);
    }

    public static void main(String[] arguments) throws IOException {
        Work.valueOf(arguments[0]).run(Path.of(arguments[1]), arguments[2]);
        long peak = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
        System.out.printf("%d MiB%n", peak >> 20);
    }
}
