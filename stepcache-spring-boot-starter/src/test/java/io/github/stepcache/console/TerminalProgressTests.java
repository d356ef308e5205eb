package io.github.stepcache.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.FingerprintProgress;
import io.github.stepcache.FingerprintProgress.Part;
import io.github.stepcache.HashVolume;
import io.github.stepcache.StepFailure;
import io.github.stepcache.StepListener;
import io.github.stepcache.TransferProgress;
import io.github.stepcache.TransferProgress.Direction;
import io.github.stepcache.decision.Decision;
import io.github.stepcache.decision.StaleReason;
import io.github.stepcache.step.StepSpec;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What is drawn while files are read, and that nothing of it stays. */
class TerminalProgressTests {

    private static final StepSpec CLEAN =
            StepSpec.named("clean").outputDir(Path.of("clean")).build();
    private static final StepSpec REPORT =
            StepSpec.named("report").outputDir(Path.of("report")).build();
    private static final Decision STALE = new Decision.Stale(List.of(new StaleReason.InputAdded("a.csv")));

    private final ByteArrayOutputStream drawn = new ByteArrayOutputStream();
    private final PrintStream output = new PrintStream(drawn, true, UTF_8);
    private final TerminalProgress terminal = new TerminalProgress(() -> true, () -> output);

    private static FingerprintProgress progress(int filesDone, boolean allFound) {
        HashVolume read = new HashVolume(filesDone, filesDone * 1_000_000L);
        return new FingerprintProgress(
                Part.INPUTS, filesDone, read.bytes(), 100, 100_000_000, allFound, read, Duration.ofSeconds(2));
    }

    private String drawn() {
        return drawn.toString(UTF_8);
    }

    private void awaitDrawn(String text) {
        Awaitility.await().untilAsserted(() -> assertThat(drawn()).contains(text));
    }

    @Test
    void barIsDrawnInPlaceAndErasedWhenTheStepIsDecided() {
        StepListener call = terminal.on(CLEAN);
        call.fingerprinting(CLEAN, progress(25, true));
        awaitDrawn("25% [");
        awaitDrawn("clean: 25 of 100 files, 25.0 of 100.0 MB, 12.5 MB/s");
        call.fingerprinting(CLEAN, progress(50, true));
        awaitDrawn("50% [");
        call.decided(CLEAN, STALE);

        assertThat(drawn()).startsWith("\r").doesNotContain("\n").endsWith("\r\u001b[K");
        int before = drawn().length();
        call.failed(CLEAN, new StepFailure(new Error(), Optional.of(STALE), Duration.ZERO, HashVolume.NONE));
        assertThat(drawn()).hasSize(before);
    }

    @Test
    void noShareIsToldUntilAllIsFound() {
        StepListener call = terminal.on(CLEAN);
        call.fingerprinting(CLEAN, progress(25, false));
        awaitDrawn("clean: 25 of at least 100 files");
        call.decided(CLEAN, STALE);

        assertThat(drawn()).doesNotContain("25%");
    }

    @Test
    void severalStepsAreOneLineUntilTheLastIsDone() {
        StepListener clean = terminal.on(CLEAN);
        StepListener report = terminal.on(REPORT);
        clean.fingerprinting(CLEAN, progress(25, true));
        report.fingerprinting(REPORT, progress(75, true));
        awaitDrawn("50% [");
        awaitDrawn("2 steps: 100 of 200 files, 100.0 of 200.0 MB");
        clean.decided(CLEAN, STALE);
        assertThat(drawn()).doesNotEndWith("\r\u001b[K");
        awaitDrawn("report: 75 of 100 files");
        report.decided(REPORT, STALE);

        assertThat(drawn()).endsWith("\r\u001b[K").doesNotContain("\n");
    }

