package io.github.stepcache.test;

import io.github.stepcache.StepCache;
import io.github.stepcache.step.Quoted;
import io.github.stepcache.step.StepSpec;
import org.assertj.core.api.AbstractAssert;

/** What a cache would do about steps that are declared by hand. Nothing is run. */
public final class StepCacheAssert extends AbstractAssert<StepCacheAssert, StepCache> {

    StepCacheAssert(StepCache actual) {
        super(actual, StepCacheAssert.class);
    }

    /**
     * Verify that a step is fresh.
     *
     * @param spec the step
     * @return this
     */
    public StepCacheAssert skips(StepSpec spec) {
        decision(spec).isFresh();
        return this;
    }

    /**
     * Verify that a step is stale; whether a store has its outputs is not asked.
     *
     * @param spec the step
     * @return assertions about the reasons
     */
    public StaleAssert runs(StepSpec spec) {
        return decision(spec).isStale();
    }

    private DecisionAssert decision(StepSpec spec) {
        isNotNull();
        return new DecisionAssert(actual.check(spec), "step " + Quoted.of(spec.name())).as(info.description());
    }
}
