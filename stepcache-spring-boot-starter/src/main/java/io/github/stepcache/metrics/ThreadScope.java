package io.github.stepcache.metrics;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

/**
 * What makes an observation the current one of a thread. Whatever handlers throw, the thread is left as it was found, since
 * threads of a pool do other work afterwards.
 */
final class ThreadScope {

    private final ObservationRegistry registry;
    private final Observation observation;
    private final Thread thread = Thread.currentThread();
    private final Observation.@Nullable Scope before;
    private Observation.@Nullable Scope scope;

    ThreadScope(ObservationRegistry registry, Observation observation) {
        this.registry = registry;
        this.observation = observation;
        this.before = registry.getCurrentObservationScope();
    }

    /** Make the observation the current one, even if a handler throws. */
    void open() {
        try {
            scope = observation.openScope();
        } catch (Throwable e) {
            scope = registry.getCurrentObservationScope();
            throw e;
        }
    }

    /** Make the one before the current one again; once, and on the thread that opened the scope. */
    void close() {
        Observation.@Nullable Scope open = scope;
        if (open == null || Thread.currentThread() != thread) {
            return;
        }
        scope = null;
        try {
            if (open != before) {
                open.close();
            }
        } finally {
            registry.setCurrentObservationScope(before);
        }
    }
}
