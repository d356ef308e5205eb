package io.github.stepcache.demo.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.HashVolume;
import io.github.stepcache.StepFailure;
import io.github.stepcache.StepResult;
import io.github.stepcache.decision.Decision;
import io.github.stepcache.decision.StaleReason;
import io.github.stepcache.demo.console.StepRow.Outcome;
import io.github.stepcache.manifest.Manifest;
import io.github.stepcache.step.StepSpec;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StepRecorderTests {

    private static final StepSpec STEP =
            StepSpec.named("report").outputDir(Path.of("out")).build();

    private static final Decision STALE = new Decision.Stale(
            List.of(new StaleReason.InputAdded("a.csv"), new StaleReason.OutputMissing("report.html")));

    private final StepRecorder recorder = new StepRecorder();

    @Test
    void aStepThatRanSaysAllReasons() {
        recorder.completed(
                STEP, new StepResult<>("value", STALE, true, true, 3, Duration.ofMillis(40), HashVolume.NONE));

        assertThat(recorder.rows())
                .containsExactly(new StepRow(
                        "report",
                        Outcome.STALE,
                        "input \"a.csv\" was added; output \"report.html\" is missing",
                        3,
                        Duration.ofMillis(40),
                        Duration.ZERO));
    }

    @Test
    void aStepThatWasRestoredSaysFromWhereAndWhy() {
        Manifest run = Manifest.incomplete("report", Manifest.State.COMPLETE, Instant.EPOCH, "");
        Decision restored = new Decision.Restored(run, "local", (Decision.Stale) STALE);
        recorder.completed(
                STEP, new StepResult<>("value", restored, false, true, 3, Duration.ofMillis(40), HashVolume.NONE));

        assertThat(recorder.rows())
                .containsExactly(new StepRow(
                        "report",
                        Outcome.RESTORED,
                        "from local; input \"a.csv\" was added; output \"report.html\" is missing",
                        3,
                        Duration.ofMillis(40),
                        Duration.ZERO));
    }

    @Test
    void aStepThatFailedSaysItsProblem() {
        recorder.failed(STEP, failure(new IOException("no space left"), Duration.ofMillis(40)));
        recorder.failed(STEP, failure(new FileNotFoundException(), Duration.ofMillis(1)));

        assertThat(recorder.rows()).extracting(StepRow::outcome).containsOnly(Outcome.FAILED);
        assertThat(recorder.rows())
                .extracting(StepRow::why)
                .containsExactly("no space left", "java.io.FileNotFoundException");
    }

    @Test
    void aNewRunStartsWithNoRows() {
        recorder.failed(STEP, failure(new IOException("no space left"), Duration.ofMillis(40)));

        recorder.clear();

        assertThat(recorder.rows()).isEmpty();
    }

    private static StepFailure failure(IOException exception, Duration duration) {
        return new StepFailure(exception, Optional.of(STALE), duration, HashVolume.NONE);
    }
}
