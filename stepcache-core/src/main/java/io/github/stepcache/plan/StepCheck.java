package io.github.stepcache.plan;

import io.github.stepcache.decision.Decision;

/** What looking at one step has given, others apart. Each is an immutable value. */
public sealed interface StepCheck {

    /**
     * It was decided.
     *
     * @param decision the decision as things stand
     */
    record Decided(Decision decision) implements StepCheck {}

    /** It depends on arguments. */
    record NeedsArguments() implements StepCheck {}

    /**
     * It could not be looked at.
     *
     * @param problem what is wrong, in words
     */
    record Failed(String problem) implements StepCheck {}
}
