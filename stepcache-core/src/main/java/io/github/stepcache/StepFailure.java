package io.github.stepcache;

import io.github.stepcache.decision.Decision;
import java.time.Duration;
import java.util.Optional;

/**
 * How a call of a step ended that did not end well.
 *
 * @param exception goes on to the caller
 * @param decision why the step was run; empty where the call failed before anything was decided
 * @param duration how long the step ran, or how long the call took where the step was not reached
 * @param hashed what was read to find out whether it is fresh
 */
public record StepFailure(Throwable exception, Optional<Decision> decision, Duration duration, HashVolume hashed) {}
