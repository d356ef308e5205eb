package io.github.stepcache.metrics;

import io.github.stepcache.StepListener;
import io.github.stepcache.step.StepSpec;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Puts an {@link Observation} round each call of a step, from which timers and traces are made. What the step's own code
 * observes becomes a child of it. It ends when the step does: with its future, say, on whatever thread that completes.
 *
 * @see StepObservationDocumentation its names and tags
 */
public final class StepObservations implements StepListener {

    private static final StepObservationConvention DEFAULT = new DefaultStepObservationConvention();

    private final ObservationRegistry registry;
    private final @Nullable StepObservationConvention convention;

    /**
     * Observe with the registry's convention for steps, or the default one.
     *
     * @param registry where observations go
     */
    public StepObservations(ObservationRegistry registry) {
        this(registry, null);
    }

    /**
     * Observe with a given convention.
     *
     * @param registry where observations go
     * @param convention names them; null for the registry's, or the default one
     */
    public StepObservations(ObservationRegistry registry, @Nullable StepObservationConvention convention) {
        this.registry = registry;
        this.convention = convention;
    }

    @Override
    public StepListener on(StepSpec spec) {
        StepObservationContext context = new StepObservationContext(spec);
        Observation observation =
                StepObservationDocumentation.STEP.observation(convention, DEFAULT, () -> context, registry);
        ObservedCall call = new ObservedCall(context, observation, new ThreadScope(registry, observation));
        call.begin();
        return call;
    }
}
