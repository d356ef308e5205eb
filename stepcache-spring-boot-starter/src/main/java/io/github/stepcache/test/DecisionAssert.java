package io.github.stepcache.test;

import io.github.stepcache.decision.Decision;
import io.github.stepcache.step.Quoted;
import org.assertj.core.api.AbstractAssert;

/** Whether a step is fresh. */
public final class DecisionAssert extends AbstractAssert<DecisionAssert, Decision> {

    private final String step;

    DecisionAssert(Decision actual) {
        this(
                actual,
                actual instanceof Decision.Fresh fresh
                        ? "step " + Quoted.of(fresh.manifest().stepName())
                        : "the step");
    }

    DecisionAssert(Decision actual, String step) {
        super(actual, DecisionAssert.class);
        this.step = step;
    }

    /**
     * Verify that the step would be skipped.
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
     * Verify that the step would run.
     *
     * @return assertions about the reasons
     */
    public StaleAssert isStale() {
        isNotNull();
        if (actual.isFresh()) {
            failWithMessage("%s", "Expecting " + step + " to run, but it would be skipped, as " + actual.describe());
        }
        return new StaleAssert(actual, step).as(info.description());
    }
}
