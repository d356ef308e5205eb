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
    /** It was stale, and did not run: its outputs came back from a store. */
    RESTORED,
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
     * Tell whether an earlier run stands for the call.
     *
     * @return whether the step ended well without being run
     */
    public boolean isSkipped() {
        return this == FRESH || this == RESTORED;
    }

    /**
     * Tell how a call ends well, from why it was run or not.
     *
     * @param decision the decision
     * @return the outcome, unless it fails
     */
    public static StepOutcome of(Decision decision) {
        if (decision instanceof Decision.Restored) {
            return RESTORED;
        }
        if (decision.isFresh()) {
            return FRESH;
        }
        if (decision.reasons().contains(new StaleReason.Bypassed())) {
            return BYPASSED;
        }
        return decision.reasons().contains(new StaleReason.Forced()) ? FORCED : STALE;
    }
}
