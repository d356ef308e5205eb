package io.github.stepcache.lock;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The right to run one step now, until it is closed. */
public final class StepLock implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StepLock.class);

    private final @Nullable JvmLock threads;
    private final @Nullable ProcessLock processes;

    StepLock(@Nullable JvmLock threads, @Nullable ProcessLock processes) {
        this.threads = threads;
        this.processes = processes;
    }

    /**
     * Tell whether the right is held by this caller alone.
     *
     * @return false where waiting for it would never have ended
     */
    public boolean isHeld() {
        return threads != null;
    }

    /**
     * Tell whether a run under this lock was not alone: the step was called from within itself, or from a step that
     * waits for it, where waiting would never end.
     *
     * @return why the run must not be remembered, in words; empty where it was alone
     */
    public Optional<String> intrusion() {
        if (threads == null) {
            return Optional.of("it was called from within its own run, or from a step that it waits for");
        }
        return threads.isDisturbed()
                ? Optional.of("a step that it called has called it again in the meantime")
                : Optional.empty();
    }

    /** Give the right back. It never throws: what the system has to say is logged. */
    @Override
    public void close() {
        try {
            if (processes != null) {
                processes.close();
            }
        } catch (IOException e) {
            LOG.warn("A lock could not be closed cleanly: {}", e.toString());
        } finally {
            if (threads != null) {
                threads.release();
            }
        }
    }
}
