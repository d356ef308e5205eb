package io.github.stepcache.test;

import io.github.stepcache.decision.Decision;
import io.github.stepcache.step.Quoted;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** Whether a step is fresh, was restored, or is stale. */
public final class DecisionAssert extends AbstractAssert<DecisionAssert, Decision> {

    private final String step;

    DecisionAssert(Decision actual) {
        this(actual, name(actual));
    }

    DecisionAssert(Decision actual, String step) {
        super(actual, DecisionAssert.class);
        this.step = step;
    }

    /**
     * Verify that the step would be skipped, or was: as it was found, or with its outputs restored.
     *
     * @return this
     */
    public DecisionAssert isFresh() {
        isNotNull();
        if (!actual.isFresh()) {
            failWithMessage(
                    "%s", "Expecting " + step + " to be skipped, but it would run because" + StaleAssert.list(actual));
        }
        return this;
    }

    /**
     * Verify that the step did not run because a store had its outputs. That is known only of a call; a check asks no store.
     *
     * @return this
     */
    public DecisionAssert isRestored() {
        isNotNull();
        if (!(actual instanceof Decision.Restored)) {
            String found =
                    actual.isFresh() ? " It was " + actual.describe() : " It ran because" + StaleAssert.list(actual);
            failWithMessage("%s", "Expecting " + step + " to be restored from a store, but it was not." + found);
        }
        return this;
    }

    /**
     * Verify that the step would run.
     *
     * @return assertions about the reasons
     */
    public StaleAssert isStale() {
        isNotNull();
        if (actual.isFresh()) {
            String instead = actual instanceof Decision.Restored ? "it was " : "it would be skipped, as ";
            failWithMessage("%s", "Expecting " + step + " to run, but " + instead + actual.describe());
        }
        return new StaleAssert(actual, step).as(info.description());
    }

    private static String name(@Nullable Decision decision) {
        return decision == null
                ? "the step"
                : decision.recordedRun()
                        .map(run -> "step " + Quoted.of(run.stepName()))
                        .orElse("the step");
    }
}
