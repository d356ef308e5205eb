package io.github.stepcache.metrics;

import io.github.stepcache.StepFailure;
import io.github.stepcache.StepListener;
import io.github.stepcache.StepResult;
import io.github.stepcache.decision.Decision;
import io.github.stepcache.step.StepSpec;
import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ReflectionUtils;

/**
 * The observation of one call of a step. A handler that throws keeps none of what follows from being done, or its timers and
 * scopes would stay open for ever; what was thrown first is thrown at the end, for the cache to warn of it.
 */
final class ObservedCall implements StepListener {

    private final StepObservationContext context;
    private final Observation observation;
    private final ThreadScope scope;
    private @Nullable Throwable trouble;

    ObservedCall(StepObservationContext context, Observation observation, ThreadScope scope) {
        this.context = context;
        this.observation = observation;
        this.scope = scope;
    }

    void begin() {
        attempt(observation::start);
        attempt(scope::open);
    }

    @Override
    public void decided(StepSpec spec, Decision decision) {
        context.decided(decision);
    }

    @Override
    public void detached(StepSpec spec) {
        attempt(scope::close);
    }

    @Override
    public void notRemembered(StepSpec spec, String why) {
        context.notRemembered(why);
    }

    @Override
    public void completed(StepSpec spec, StepResult<?> result) {
        context.completed(result);
        end();
    }

    @Override
    public void failed(StepSpec spec, StepFailure failure) {
        context.failed(failure);
        attempt(() -> observation.error(failure.exception()));
        end();
    }

    private void end() {
        attempt(scope::close);
        attempt(observation::stop);
        if (trouble != null) {
            ReflectionUtils.rethrowRuntimeException(trouble);
        }
    }

    private void attempt(Runnable work) {
        try {
            work.run();
        } catch (Throwable e) { // a checked exception too, if its compiler let it pass
            if (trouble == null) {
                trouble = e;
            } else if (e != trouble) {
                trouble.addSuppressed(e);
            }
        }
    }
}
