package io.github.stepcache.lock;

import java.time.Duration;
import java.util.Optional;

/**
 * Locks that several machines share, by name. They save work and protect nothing: two who both believe to hold one do each
 * other no harm. Safe for use by many threads.
 */
public interface SharedLocks {

    /**
     * Wait for a lock, whatever interrupts come.
     *
     * @param name its name: letters, digits, and {@code -}
     * @param patience how long to wait at most
     * @return the lock, which may be asked and closed on any thread; empty if somebody else still has it
     * @throws SharedLockException if nobody can tell, because who keeps the locks does not answer, say
     */
    Optional<SharedLock> acquire(String name, Duration patience) throws SharedLockException;

    /** A lock that several machines share, until it is closed. */
    interface SharedLock extends AutoCloseable {

        /**
         * Ask whether it was held all the time.
         *
         * @return false if somebody else may have had it meanwhile, or if nobody can tell
         */
        boolean isStillHeld();

        /** Give it back; a second time, this does nothing. It never throws. */
        @Override
        void close();
    }
}
