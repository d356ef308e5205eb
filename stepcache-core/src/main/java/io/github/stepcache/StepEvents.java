package io.github.stepcache;

import io.github.stepcache.decision.Decision;
import io.github.stepcache.step.Quoted;
import io.github.stepcache.step.StepSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log and the listeners what becomes of steps: one line at INFO a step, and a warning for what is wrong. */
final class StepEvents {

    private static final Logger LOG = LoggerFactory.getLogger(StepCache.class);

    private final List<StepListener> listeners;

    StepEvents(List<StepListener> listeners) {
        this.listeners = listeners;
    }

    void decided(StepSpec spec, Decision decision) {
        if (LOG.isDebugEnabled()) {
            LOG.debug("Step {} is {}", Quoted.of(spec.name()), decision.describe());
            decision.reasons().forEach(reason -> LOG.debug("Step {}: {}", Quoted.of(spec.name()), reason.describe()));
        }
        tell(listener -> listener.decided(spec, decision));
    }

    void completed(StepSpec spec, StepResult<?> result) {
        if (LOG.isInfoEnabled()) {
            LOG.info("Step {} {}", Quoted.of(spec.name()), result.executed() ? ran(result) : skipped(result));
        }
        tell(listener -> listener.completed(spec, result));
    }

    void failed(StepSpec spec, Decision decision, Throwable failure, Duration duration) {
        LOG.info(
                "Step {} failed after {} with {}; it ran because it was {}",
                Quoted.of(spec.name()),
                inSeconds(duration),
                failure.getClass().getName(),
                decision.describe());
        tell(listener -> listener.failed(spec, decision, failure, duration));
    }

    void notRemembered(StepSpec spec, String why) {
        LOG.warn("Step {} is not remembered and will run again: {}", Quoted.of(spec.name()), why);
        tell(listener -> listener.notRemembered(spec, why));
    }

    void warn(StepSpec spec, String what) {
        LOG.warn("Step {}: {}", Quoted.of(spec.name()), what);
    }

    private static String skipped(StepResult<?> result) {
        Optional<Duration> saved = result.decision() instanceof Decision.Fresh fresh
                ? fresh.manifest().duration()
                : Optional.empty();
        return "skipped, " + result.decision().describe() + "; " + inputs(result) + " checked in "
                + inSeconds(result.duration())
                + saved.map(duration -> ", " + inSeconds(duration) + " saved").orElse("");
    }

    private static String ran(StepResult<?> result) {
        return "ran, " + result.decision().describe() + "; " + inputs(result) + ", took "
                + inSeconds(result.duration());
    }

    private static String inputs(StepResult<?> result) {
        return result.inputs() == 1 ? "1 input" : result.inputs() + " inputs";
    }

    private static String inSeconds(Duration duration) {
        long millis = duration.toMillis();
        return millis < 1000 ? millis + " ms" : String.format(java.util.Locale.ROOT, "%.1f s", millis / 1000.0);
    }

    private void tell(Consumer<StepListener> event) {
        for (StepListener listener : listeners) {
            try {
                Interrupts.heldBack(() -> event.accept(listener));
            } catch (Throwable e) { // a checked exception too, if its compiler let it pass
                LOG.warn("A step listener failed, which does no harm to the step: {}", Failures.inWords(e));
                LOG.debug("Where the listener failed", e);
            }
        }
    }
}
