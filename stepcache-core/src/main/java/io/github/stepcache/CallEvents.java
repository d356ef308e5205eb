package io.github.stepcache;

import io.github.stepcache.decision.Decision;
import io.github.stepcache.step.Quoted;
import io.github.stepcache.step.StepSpec;
import io.github.stepcache.store.TransferWatch;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log and the listeners what becomes of one call of a step: one line at INFO, and a warning for what is wrong.
 */
final class CallEvents {

    private static final Logger LOG = LoggerFactory.getLogger(StepCache.class);

    private final StepSpec spec;
    private final List<StepListener> listeners;
    private final StepEvents events;
    private final HashMeter meter;

    CallEvents(StepSpec spec, List<StepListener> listeners, StepEvents events, LongSupplier nanoTime) {
        this.spec = spec;
        this.listeners = listeners;
        this.events = events;
        this.meter = new HashMeter(nanoTime, this::fingerprinting, this::logProgress);
    }

    /** Counts what is read in this call. */
    HashMeter meter() {
        return meter;
    }

    /** Is told how far restoring has come. */
    TransferWatch restoring() {
        return TransferWatch.NONE;
    }

    /** Is told how far storing has come. */
    TransferWatch storing() {
        return TransferWatch.NONE;
    }

    void decided(Decision decision) {
        if (LOG.isDebugEnabled()) {
            LOG.debug("Step {} is {}", Quoted.of(spec.name()), decision.describe());
            decision.reasons().forEach(reason -> LOG.debug("Step {}: {}", Quoted.of(spec.name()), reason.describe()));
        }
        tell(listener -> listener.decided(spec, decision));
    }

    void detached() {
        tell(listener -> listener.detached(spec));
    }

    void completed(StepResult<?> result) {
        if (LOG.isInfoEnabled()) {
            LOG.info("Step {} {}", Quoted.of(spec.name()), result.executed() ? ran(result) : skipped(result));
        }
        tell(listener -> listener.completed(spec, result));
    }

    void failed(StepFailure failure) {
        LOG.info(
                "Step {} failed after {} with {}; {}",
                Quoted.of(spec.name()),
                inSeconds(failure.duration()),
                failure.exception().getClass().getName(),
                failure.decision()
                        .map(decision -> "it ran because it was " + decision.describe())
                        .orElse("it was not run, since nothing could be decided"));
        tell(listener -> listener.failed(spec, failure));
    }

    void notRemembered(String why) {
        LOG.warn("Step {} is not remembered and will run again: {}", Quoted.of(spec.name()), why);
        tell(listener -> listener.notRemembered(spec, why));
    }

    void warn(String what) {
        LOG.warn("Step {}: {}", Quoted.of(spec.name()), what);
    }

    private void fingerprinting(FingerprintProgress progress) {
        tell(listener -> listener.fingerprinting(spec, progress));
    }

    private void logProgress(FingerprintProgress progress) {
        LOG.info(
                "Step {} is checking its {}: {}",
                Quoted.of(spec.name()),
                progress.part().name().toLowerCase(Locale.ROOT),
                progress.describe());
    }

    private static String skipped(StepResult<?> result) {
        return "skipped, " + result.decision().describe() + "; " + inputs(result) + " checked in "
                + inSeconds(result.duration())
                + result.saved()
                        .map(duration -> ", " + inSeconds(duration) + " saved")
                        .orElse("");
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
        return millis < 1000 ? millis + " ms" : String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }

    private void tell(Consumer<StepListener> event) {
        for (StepListener listener : listeners) {
            events.ask(listener, told -> {
                event.accept(told);
                return true;
            });
        }
    }
}
