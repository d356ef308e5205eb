package io.github.stepcache.metrics;

import io.github.stepcache.StepFailure;
import io.github.stepcache.StepResult;
import io.github.stepcache.decision.Decision;
import io.github.stepcache.history.StepOutcome;
import io.github.stepcache.step.StepSpec;
import io.micrometer.observation.Observation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one call of a step, for conventions, filters and handlers of observations. Most of it is known only
 * when the call ends.
 */
public final class StepObservationContext extends Observation.Context {

    private final StepSpec spec;
    private @Nullable Decision decision;
    private @Nullable StepResult<?> result;
    private @Nullable StepFailure failure;
    private @Nullable String notRemembered;

    /**
     * Know no more than the step.
     *
     * @param spec the step
     */
    public StepObservationContext(StepSpec spec) {
        this.spec = spec;
    }

    /**
     * Tell which step it is.
     *
     * @return its declaration
     */
    public StepSpec getSpec() {
        return spec;
    }

    /**
     * Tell why the step was run, skipped or restored.
     *
     * @return empty until that is decided
     */
    public Optional<Decision> getDecision() {
        return Optional.ofNullable(decision);
    }

    /**
     * Tell what became of the step.
     *
     * @return empty until it has ended well
     */
    public Optional<StepResult<?>> getResult() {
        return Optional.ofNullable(result);
    }

    /**
     * Tell how the step failed.
     *
     * @return empty unless it has
     */
    public Optional<StepFailure> getFailure() {
        return Optional.ofNullable(failure);
    }

    /**
     * Tell why the step will run again although it ended well.
     *
     * @return what stood against remembering it, in words; empty if nothing did
     */
    public Optional<String> getNotRemembered() {
        return Optional.ofNullable(notRemembered);
    }

    /**
     * Tell how the call ended, in one word.
     *
     * @return empty until it has
     */
    public Optional<StepOutcome> getOutcome() {
        return failure == null
                ? getResult().map(ended -> StepOutcome.of(ended.decision()))
                : Optional.of(StepOutcome.FAILED);
    }

    void decided(Decision made) {
        this.decision = made;
    }

    void notRemembered(String why) {
        this.notRemembered = why;
    }

    void completed(StepResult<?> what) {
        this.decision = what.decision();
        this.result = what;
    }

    void failed(StepFailure how) {
        this.decision = how.decision().orElse(null);
        this.failure = how;
    }
}
