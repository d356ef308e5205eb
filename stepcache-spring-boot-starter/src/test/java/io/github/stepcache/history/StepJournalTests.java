package io.github.stepcache.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.stepcache.StepCache;
import io.github.stepcache.StepCacheBuilder;
import io.github.stepcache.decision.Decision;
import io.github.stepcache.decision.StaleReason;
import io.github.stepcache.step.StepSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepJournalTests {

    private final Path dir;
    private final StepJournal journal = new StepJournal(Clock.systemUTC());
    private final StepSpec step;
    private final Calls told = new Calls();

    StepJournalTests(@TempDir Path dir) {
        this.dir = dir;
        this.step = StepSpec.named("step")
                .inputs("in.csv")
                .outputDir(Path.of("out"))
                .requiredOutputs("x")
                .build();
    }

    private static StepSpec step(String name) {
        return StepSpec.named(name).outputDir(Path.of("out", name)).build();
    }

    @Test
    void callsSayWhatBecameOfThemAndWhy() throws IOException {
        write("in.csv", "1");
        run(StepCache.builder());
        run(StepCache.builder());
        write("in.csv", "2");
        run(StepCache.builder());
        run(StepCache.builder().force(true));
        run(StepCache.builder().enabled(false));

        assertThat(journal.calls())
                .extracting(StepCall::outcome)
                .containsExactly(
                        StepOutcome.STALE,
                        StepOutcome.FRESH,
                        StepOutcome.STALE,
                        StepOutcome.FORCED,
                        StepOutcome.BYPASSED);
        StepCall first = journal.calls().get(0);
        StepCall skipped = journal.calls().get(1);
        StepCall changed = journal.calls().get(2);
        assertThat(first.hashed().files()).isPositive();
        assertThat(first.thread()).isEqualTo(Thread.currentThread().getName());
        assertThat(skipped.unchangedSince()).isPresent();
        assertThat(changed.reasons().first()).singleElement().isInstanceOf(StaleReason.InputChanged.class);
        assertThat(changed.inputs()).isEqualTo(1);
        assertThat(journal.totals())
                .isEqualTo(new StepTotals(1, 0, 4, 0, skipped.saved()))
                .extracting(StepTotals::calls)
                .isEqualTo(5L);
        assertThat(journal.latest()).singleElement().isEqualTo(journal.calls().get(4));
    }

    @Test
    void restoredCallSaysFromWhereAndWhyItWasStale() {
        told.restored(step, Duration.ofSeconds(2), "s3://bucket\nx", Calls.changed(300));

        assertThat(told.journal().calls()).singleElement().satisfies(call -> {
            assertThat(call.outcome()).isEqualTo(StepOutcome.RESTORED);
            assertThat(call.restoredFrom()).contains("s3://bucket\\nx");
            assertThat(call.unchangedSince()).isPresent();
            assertThat(call.saved()).isEqualTo(Duration.ofSeconds(2));
            assertThat(call.reasons().count()).isEqualTo(300);
            assertThat(call.reasons().first()).hasSize(200);
        });
        assertThat(told.journal().totals())
                .isEqualTo(new StepTotals(0, 1, 0, 0, Duration.ofSeconds(2)))
                .extracting(StepTotals::calls)
                .isEqualTo(1L);
    }

    @Test
    void reasonsOfRestoredCallsShareTheRoom() {
        List<StaleReason> reasons = Calls.changed(1_000);
        IntStream.range(0, 500).forEach(i -> told.restored(step("step-" + i), Duration.ofMillis(1), "local", reasons));

        assertThat(told.journal().calls().stream()
                        .mapToInt(call -> call.reasons().first().size())
                        .sum())
                .isLessThanOrEqualTo(20_000);
    }

    @Test
    void failureIsKeptInWordsAndNotAsAnObject() {
        write("in.csv", "1");
        StepCache cache = StepCache.builder().baseDir(dir).listener(journal).build();

        assertThatThrownBy(() -> cache.run(step, () -> {
                    throw new IOException("disk\nfull");
                }))
                .isInstanceOf(IOException.class);

        assertThat(journal.calls())
                .singleElement()
                .satisfies(call -> assertThat(call.outcome()).isEqualTo(StepOutcome.FAILED))
                .satisfies(call -> assertThat(call.failure()).contains("java.io.IOException: disk\\nfull"));
        assertThat(journal.totals().failed()).isEqualTo(1);
    }

    @Test
    void exceptionThatHasNoWordsIsKeptByItsName() {
        told.failed(
                step,
                Duration.ofMillis(1),
                new IllegalStateException() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public String getMessage() {
                        throw new UnsupportedOperationException();
                    }
                },
                Calls.changed(1));

        assertThat(told.journal().calls().get(0).failure().orElseThrow()).contains("StepJournalTests");
        assertThat(told.journal().totals().failed()).isEqualTo(1);
    }

    @Test
    void callThatIsNotRememberedSaysWhy() {
        told.notRemembered(step, Duration.ofMillis(1), "input \"a\" changed while it ran", Calls.changed(1));

        assertThat(told.journal().calls().get(0).notRemembered()).contains("input \"a\" changed while it ran");
    }

    @Test
    void callThatGoesOnIsListedAsRunning() {
        told.begin(step, new Decision.Stale(Calls.changed(1)));
        told.pass(Duration.ofSeconds(3));

        assertThat(told.journal().calls()).singleElement().satisfies(call -> {
            assertThat(call.outcome()).isEqualTo(StepOutcome.RUNNING);
            assertThat(call.duration()).isEqualTo(Duration.ofSeconds(3));
        });
        assertThat(told.journal().totals().calls()).isZero();
    }

    @Test
    void oldCallsAreForgottenButCounted() {
        told.ran(step("seldom"), Duration.ofMillis(1), Calls.changed(1));
        for (int i = 0; i < 2 * StepJournal.MOST_CALLS; i++) {
            told.fresh(step("often"), Duration.ofMillis(10));
        }

        assertThat(told.journal().calls()).hasSize(StepJournal.MOST_CALLS);
        assertThat(told.journal().forgotten()).isEqualTo(StepJournal.MOST_CALLS + 1);
        assertThat(told.journal().totals())
                .isEqualTo(new StepTotals(2L * StepJournal.MOST_CALLS, 0, 1, 0, Duration.ofSeconds(20)));
        assertThat(told.journal().latest())
                .extracting(call -> call.spec().name())
                .containsExactly("seldom", "often");
    }

    @Test
    void noMoreStepsAreKeptThanThereIsRoomFor() {
        for (int i = 0; i < 2 * StepJournal.MOST_CALLS; i++) {
            told.fresh(step("step-" + i), Duration.ZERO);
        }

        assertThat(told.journal().latest()).hasSize(StepJournal.MOST_CALLS);
    }

    @Test
    void stepsOfOneNameInTwoDirectoriesAreTwo() {
        told.fresh(StepSpec.named("step").outputDir(Path.of("a")).build(), Duration.ZERO);
        told.fresh(StepSpec.named("step").outputDir(Path.of("b")).build(), Duration.ZERO);

        assertThat(told.journal().latest()).hasSize(2);
    }

    @Test
    void oneHundredThousandReasonsAreCutAndCounted() {
        told.ran(step, Duration.ofSeconds(1), Calls.changed(100_000));

        StepReasons reasons = told.journal().calls().get(0).reasons();
        assertThat(reasons.first()).hasSize(200);
        assertThat(reasons.count()).isEqualTo(100_000);
        assertThat(reasons.left()).isEqualTo(99_800);
    }

    @Test
    void reasonsOfManyCallsShareTheRoom() {
        List<StaleReason> reasons = Calls.changed(1_000);
        IntStream.range(0, 500).forEach(i -> told.ran(step("step-" + i), Duration.ofMillis(1), reasons));

        List<StepReasons> kept =
                told.journal().calls().stream().map(StepCall::reasons).toList();
        assertThat(kept.stream().mapToInt(all -> all.first().size()).sum()).isLessThanOrEqualTo(20_000);
        assertThat(kept).allSatisfy(all -> {
            assertThat(all.first()).hasSizeGreaterThanOrEqualTo(10);
            assertThat(all.count()).isEqualTo(1_000);
        });
    }

    @Test
    void noCallOfManyThreadsIsLost() {
        List<CompletableFuture<Void>> threads = new ArrayList<>();
        for (int thread = 0; thread < 8; thread++) {
            StepSpec own = step("step-" + thread);
            Calls calls = told;
            threads.add(CompletableFuture.runAsync(() -> {
                for (int i = 0; i < 200; i++) {
                    calls.ran(own, Duration.ZERO, Calls.changed(300));
                    calls.journal().calls();
                }
            }));
        }
        threads.forEach(CompletableFuture::join);

        assertThat(told.journal().totals().ran()).isEqualTo(1_600);
        assertThat(told.journal().calls()).hasSize(StepJournal.MOST_CALLS);
    }

    private void run(StepCacheBuilder settings) throws IOException {
        settings.baseDir(dir).listener(journal).build().run(step, () -> {
            Files.writeString(dir.resolve("out/x"), "x");
        });
    }

    private void write(String file, String content) {
        try {
            Files.writeString(dir.resolve(file), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
