package io.github.stepcache;

import io.github.stepcache.step.StepSpec;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows the listeners of a cache, and keeps what they throw away from steps. Safe for use by many threads. */
final class StepEvents {

    private static final Logger LOG = LoggerFactory.getLogger(StepCache.class);

    private final List<StepListener> listeners;
    private final LongSupplier nanoTime;
    private final Set<Trouble> known = ConcurrentHashMap.newKeySet();

    StepEvents(List<StepListener> listeners, LongSupplier nanoTime) {
        this.listeners = listeners;
        this.nanoTime = nanoTime;
    }

    /** What a listener throws again and again is said once; by their names, classes can go that nobody uses. */
    private record Trouble(String listener, String exception) {}

    /** Begin a call of a step, which all listeners are told of. */
    CallEvents begin(StepSpec spec) {
        return new CallEvents(
                spec, listeners.stream().map(listener -> on(spec, listener)).toList(), this, nanoTime);
    }

    /** Begin to look at a step, which no listener is told of. */
    CallEvents beginCheck(StepSpec spec) {
        return new CallEvents(spec, List.of(), this, nanoTime);
    }

    private StepListener on(StepSpec spec, StepListener listener) {
        @Nullable StepListener ofCall = ask(listener, asked -> asked.on(spec));
        return ofCall == null ? listener : ofCall;
    }

    /** Ask a listener; the answer is null where it throws. */
    <T> @Nullable T ask(StepListener listener, Function<StepListener, @Nullable T> question) {
        try {
            return Interrupts.heldBack(() -> question.apply(listener));
        } catch (Throwable e) { // a checked exception too, if its compiler let it pass
            if (known.add(
                    new Trouble(listener.getClass().getName(), e.getClass().getName()))) {
                LOG.warn("A step listener failed, which does no harm to the step: {}", Failures.inWords(e));
            }
            LOG.debug("Where the listener failed", e);
            return null;
        }
    }
}
