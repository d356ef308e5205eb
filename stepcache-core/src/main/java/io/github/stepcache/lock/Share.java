package io.github.stepcache.lock;

import io.github.stepcache.lock.SharedLocks.SharedLock;
import io.github.stepcache.step.Quoted;
import io.github.stepcache.step.StepFiles;
import java.io.Closeable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lock on what a step makes of its inputs, wherever it runs. Among the threads of this process, it is a {@link JvmLock}:
 * a step that calls itself for another directory would wait for its own lock for ever.
 */
final class Share implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(Share.class);

    private final JvmLock threads;
    private final SharedLock machines;

    private Share(JvmLock threads, SharedLock machines) {
        this.threads = threads;
        this.machines = machines;
    }

    /**
     * Wait for the lock.
     *
     * @param name what the machines call it
     * @return the lock; empty where waiting for it would never end
     */
    static Optional<Share> acquire(SharedLocks locks, StepFiles step, String name, LockWait wait)
            throws SharedLockException {
        @Nullable JvmLock threads = JvmLock.acquire(step, new Key(locks, name), wait);
        if (threads == null) {
            return Optional.empty();
        }
        boolean complete = false;
        try {
            if (threads.isGuest()) {
                return Optional.empty();
            }
            SharedLock machines = wait.await(patience -> locks.acquire(name, patience));
            complete = true;
            return Optional.of(new Share(threads, machines));
        } finally {
            if (!complete) {
                threads.release();
            }
        }
    }

    /** Tell whether this thread holds one, so that another machine may wait for what this thread does. */
    static boolean isAnyMine() {
        return JvmLock.isAnyMine(Key.class);
    }

    boolean isLost() {
        try {
            return !machines.isStillHeld();
        } catch (RuntimeException e) { // from other people's code
            LOG.warn("A lock that machines share could not be asked for: {}", Quoted.line(e.toString()));
            return true;
        }
    }

    void detach() {
        threads.detach();
    }

    @Override
    public void close() {
        try {
            machines.close();
        } finally {
            threads.release();
        }
    }

    private record Key(SharedLocks locks, String name) {}
}
