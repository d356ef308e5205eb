package io.github.stepcache.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The application as a user starts it: its arguments, its console and its exit code. */
@ExtendWith(OutputCaptureExtension.class)
class DemoApplicationTests {

    @TempDir
    Path baseDir;

    @BeforeEach
    void copyRawData() throws IOException {
        RawData.copyTo(baseDir);
    }

    @Test
    void theTableTellsFreshFromStale(CapturedOutput output) {
        assertThat(run()).isZero();
        assertThat(output).contains("0 of 7 steps fresh");

        assertThat(run()).isZero();
        assertThat(output).contains("7 of 7 steps fresh");
    }

    @Test
    void forceRunsEveryStepAndRemembersIt(CapturedOutput output) {
        run();

        assertThat(run("--force")).isZero();
        assertThat(output.getOut().split("0 of 7 steps fresh", -1)).hasSize(3);

        run();
        assertThat(output).contains("7 of 7 steps fresh");
    }

    @Test
    void forceStepsRunsTheseStepsOnly(CapturedOutput output) {
        run();

        assertThat(run("--stepcache.force-steps=clean-*,report")).isZero();
        assertThat(output).contains("3 of 7 steps fresh");
    }

    @Test
    void theExitCodeIsNotZeroIfAStepFailsAndTheStepIsNamed(CapturedOutput output) throws IOException {
        Files.writeString(baseDir.resolve("data/raw/airports.csv"), "iata,name\n00M,Thigpen\n");

        assertThat(run()).isNotZero();
        assertThat(output).contains("ERROR Step 'clean-airports' failed: There is no column 'city'");
        assertThat(output).containsPattern("clean-airports +failed +There is no column 'city'");
    }

    private int run(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.add("--stepcache.base-dir=" + baseDir);
        return DemoApplication.run(all.toArray(String[]::new));
    }
}
