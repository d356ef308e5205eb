package io.github.stepcache.lock;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The lock on a step across the threads of this process. It knows who waits for whom, and so sees a deadlock coming. */
final class JvmLock {

    private static final ReentrantLock MONITOR = new ReentrantLock();
    private static final Map<Path, JvmLock> HELD = new HashMap<>();
    private static final Map<Thread, JvmLock> AWAITED = new HashMap<>();

    private final Path key;
    private final Thread owner = Thread.currentThread();
    private final Condition released = MONITOR.newCondition();
    private boolean disturbed;

    private JvmLock(Path key) {
        this.key = key;
    }

    /**
     * Wait for the lock.
     *
     * @return the lock, or null where waiting for it would never end: the caller holds it already, or holds another for
     *     which its owner waits
     */
    static @Nullable JvmLock acquire(Path key, LockWait wait) {
        MONITOR.lock();
        try {
            for (JvmLock held = HELD.get(key); held != null; held = HELD.get(key)) {
                if (held.waitsForMe()) {
                    held.disturbed |= held.owner != Thread.currentThread();
                    return null;
                }
                AWAITED.put(Thread.currentThread(), held);
                try {
                    wait.await(held.released);
                } finally {
                    AWAITED.remove(Thread.currentThread());
                }
            }
            JvmLock lock = new JvmLock(key);
            HELD.put(key, lock);
            return lock;
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

    void release() {
        MONITOR.lock();
        try {
            HELD.remove(key, this);
            released.signalAll();
        } finally {
            MONITOR.unlock();
        }
    }

    private boolean waitsForMe() {
        for (JvmLock lock = this; lock != null; lock = AWAITED.get(lock.owner)) {
            if (lock.owner == Thread.currentThread()) {
                return true;
            }
        }
        return false;
    }
}
