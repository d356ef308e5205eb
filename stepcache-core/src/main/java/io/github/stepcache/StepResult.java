package io.github.stepcache;

import io.github.stepcache.decision.Decision;
import io.github.stepcache.manifest.Manifest;
import java.time.Duration;
import java.util.Optional;
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
 * @param hashed what was read to find out whether it is fresh, and after it was run
 * @param <T> what the step returns
 */
public record StepResult<T extends @Nullable Object>(
        T value,
        Decision decision,
        boolean executed,
        boolean remembered,
        int inputs,
        Duration duration,
        HashVolume hashed) {

    /**
     * Tell how much time it saved to skip the step.
     *
     * @return how long the recorded run took; empty where the step was run, or where that is not on record
     */
    public Optional<Duration> saved() {
        return decision.recordedRun().flatMap(Manifest::duration);
    }
}