    @Test
    void barComesBackForWhatIsReadAfterTheRun() {
        StepListener call = terminal.on(CLEAN);
        call.fingerprinting(CLEAN, progress(25, true));
        call.decided(CLEAN, STALE);
        int before = drawn().length();
        call.fingerprinting(CLEAN, progress(99, true));
        Awaitility.await()
                .untilAsserted(() -> assertThat(drawn().substring(before)).contains("99%"));
        call.failed(CLEAN, new StepFailure(new Error(), Optional.of(STALE), Duration.ZERO, HashVolume.NONE));

        assertThat(drawn()).endsWith("\r\u001b[K");
    }

    /** What a terminal shows is the same whenever the line comes: the bar leaves the cursor at the line's beginning. */
    @Test
    void eachDrawingLeavesTheCursorAtTheBeginningOfTheLine() {
        ErasableLine line = new ErasableLine(output);
        line.accept("[===>  ]");
        output.print("a log line that is longer\n");
        line.accept("[====> ]");
        line.close();
        line.accept("too late");

        assertThat(drawn())
                .isEqualTo("\r\u001b[K\u001b[?7l[===>  ]\u001b[?7h\r" + "a log line that is longer\n"
                        + "\r\u001b[K\u001b[?7l[====> ]\u001b[?7h\r" + "\r\u001b[K");
    }

    private static TransferProgress transfer(Direction direction, int filesDone) {
        return new TransferProgress(
                direction, filesDone, filesDone * 1_000_000L, 100, 100_000_000, Duration.ofSeconds(2));
    }

    @Test
    void restoringIsDrawnUntilTheStepIsDecided() {
        StepListener call = terminal.on(CLEAN);
        call.fingerprinting(CLEAN, progress(75, true));
        awaitDrawn("Checking  75% [");
        call.transferring(CLEAN, transfer(Direction.RESTORING, 25));
        awaitDrawn("Restoring  25% [");
        awaitDrawn("clean: 25 of 100 files, 25.0 of 100.0 MB, 12.5 MB/s");
        call.decided(CLEAN, STALE);

        assertThat(drawn()).doesNotContain("\n").endsWith("\r\u001b[K");
    }

    @Test
    void storingIsDrawnUntilTheStepHasEnded() {
        StepListener call = terminal.on(CLEAN);
        call.decided(CLEAN, STALE);
        call.transferring(CLEAN, transfer(Direction.STORING, 50));
        awaitDrawn("Storing  50% [");
        call.failed(CLEAN, new StepFailure(new Error(), Optional.of(STALE), Duration.ZERO, HashVolume.NONE));

        assertThat(drawn()).doesNotContain("\n").endsWith("\r\u001b[K");
    }

    @Test
    void stepsThatDoDifferentThingsAreOneLine() {
        StepListener clean = terminal.on(CLEAN);
        StepListener report = terminal.on(REPORT);
        clean.fingerprinting(CLEAN, progress(25, true));
        report.transferring(REPORT, transfer(Direction.STORING, 75));
        awaitDrawn("Working  50% [");
        awaitDrawn("2 steps: 100 of 200 files, 100.0 of 200.0 MB");
        clean.decided(CLEAN, STALE);
        awaitDrawn("Storing  75% [");
    }

    @Test
    void nothingIsWrittenWithoutATerminal() {
        TerminalProgress piped = new TerminalProgress(() -> false, () -> output);
        StepListener call = piped.on(CLEAN);
        call.fingerprinting(CLEAN, progress(25, true));
        call.transferring(CLEAN, transfer(Direction.RESTORING, 25));
        call.decided(CLEAN, STALE);

        assertThat(drawn()).isEmpty();
    }

    @Test
    void terminalsThatCannotEraseAreLeftAlone() {
        assertThat(StandardTerminal.canErase(Map.of("TERM", "xterm"), false)).isTrue();
        assertThat(StandardTerminal.canErase(Map.of(), false)).isTrue();
        assertThat(StandardTerminal.canErase(Map.of("TERM", "dumb"), false)).isFalse();
        assertThat(StandardTerminal.canErase(Map.of(), true)).isFalse();
        assertThat(StandardTerminal.canErase(Map.of("WT_SESSION", "1"), true)).isTrue();
    }
}
