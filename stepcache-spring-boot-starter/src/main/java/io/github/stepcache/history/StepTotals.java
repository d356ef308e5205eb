package io.github.stepcache.history;

import java.time.Duration;

/**
 * What became of all calls of steps that have ended, in numbers.
 *
 * @param fresh how many were skipped
 * @param ran how many ran and ended well: stale, forced, or outside the cache
 * @param failed how many ended with an exception
 * @param saved how much time skipping saved
 */
public record StepTotals(long fresh, long ran, long failed, Duration saved) {

    /** Nothing was asked for yet. */
    static final StepTotals NONE = new StepTotals(0, 0, 0, Duration.ZERO);

    /**
     * Count them.
     *
     * @return how many calls have ended
     */
    public long calls() {
        return fresh + ran + failed;
    }

    StepTotals plus(StepCall call) {
        return switch (call.outcome()) {
            case FRESH -> new StepTotals(fresh + 1, ran, failed, saved.plus(call.saved()));
            case FAILED -> new StepTotals(fresh, ran, failed + 1, saved);
            default -> new StepTotals(fresh, ran + 1, failed, saved);
        };
    }
}
