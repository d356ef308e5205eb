package io.github.stepcache.actuate;

import io.github.stepcache.decision.StaleReason;
import io.github.stepcache.graph.StepOutline;
import io.github.stepcache.history.StepCall;
import io.github.stepcache.history.StepOutcome;
import io.github.stepcache.spring.DeclaredStep;
import java.util.Optional;

/**
 * A step that is declared, was called, or both; never neither.
 *
 * @param declared who declares it
 * @param lastCall what became of it last
 */
record KnownStep(Optional<DeclaredStep> declared, Optional<StepCall> lastCall) {

    /** Its name; of one that was not called, that can be a template. */
    String name() {
        return lastCall.map(call -> call.spec().name())
                .or(() -> declared.map(DeclaredStep::name))
                .orElseThrow();
    }

    /** Tell where it reads and writes; a call that went round the cache says only where the manifest would be. */
    StepOutline outline() {
        return lastCall.filter(call -> declared.isEmpty() || !wasBypassed())
                .map(call -> StepOutline.of(call.spec()))
                .or(() -> declared.map(DeclaredStep::outline))
                .orElseThrow();
    }

    boolean needsArguments() {
        return declared.isPresent() && declared.get().needsArguments();
    }

    /** Tell whether it stands for all steps that its arguments can make of it. */
    boolean isTemplate() {
        return needsArguments() && lastCall.isEmpty();
    }

    boolean wasBypassed() {
        return lastCall.isPresent() && lastCall.get().reasons().first().contains(new StaleReason.Bypassed());
    }

    boolean isRunning() {
        return lastCall.isPresent() && lastCall.get().outcome() == StepOutcome.RUNNING;
    }
}
