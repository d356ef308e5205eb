package io.github.stepcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.step.StepSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Steps that call steps never wait for one another for ever (contract 6.4). */
class NestedStepTests {

    private final Pipeline pipeline;
    private final StepCache cache;
    private final StepSpec first = step("first");
    private final StepSpec second = step("second");

    NestedStepTests(@TempDir Path base) {
        this.pipeline = Pipeline.in(base);
        this.cache = pipeline.settings().build();
    }

    private static StepSpec step(String name) {
        return StepSpec.named(name).inputs("raw").outputDir(Path.of("out")).build();
    }

    @Test
    void stepMayCallAnotherAndBothAreRemembered() {
        StepResult<String> result = cache.run(
                first, () -> "first of " + cache.run(second, () -> "second").value());

        assertThat(result.value()).isEqualTo("first of second");
        assertThat(cache.check(first).isFresh()).isTrue();
        assertThat(cache.check(second).isFresh()).isTrue();
    }

    @Test
    void innerStepIsSkippedWhileItIsFresh() {
        cache.run(second, () -> "second");
        StepResult<String> result =
                cache.run(first, () -> cache.run(second, () -> "again").value());

        assertThat(result.value()).isEqualTo("second");
    }

    @Test
    void stepThatCallsItselfRunsWithinItselfAndTheOuterRunIsRemembered() {
        AtomicInteger depth = new AtomicInteger();
        StepResult<Integer> result = cache.run(first, () -> recurse(depth));

        assertThat(result.value()).isEqualTo(6);
        assertThat(result.remembered()).isTrue();
        assertThat(cache.run(first, () -> recurse(depth)).value()).isEqualTo(6);
        assertThat(depth).hasValue(3);
    }

    private int recurse(AtomicInteger depth) {
        int level = depth.incrementAndGet();
        return level == 3
                ? level
                : level + cache.run(first, () -> recurse(depth)).value();
    }

    @Test
    void innerRunOfAStepThatCallsItselfIsNotRememberedWithAWarning() {
        try (LogCapture log = new LogCapture()) {
            cache.run(first, () -> {
                StepResult<String> inner = cache.run(first, () -> "inner");
                assertThat(inner.value()).isEqualTo("inner");
                assertThat(inner.remembered()).isFalse();
                return "outer";
            });

            assertThat(log.warnings())
                    .containsExactly("Step \"first\" is not remembered and will run again:"
                            + " it was called from within its own run, or from a step that it waits for");
        }
        assertThat(cache.run(first, () -> "again").value()).isEqualTo("outer");
    }

    @Test
    void innerRunThatFailsDoesNotSpoilTheRecordOfTheOuterOne() {
        cache.run(first, () -> {
            try {
                cache.run(first, () -> {
                    throw new IllegalStateException("inner");
                });
            } catch (IllegalStateException e) {
                assertThat(cache.check(first).describe()).contains("did not finish");
            }
            return "outer";
        });

        assertThat(cache.run(first, () -> "again").value()).isEqualTo("outer");
    }

    @Test
    void bypassAndForgetWithinAStepLeaveTheRecordOfItsOwnRunAlone() {
        cache.run(first, () -> {
            cache.bypass(first, () -> "bypassed");
            cache.forget(first);
            return "outer";
        });

        assertThat(cache.run(first, () -> "again").value()).isEqualTo("outer");
    }

    @Test
    void twoStepsThatCallEachOtherFromTwoThreadsBothEnd() throws Exception {
        CyclicBarrier bothRun = new CyclicBarrier(2);
        List<String> values = Crowd.all(List.of(
                () -> cache.run(first, () -> meetAndCall(bothRun, second)).value(),
                () -> cache.run(second, () -> meetAndCall(bothRun, first)).value()));

        assertThat(values).allMatch(value -> value.startsWith("outer of "));
        for (StepSpec step : List.of(first, second)) {
            assertThat(cache.run(step, () -> "after").value()).isNotNull();
            assertThat(cache.check(step).isFresh()).isTrue();
        }
    }

    private String meetAndCall(CyclicBarrier bothRun, StepSpec other) throws Exception {
        bothRun.await(20, TimeUnit.SECONDS);
        return "outer of " + cache.run(other, () -> "inner").value();
    }

    @Test
    void ringOfThreeStepsEnds() throws Exception {
        StepSpec third = step("third");
        CyclicBarrier allRun = new CyclicBarrier(3);
        List<String> values = Crowd.all(List.of(
                () -> cache.run(first, () -> meetAndCall(allRun, second)).value(),
                () -> cache.run(second, () -> meetAndCall(allRun, third)).value(),
                () -> cache.run(third, () -> meetAndCall(allRun, first)).value()));

        assertThat(values).hasSize(3).allMatch(value -> value.startsWith("outer of "));
    }

    @Test
    void stepsWhoseLockFilesHaveTheSameNameAreStillDifferentSteps() {
        StepSpec outer = StepSpec.named("c").outputDir(Path.of("a.b")).build();
        StepSpec inner = StepSpec.named("b.c").outputDir(Path.of("a")).build();
        StepCache forcing = pipeline.settings().force(true).build();
        cache.run(inner, () -> "inner");
        cache.run(outer, () -> {
            forcing.run(inner, () -> {
                assertThat(cache.check(inner).describe()).contains("did not finish");
                assertThat(cache.run(inner, () -> "innermost").remembered()).isFalse();
                return "inner again";
            });
            return "outer";
        });

        assertThat(cache.run(inner, () -> "once more").value()).isEqualTo("inner again");
        assertThat(cache.check(outer).isFresh()).isTrue();
    }

    @Test
    void otherStepsCanBeCalledFromThreadsOfAStep() throws Exception {
        StepResult<List<String>> result = cache.run(
                first, () -> Crowd.of(4, () -> cache.run(second, () -> "second").value()));

        assertThat(result.value()).containsOnly("second").hasSize(4);
    }

    @Test
    void stepOfAnotherCacheWithinAStepIsTheSameStep() {
        FutureTask<String> inner = new FutureTask<>(
                () -> pipeline.settings().build().run(first, () -> "inner").value());
        cache.run(first, () -> {
            inner.run();
            return "outer";
        });

        assertThat(inner).isDone();
        assertThat(cache.run(first, () -> "again").value()).isEqualTo("outer");
    }
}
