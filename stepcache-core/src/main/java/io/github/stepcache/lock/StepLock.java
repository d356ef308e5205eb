package io.github.stepcache.lock;

import io.github.stepcache.step.Quoted;
import java.io.Closeable;
import java.io.IOException;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The right to run one step now, until it is closed. Safe for use by many threads. */
public final class StepLock implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StepLock.class);

    private final @Nullable JvmLock threads;
    /** No monitor guards it: on Java 21 to 23, virtual threads that wait for other locks inside one would stop all. */
    private final Deque<Closeable> parts = new ConcurrentLinkedDeque<>();

    private volatile @Nullable Share share;

    StepLock(@Nullable JvmLock threads) {
        this.threads = threads;
        if (threads != null) {
            parts.push(threads::release);
        }
    }

    /** Add what is to be given back before all that was added earlier. */
    void add(Closeable part) {
        parts.push(part);
    }

    /** Add the lock that other machines know of. */
    void add(Share lock) {
        share = lock;
        parts.push(lock);
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

    /**
     * Let the right outlive the work of this thread: from now on, it belongs to the run alone. Until then, the step and
     * those that it calls can call it again, since waiting for this thread would never end; from now on, they wait.
     */
    public void detach() {
        if (threads != null) {
            threads.detach();
        }
        @Nullable Share shared = share;
        if (shared != null) {
            shared.detach();
        }
    }

    /**
     * Ask whether a lock that {@link StepLocks#share} has got was lost, so that another machine may run the step now. This can
     * ask other machines.
     *
     * @return true if it was lost, or if nobody can tell; false if it is held, or if there never was one
     */
    public boolean hasLostShare() {
        @Nullable Share shared = share;
        return shared != null && shared.isLost();
    }

    /** Give the right back; a second time, this does nothing. It never throws: what the system has to say is logged. */
    @Override
    public void close() {
        @Nullable Closeable part = parts.poll();
        if (part == null) {
            return;
        }
        try {
            part.close();
        } catch (IOException | RuntimeException e) { // unchecked, from a file system that need not be the JDK's own
            LOG.warn("A lock could not be closed cleanly: {}", Quoted.line(e.toString()));
        } finally {
            close();
        }
    }
}
