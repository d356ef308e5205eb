package io.github.stepcache.spring;

import io.github.stepcache.StepFailure;
import io.github.stepcache.StepResult;
import io.github.stepcache.decision.Decision;
import io.github.stepcache.step.StepSpec;

/**
 * What became of a step, as an event of the application: any bean's {@code @EventListener} can take it. It is published on
 * the thread that asks for the step, or that ends it. What a listener throws does no harm to the step.
 */
public sealed interface StepEvent {

    /**
     * Tell which step it is.
     *
     * @return the step
     */
    StepSpec spec();

    /**
     * It is settled whether the step runs. If it was found stale, it runs next. If it was restored, its outputs are back
     * already.
     *
     * @param spec the step
     * @param decision the decision
     */
    record StepDecided(StepSpec spec, Decision decision) implements StepEvent {}

    /**
     * A step was skipped, as it was found or with its outputs restored, or ended well.
     *
     * @param spec the step
     * @param result what became of it
     */
    record StepCompleted(StepSpec spec, StepResult<?> result) implements StepEvent {}

    /**
     * A step ended with an exception, which goes on to its caller.
     *
     * @param spec the step
     * @param failure how it ended
     */
    record StepFailed(StepSpec spec, StepFailure failure) implements StepEvent {}

    /**
     * A step ended well, but the next caller will run it again.
     *
     * @param spec the step
     * @param why what stood against remembering it, in words
     */
    record StepNotRemembered(StepSpec spec, String why) implements StepEvent {}
}
