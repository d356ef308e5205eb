package io.github.stepcache.metrics;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * Names the observation of a step and its tags. A bean of this type replaces {@link DefaultStepObservationConvention}, for
 * the counters as well: where the names of steps hold arguments of which there are many, to give fewer names.
 */
public interface StepObservationConvention extends ObservationConvention<StepObservationContext> {

    @Override
    default boolean supportsContext(Observation.Context context) {
        return context instanceof StepObservationContext;
    }
}
