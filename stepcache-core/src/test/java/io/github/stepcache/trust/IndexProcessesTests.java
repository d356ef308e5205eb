package io.github.stepcache.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.StepCache;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes that edit the same inputs and run the same step at once never find it fresh over other outputs. */
class IndexProcessesTests {

    @Test
    void editsAndRunsOfTwoProcessesAreNeverFreshOverOtherOutputs(@TempDir Path temp) throws IOException {
        Path base = temp.toRealPath();
        Files.createDirectories(base.resolve("in/sub"));
        for (String input : new String[] {"in/a", "in/b", "in/sub/c"}) {
            Files.writeString(base.resolve(input), "a");
        }
        long seed = Effort.seed();
        Random random = new Random(seed);
        Tally tally = new Tally("two processes and one index with seed " + seed);
        Process other = start(base);
        try (Writer orders = other.outputWriter();
                BufferedReader answers = other.inputReader()) {
            StepCache cache = StepCache.builder().baseDir(base).build();
            for (int round = 0; round < Effort.of(30, 3_000); round++) {
                orders.write(random.nextLong() + "\n");
                orders.flush();
                IndexProgram.editAndRun(base, cache, new Random(random.nextLong()));
                awaitDone(answers);
                tally.tried(cache.check(IndexProgram.STEP).isFresh() ? "fresh ends" : "stale ends");
                tally.check(Harm.FALSE_FRESH, IndexProgram.isFalseFresh(base), "round " + round);
            }
        } finally {
            other.destroyForcibly();
        }
        tally.finish();
    }

    /** It may log before. */
    private static void awaitDone(BufferedReader answers) throws IOException {
        String line = answers.readLine();
        while (!"done".equals(line)) {
            assertThat(line).as("the other process is gone").isNotNull();
            line = answers.readLine();
        }
    }

    private static Process start(Path base) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        IndexProgram.class.getName(),
                        base.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
