package io.github.stepcache.history;

import java.time.Duration;

/**
 * What became of all calls of steps that have ended, in numbers.
 *
 * @param fresh how many were skipped
 * @param restored how many did not run because a store had their outputs
 * @param ran how many ran and ended well: stale, forced, or outside the cache
 * @param failed how many ended with an exception
 * @param saved how much time it saved not to run
 */
public record StepTotals(long fresh, long restored, long ran, long failed, Duration saved) {

    /** Nothing was asked for yet. */
    static final StepTotals NONE = new StepTotals(0, 0, 0, 0, Duration.ZERO);

    /**
     * Count them.
     *
     * @return how many calls have ended
     */
    public long calls() {
        return fresh + restored + ran + failed;
    }

    StepTotals plus(StepCall call) {
        return switch (call.outcome()) {
            case FRESH -> new StepTotals(fresh + 1, restored, ran, failed, saved.plus(call.saved()));
            case RESTORED -> new StepTotals(fresh, restored + 1, ran, failed, saved.plus(call.saved()));
            case FAILED -> new StepTotals(fresh, restored, ran, failed + 1, saved);
            default -> new StepTotals(fresh, restored, ran + 1, failed, saved);
        };
    }
}
