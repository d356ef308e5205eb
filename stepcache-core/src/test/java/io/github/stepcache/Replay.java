package io.github.stepcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.decision.StaleReason.ResultUnavailable;
import io.github.stepcache.step.StepSpec;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/** A step that returns values, to see what comes back when it is skipped. */
final class Replay {

    private final StepCache cache;
    private final StepSpec step =
            StepSpec.named("value").outputDir(Path.of("out")).build();

    Replay(Path base) {
        this.cache = StepCache.builder().baseDir(base).build();
    }

    /** Let the step return a value of its own, and once more; give the replayed value. */
    <T extends @Nullable Object> T of(T value) {
        assertThat(run(value).remembered()).as("remembered").isTrue();
        return skipped(cache.run(step, neverCalled()));
    }

    /** The same for a value of a given type. */
    <T extends @Nullable Object> T of(TypeReference<T> type, T value) {
        assertThat(run(type, value).remembered()).as("remembered").isTrue();
        return again(type);
    }

    /** Ask for the value of the last run, as a type. */
    <T extends @Nullable Object> T again(TypeReference<T> type) {
        return skipped(cache.run(step, ResultCodec.<T>of(type.getType()), neverCalled()));
    }

    /** Let the step return a value, and look why it is not remembered. */
    <T extends @Nullable Object> String refusal(T value) {
        return refusal(() -> run(value));
    }

    /** The same for a value of a given type. */
    <T extends @Nullable Object> String refusal(TypeReference<T> type, T value) {
        return refusal(() -> run(type, value));
    }

    /** Ask for the value of the last run as a type that it was not recorded as, and look why it is not given. */
    <T extends @Nullable Object> String unavailable(TypeReference<T> type, T next) {
        StepResult<T> result = cache.run(step, ResultCodec.<T>of(type.getType()), () -> next);
        assertThat(result.executed()).as("executed").isTrue();
        assertThat(result.value()).isSameAs(next);
        assertThat(result.decision().reasons())
                .hasOnlyElementsOfType(ResultUnavailable.class)
                .hasSize(1);
        return result.decision().reasons().get(0).describe();
    }

    private <T extends @Nullable Object> StepResult<T> run(T value) {
        cache.forget(step);
        return cache.run(step, () -> value);
    }

    private <T extends @Nullable Object> StepResult<T> run(TypeReference<T> type, T value) {
        cache.forget(step);
        return cache.run(step, ResultCodec.<T>of(type.getType()), () -> value);
    }

    private String refusal(StepBody<StepResult<?>, RuntimeException> run) {
        try (LogCapture log = new LogCapture()) {
            assertThat(run.run().remembered()).as("remembered").isFalse();
            List<String> warnings = log.warnings();
            assertThat(warnings).hasSize(1);
            return warnings.get(0);
        }
    }

    private static <T extends @Nullable Object> T skipped(StepResult<T> result) {
        assertThat(result.executed()).as("executed").isFalse();
        return result.value();
    }

    private static <T extends @Nullable Object> StepBody<T, RuntimeException> neverCalled() {
        return () -> {
            throw new AssertionError("the step is fresh");
        };
    }
}
