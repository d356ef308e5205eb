package io.github.stepcache;

import io.github.stepcache.TransferProgress.Direction;
import io.github.stepcache.decision.Decision;
import io.github.stepcache.step.Quoted;
import io.github.stepcache.step.StepSpec;
import io.github.stepcache.store.TransferWatch;
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
    private final LongSupplier nanoTime;
    private final HashMeter meter;

    CallEvents(StepSpec spec, List<StepListener> listeners, StepEvents events, LongSupplier nanoTime) {
        this.spec = spec;
        this.listeners = listeners;
        this.events = events;
        this.nanoTime = nanoTime;
        this.meter = new HashMeter(nanoTime, this::fingerprinting, this::logProgress);
    }

    /** Counts what is read in this call. */
    HashMeter meter() {
        return meter;
    }

    /** Make a watch for bringing outputs back, from this moment on. */
    TransferWatch restoring() {
        return transfers(Direction.RESTORING);
    }

    /** Make a watch for putting outputs into a store, from this moment on. */
    TransferWatch storing() {
        return transfers(Direction.STORING);
    }

    private TransferWatch transfers(Direction direction) {
        return new TransferMeter(direction, nanoTime, this::transferring, this::logProgress);
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
            LOG.info("Step {} {}", Quoted.of(spec.name()), CallText.of(result));
        }
        tell(listener -> listener.completed(spec, result));
    }

    void failed(StepFailure failure) {
        if (LOG.isInfoEnabled()) {
            LOG.info("Step {} {}", Quoted.of(spec.name()), CallText.of(failure));
        }
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

    private void transferring(TransferProgress progress) {
        tell(listener -> listener.transferring(spec, progress));
    }

    private void logProgress(TransferProgress progress) {
        LOG.info(
                "Step {} is {} its outputs: {}",
                Quoted.of(spec.name()),
                progress.direction().name().toLowerCase(Locale.ROOT),
                progress.describe());
    }

    private void logProgress(FingerprintProgress progress) {
        LOG.info(
                "Step {} is checking its {}: {}",
                Quoted.of(spec.name()),
                progress.part().name().toLowerCase(Locale.ROOT),
                progress.describe());
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
