package io.github.stepcache.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.demo.files.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The application in processes of its own, once as ahead-of-time processing left it and once as always. They take turns
 * in one of two directories, so that each also finds fresh what the other one remembered.
 */
@Tag("aot")
class AheadOfTimeTests {

    /** Where the columns of the table are that do not tell times. */
    private static final int STATE = 24;

    private static final int WHY = 32;
    private static final int TIME = 98;

    @TempDir
    private Path first;

    @TempDir
    private Path second;

    @Test
    void decisionsAreThoseOfTheApplicationWithoutIt() throws Exception {
        RawData.copyTo(first);
        RawData.copyTo(second);

        List<String> all = run(first, true);
        assertThat(all).hasSize(7).allMatch(row -> row.contains(" stale "));
        assertThat(run(second, false)).isEqualTo(all);

        List<String> none = run(first, false);
        assertThat(none).hasSize(7).allMatch(row -> row.contains(" fresh "));
        assertThat(run(second, true)).isEqualTo(none);

        edit(first);
        edit(second);
        List<String> some = run(first, true);
        assertThat(some.stream().filter(row -> row.contains(" stale ")))
                .extracting(row -> row.substring(0, row.indexOf(' ')))
                .containsExactly("dictionary", "clean-birdstrikes", "strikes", "report");
        assertThat(run(second, false)).isEqualTo(some);
    }

    private static void edit(Path baseDir) throws IOException {
        Path file = new Workspace(baseDir).raw("birdstrikes");
        Files.writeString(file, Files.readString(file).replaceFirst("Turkey vulture", "Canada goose"));
    }

    /** Run the pipeline, and return the rows of its table without their times. */
    private static List<String> run(Path baseDir, boolean aheadOfTime) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Dspring.aot.enabled=" + aheadOfTime,
                        "-cp",
                        System.getProperty("java.class.path"),
                        DemoApplication.class.getName(),
                        "--stepcache.base-dir=" + baseDir)
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.lines()
                .filter(line -> line.length() > TIME)
                .filter(line -> List.of("fresh", "stale", "failed")
                        .contains(line.substring(STATE, WHY).strip()))
                .map(line -> line.substring(0, TIME).replaceFirst("since \\S+", "since then"))
                .toList();
    }
}
