package io.github.stepcache.metrics;

import io.github.stepcache.StepResult;
import io.github.stepcache.decision.StaleReason;
import java.util.List;
import java.util.Locale;

/** How a call of a step ended, in one word. */
public enum StepOutcome {

    /** It was skipped. */
    FRESH,

    /** It ran, since something had changed. */
    STALE,

    /** It ran, since the caller had asked for that. */
    FORCED,

    /** It ran outside the cache. */
    BYPASSED,

    /** It ended with an exception, whyever it ran. */
    FAILED;

    static StepOutcome of(StepResult<?> result) {
        if (!result.executed()) {
            return FRESH;
        }
        List<StaleReason> reasons = result.decision().reasons();
        if (reasons.stream().anyMatch(StaleReason.Bypassed.class::isInstance)) {
            return BYPASSED;
        }
        return reasons.stream().anyMatch(StaleReason.Forced.class::isInstance) ? FORCED : STALE;
    }

    /**
     * Give it as the value of a tag.
     *
     * @return the word in lower case
     */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
