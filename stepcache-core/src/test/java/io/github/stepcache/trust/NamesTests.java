package io.github.stepcache.trust;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.StepCache;
import io.github.stepcache.StepResult;
import io.github.stepcache.step.StepSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Steps over files whose names this process cannot write down run each time, and are never mixed up (contract 2.11). */
class NamesTests {

    private static final String RAN_AND_NOT_REMEMBERED = "ran true, remembered false";

    @TempDir
    private Path base;

    @ParameterizedTest
    @ValueSource(strings = {"C", "POSIX", "C.UTF-8"})
    void twoNamesThatPrintAlikeAreNeverSkippedOver(String locale) throws Exception {
        shell("mkdir in; printf one > in/$(printf '\\377'); printf two > in/$(printf '\\376')");

        assertThat(runTwice(locale)).containsExactly(RAN_AND_NOT_REMEMBERED, RAN_AND_NOT_REMEMBERED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"C", "POSIX"})
    void nameWithAnAccentIsNeverSkippedOverWhereTheLocaleHasNone(String locale) throws Exception {
        shell("mkdir in; printf one > in/$(printf '\\303\\251'); printf two > in/$(printf '\\303\\250')");

        assertThat(runTwice(locale)).containsExactly(RAN_AND_NOT_REMEMBERED, RAN_AND_NOT_REMEMBERED);
        assertThat(runTwice("C.UTF-8")).containsExactly("ran true, remembered true", "ran false, remembered true");
        assertThat(runTwice(locale)).containsExactly(RAN_AND_NOT_REMEMBERED, RAN_AND_NOT_REMEMBERED);
    }

    private List<String> runTwice(String locale) throws IOException, InterruptedException {
        ProcessBuilder child = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName(),
                base.toString());
        child.environment().put("LC_ALL", locale);
        Process process = child.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        return output.lines().toList();
    }

    private void shell(String script) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sh", "-ec", script)
                .directory(base.toFile())
                .inheritIO()
                .start();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    /** What the other process runs: the step, twice. */
    static final class Program {

        private Program() {}

        public static void main(String[] arguments) throws IOException {
            Path base = Path.of(arguments[0]);
            StepSpec step = StepSpec.named("s")
                    .inputs("in")
                    .outputDir(Path.of("out"))
                    .requiredOutputs("o")
                    .build();
            for (int i = 0; i < 2; i++) {
                StepResult<?> result = StepCache.builder()
                        .baseDir(base)
                        .build()
                        .run(step, () -> Files.writeString(base.resolve("out/o"), "made"));
                System.out.println("ran " + result.executed() + ", remembered " + result.remembered());
            }
        }
    }
}
