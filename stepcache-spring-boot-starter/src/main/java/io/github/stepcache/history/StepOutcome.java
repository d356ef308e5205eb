package io.github.stepcache.history;

import io.github.stepcache.decision.Decision;
import io.github.stepcache.decision.StaleReason;
import java.util.Locale;

/** What became of a call of a step, in one word. */
public enum StepOutcome {
    /** It has not ended yet. */
    RUNNING,
    /** It was skipped. */
    FRESH,
    /** It was stale, and ran. */
    STALE,
    /** It was forced, and ran. */
    FORCED,
    /** It ran outside the cache. */
    BYPASSED,
    /** It ended with an exception. */
    FAILED;

    /**
     * Name it as the graph, metrics and the log do.
     *
     * @return the word, in lower case
     */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Tell how a call ends well, from why it was run or skipped.
     *
     * @param decision the decision
     * @return the outcome, unless it fails
     */
    public static StepOutcome of(Decision decision) {
        if (decision.isFresh()) {
            return FRESH;
        }
        if (decision.reasons().contains(new StaleReason.Bypassed())) {
            return BYPASSED;
        }
        return decision.reasons().contains(new StaleReason.Forced()) ? FORCED : STALE;
    }
}
