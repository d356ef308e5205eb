package io.github.stepcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.TransferProgress.Direction;
import io.github.stepcache.decision.Decision;
import io.github.stepcache.decision.StaleReason.OutputMissing;
import io.github.stepcache.step.StepSpec;
import io.github.stepcache.store.OutputStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told and logged of steps whose outputs a store keeps; the clock goes on by itself at each look at it. */
class TransferringTests {

    private static final int FILES = 100;

    private final Pipeline pipeline;
    private final CallsTold told = new CallsTold();
    private final LogCapture log = new LogCapture();
    private final AtomicLong clock = new AtomicLong();
    private final StepSpec step = StepSpec.named("parts")
            .inputs("raw")
            .outputDir(Path.of("out"))
            .requiredOutputs("parts")
            .build();

    @TempDir
    private Path storeDir;

    private OutputStore store;

    TransferringTests(@TempDir Path base) {
        this.pipeline = Pipeline.in(base);
    }

    @BeforeEach
    void openStore() {
        store = OutputStore.in(storeDir).build();
    }

    @AfterEach
    void close() {
        log.close();
        store.close();
    }

    /** A cache for which each look at the clock takes as long as this. */
    private StepCacheBuilder settings(Duration look) {
        return pipeline.settings()
                .store(store)
                .nanoTime(() -> clock.addAndGet(look.toNanos()))
                .listener(told);
    }

    private StepResult<String> run(StepCacheBuilder settings) {
        return settings.build().run(step, () -> {
            for (int file = 0; file < FILES; file++) {
                pipeline.write("out/parts/" + file + ".csv", "part " + file);
            }
            return "value";
        });
    }

    private void loseAnOutput() throws IOException {
        Files.delete(pipeline.path("out/parts/7.csv"));
    }

    @Test
    void restoredStepIsToldAndLoggedWhenItsOutputsAreBack() throws IOException {
        run(settings(Duration.ofNanos(1)));
        loseAnOutput();
        Path lost = pipeline.path("out/parts/7.csv");
        StepListener looking = new StepListener() {
            @Override
            public void decided(StepSpec spec, Decision decision) {
                assertThat(lost).exists();
                told.lines().add("looked");
            }
        };
        StepResult<String> restored = run(settings(Duration.ofNanos(1)).listener(looking));

        assertThat(restored.executed()).isFalse();
        assertThat(restored.decision()).isInstanceOf(Decision.Restored.class);
        assertThat(restored.decision().reasons()).hasOnlyElementsOfType(OutputMissing.class);
        assertThat(told.lines())
                .containsExactly(
                        "1 parts on",
                        "1 parts decided stale",
                        "1 parts completed after a run",
                        "2 parts on",
                        "2 parts decided restored",
                        "looked",
                        "2 parts completed without a run");
        assertThat(log.infos()).hasSize(2);
        assertThat(log.infos().get(1))
                .matches("Step \"parts\" restored from local as of [^;]+Z; it was stale: .*;"
                        + " 1 input, 100 outputs, took [0-9.]+ m?s, [0-9.]+ m?s saved");
        assertThat(log.warnings()).isEmpty();
    }

    @Test
    void outputsThatNobodyHashesAreNotCounted() throws IOException {
        StepCacheBuilder settings = settings(Duration.ofNanos(1)).verifyOutputs(OutputVerification.EXISTS);
        run(settings);
        Files.move(pipeline.path("out/parts"), pipeline.path("out/other"));
        run(settings);

        assertThat(log.infos().get(1))
                .startsWith("Step \"parts\" restored from local")
                .contains("; 1 input, took ");
    }

    @Test
    void slowStoringAndRestoringAreTold() throws IOException {
        run(settings(Duration.ofMillis(100)));
        assertThat(of(Direction.STORING)).isNotEmpty();
        assertThat(of(Direction.RESTORING)).isEmpty();
        loseAnOutput();
        run(settings(Duration.ofMillis(100)));

        for (Direction direction : Direction.values()) {
            assertThat(of(direction))
                    .isNotEmpty()
                    .isSortedAccordingTo(Comparator.comparing(TransferProgress::filesDone))
                    .isSortedAccordingTo(Comparator.comparing(TransferProgress::bytesDone))
                    .allSatisfy(progress -> assertThat(progress.files()).isEqualTo(FILES));
        }
        assertThat(log.infos())
                .anyMatch(line -> line.matches("Step \"parts\" is storing its outputs: \\d+ of 100 files, .*"))
                .anyMatch(line -> line.matches("Step \"parts\" is restoring its outputs: \\d+ of 100 files, .*"));
    }

    @Test
    void quickStoringAndRestoringAreNotTold() throws IOException {
        run(settings(Duration.ofNanos(1)));
        loseAnOutput();
        run(settings(Duration.ofNanos(1)));

        assertThat(told.transfers()).isEmpty();
    }

    @Test
    void checkAsksNoStore() throws IOException {
        run(settings(Duration.ofNanos(1)));
        loseAnOutput();

        assertThat(settings(Duration.ofNanos(1)).build().check(step).isFresh()).isFalse();
        assertThat(pipeline.path("out/parts/7.csv")).doesNotExist();
    }

    private List<TransferProgress> of(Direction direction) {
        return told.transfers().stream()
                .filter(progress -> progress.direction() == direction)
                .toList();
    }
}
