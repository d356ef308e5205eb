package io.github.stepcache.trust;

import static io.github.stepcache.OutputVerification.CONTENT;
import static io.github.stepcache.OutputVerification.EXISTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.OutputVerification;
import io.github.stepcache.StepCache;
import io.github.stepcache.StepCacheBuilder;
import io.github.stepcache.StepResult;
import io.github.stepcache.step.StepSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What it costs that a power cut leaves no manifest over lost outputs, as a printed table: to hash outputs when they are
 * saved and at each check, or to force them to the disk once. It measures the disk that holds the temporary directory;
 * no time is asserted.
 */
@Tag("trust")
class DurabilityCostTests {

    private static final byte[] CONTENT_OF_4_KIB = new byte[4096];

    @TempDir
    private Path base;

    static List<Integer> counts() {
        return Effort.of(0, 1) == 1 ? List.of(1, 100, 10_000) : List.of(1, 100);
    }

    @ParameterizedTest(name = "{0} outputs")
    @MethodSource("counts")
    void costOfSavingAndCheckingIsPrinted(int count) throws IOException, InterruptedException {
        Files.writeString(base.resolve("input.txt"), "a");
        Cost content = new Cost(count, CONTENT);
        Cost exists = new Cost(count, EXISTS);
        for (int i = 0; i < (count < 10_000 ? 9 : 3); i++) { // in turn, so that a busy moment strikes both
            content.measure();
            exists.measure();
        }
        System.out.printf(
                Locale.ROOT,
                "COST of %,6d outputs of 4 KiB: content: save %8.1f ms, check %8.1f ms; exists: save %8.1f ms, check"
                        + " %8.1f ms%n",
                count,
                content.save(),
                content.check(),
                exists.save(),
                exists.check());
    }

    /** The times of one way, in milliseconds. */
    private final class Cost {

        private final int count;
        private final StepCache asking;
        private final StepCache forcing;
        private final StepSpec step;
        private final Path directory;
        private final DoubleStream.Builder saves = DoubleStream.builder();
        private final DoubleStream.Builder checks = DoubleStream.builder();
        private long worked;

        Cost(int count, OutputVerification verification) {
            this.count = count;
            StepCacheBuilder settings = StepCache.builder().baseDir(base).verifyOutputs(verification);
            this.asking = settings.build();
            this.forcing = settings.force(true).build();
            this.directory = Path.of(verification.name());
            this.step = StepSpec.named("cost")
                    .inputs("input.txt")
                    .outputDir(directory)
                    .requiredOutputs("*.bin")
                    .build();
        }

        /** A save is all that happens between the end of the step's own work and the end of the run. */
        void measure() throws IOException, InterruptedException {
            Process flush = new ProcessBuilder("sync", "-f", base.toString())
                    .inheritIO()
                    .start();
            assertThat(flush.waitFor()).isZero(); // or one way would pay for what the other has written
            StepResult<@Nullable Void> result = forcing.run(step, this::work);
            saves.add(millisSince(worked));
            assertThat(result.remembered()).isTrue();
            long asked = System.nanoTime();
            assertThat(asking.check(step).isFresh()).isTrue();
            checks.add(millisSince(asked));
        }

        private void work() throws IOException {
            for (int i = 0; i < count; i++) {
                Path output = base.resolve(directory).resolve(i + ".bin");
                Files.deleteIfExists(output);
                Files.write(output, CONTENT_OF_4_KIB);
            }
            worked = System.nanoTime();
        }

        double save() {
            return median(saves);
        }

        double check() {
            return median(checks);
        }
    }

    private static double median(DoubleStream.Builder times) {
        double[] sorted = times.build().sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static double millisSince(long start) {
        return (System.nanoTime() - start) / 1e6;
    }
}
