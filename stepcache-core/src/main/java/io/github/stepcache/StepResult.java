package io.github.stepcache;

import io.github.stepcache.decision.Decision;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What became of a step that was asked for.
 *
 * @param value what the step returned, now or at the recorded run
 * @param decision why it was run or skipped
 * @param executed whether it was run
 * @param remembered whether the next caller can find it fresh
 * @param inputs the number of input files
 * @param duration how long all took, with reading the inputs but without waiting for other callers
 * @param <T> what the step returns
 */
public record StepResult<T extends @Nullable Object>(
        T value, Decision decision, boolean executed, boolean remembered, int inputs, Duration duration) {}
