package io.github.stepcache.lock;

import io.github.stepcache.step.StepFiles;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The lock on a step across the threads of this process. It knows who waits for whom, and so sees a deadlock coming.
 *
 * <p>Two steps can have one lock file: {@code .a.b.c.lock} is that of step {@code c} in {@code a.b} and of step
 * {@code b.c} in {@code a}. They take turns; where one calls the other, the inner one is a guest of the outer one's lock.
 */
final class JvmLock {

    private static final ReentrantLock MONITOR = new ReentrantLock();
    private static final Map<Object, JvmLock> HELD = new HashMap<>();
    private static final Map<Thread, JvmLock> AWAITED = new HashMap<>();

    private final StepFiles step;
    private final Object key;
    private final Optional<JvmLock> host;
    private final Set<StepFiles> guests = new HashSet<>();
    private final Condition released = MONITOR.newCondition();
    private @Nullable Thread owner = Thread.currentThread();
    private boolean disturbed;

    private JvmLock(StepFiles step, Object key, Optional<JvmLock> host) {
        this.step = step;
        this.key = key;
        this.host = host;
    }

    /**
     * Wait for the lock.
     *
     * @param key the step's lock file, or what else may be had by one thread only
     * @return the lock, or null where waiting for it would never end: the caller holds it already, or holds another for
     *     which its owner waits
     */
    static @Nullable JvmLock acquire(StepFiles step, Object key, LockWait wait) {
        MONITOR.lock();
        try {
            for (JvmLock held = HELD.get(key); held != null; held = HELD.get(key)) {
                if (held.waitsForMe()) {
                    return held.letIn(step);
                }
                AWAITED.put(Thread.currentThread(), held);
                try {
                    wait.await(held.released);
                } finally {
                    AWAITED.remove(Thread.currentThread());
                }
            }
            JvmLock lock = new JvmLock(step, key, Optional.empty());
            HELD.put(key, lock);
            return lock;
        } finally {
            MONITOR.unlock();
        }
    }

    /** Tell whether this thread has a lock with a key of some kind. */
    static boolean isAnyMine(Class<?> kindOfKey) {
        MONITOR.lock();
        try {
            return HELD.values().stream()
                    .anyMatch(lock -> lock.owner == Thread.currentThread() && kindOfKey.isInstance(lock.key));
        } finally {
            MONITOR.unlock();
        }
    }

    /** Tell whether somebody ran the step all the same, because waiting for this lock would never have ended. */
    boolean isDisturbed() {
        MONITOR.lock();
        try {
            return disturbed;
        } finally {
            MONITOR.unlock();
        }
    }

    /** Tell whether another step with the same lock file holds that file for this one as well. */
    boolean isGuest() {
        return host.isPresent();
    }

    /** From now on, no thread has the lock by being the one that it is: whoever asks for the step has to wait. */
    void detach() {
        MONITOR.lock();
        try {
            owner = null;
        } finally {
            MONITOR.unlock();
        }
    }

    void release() {
        MONITOR.lock();
        try {
            host.ifPresent(lock -> lock.guests.remove(step));
            HELD.remove(key, this);
            released.signalAll();
        } finally {
            MONITOR.unlock();
        }
    }

    private @Nullable JvmLock letIn(StepFiles caller) {
        if (!caller.equals(step) && guests.add(caller)) {
            return new JvmLock(caller, key, Optional.of(this));
        }
        disturbed |= owner != Thread.currentThread();
        return null;
    }

    /** A wait for a lock that was given back has ended, though the thread that waited may not have woken up yet. */
    private boolean waitsForMe() {
        JvmLock lock = this;
        while (lock != null && lock.owner != null && lock.isInForce()) {
            if (lock.owner == Thread.currentThread()) {
                return true;
            }
            lock = AWAITED.get(lock.owner);
        }
        return false;
    }

    private boolean isInForce() {
        return HELD.get(key) == this;
    }
}
