package io.github.stepcache;

import io.github.stepcache.decision.Decision;
import io.github.stepcache.step.StepSpec;
import java.time.Duration;

/**
 * Is told what becomes of steps. All methods are called on the thread that asked for the step; an implementation that
 * serves several threads must be safe for that. What a listener throws is logged and does no harm.
 */
public interface StepListener {

    /**
     * A step was found fresh or stale; if stale, it runs next.
     *
     * @param spec the step
     * @param decision the decision
     */
    default void decided(StepSpec spec, Decision decision) {}

    /**
     * A step was skipped, or ended well.
     *
     * @param spec the step
     * @param result what became of it
     */
    default void completed(StepSpec spec, StepResult<?> result) {}

    /**
     * A step ended with an exception, which goes on to its caller.
     *
     * @param spec the step
     * @param decision why it was run
     * @param failure the exception
     * @param duration how long it ran
     */
    default void failed(StepSpec spec, Decision decision, Throwable failure, Duration duration) {}

    /**
     * A step ended well, but the next caller will run it again.
     *
     * @param spec the step
     * @param why what stood against remembering it, in words
     */
    default void notRemembered(StepSpec spec, String why) {}
}
