package io.github.stepcache.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is started for a plan ends by itself, well, and before its jobs and runners begin. */
class PlanProcessTests {

    @TempDir
    Path dir;

    @Test
    void planIsPrintedAndTheProcessEndsWell() throws IOException, InterruptedException {
        Path base = Files.createDirectory(dir.resolve("base"));
        Files.writeString(Files.createDirectory(base.resolve("data")).resolve("a.csv"), "1");

        String printed = run(0, "--stepcache.base-dir=" + base, "--stepcache.plan");

        assertThat(printed)
                .containsPattern("(?m)^import +will run$")
                .contains("BEANS ARE CLOSED")
                .doesNotContain("RUNS", "MAIN GOES ON", "ERROR", "Exception");
        try (Stream<Path> left = Files.walk(base)) {
            assertThat(left).containsExactlyInAnyOrder(base, base.resolve("data"), base.resolve("data/a.csv"));
        }
        assertThat(run(0, "--stepcache.base-dir=" + base))
                .contains("JOB RUNS", "STEP RUNS", "RUNNER RUNS", "MAIN GOES ON");
    }

    private String run(int exitCode, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-Dfile.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                PlanProgram.class.getName()));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(dir, "output", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            boolean ended = process.waitFor(3, TimeUnit.MINUTES);
            String printed = Files.readString(output);
            assertThat(ended).as(printed).isTrue();
            assertThat(process.exitValue()).as(printed).isEqualTo(exitCode);
            return printed;
        } finally {
            process.destroyForcibly();
        }
    }
}
