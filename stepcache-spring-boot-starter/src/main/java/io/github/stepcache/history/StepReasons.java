package io.github.stepcache.history;

import io.github.stepcache.decision.StaleReason;
import java.util.List;

/**
 * Why a step had to run: the first reasons, and how many there were.
 *
 * @param first the first of them, in the order of the decision
 * @param count how many there were in all
 */
public record StepReasons(List<StaleReason> first, int count) {

    /** None: the step is fresh, or nothing is decided yet. */
    static final StepReasons NONE = new StepReasons(List.of(), 0);

    /**
     * Keep an unmodifiable copy.
     *
     * @param first the first of them
     * @param count how many there were in all
     */
    public StepReasons {
        first = List.copyOf(first);
    }

    /**
     * Tell how many were left out.
     *
     * @return the number of reasons that there were beside the first
     */
    public int left() {
        return count - first.size();
    }

    static StepReasons of(List<StaleReason> reasons, int most) {
        return new StepReasons(reasons.subList(0, Math.min(most, reasons.size())), reasons.size());
    }

    StepReasons atMost(int most) {
        return first.size() <= most ? this : new StepReasons(first.subList(0, most), count);
    }
}
