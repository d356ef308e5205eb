package io.github.stepcache.store.http;

import java.time.Duration;

/**
 * How long a transfer may still take to move on. Only so many bytes at once count as moving on: a server that sends one now
 * and then would else never end. Safe for use by many threads.
 */
final class Patience {

    private static final int STEP = 8 << 10;

    private final Duration timeout;
    private long deadline;
    private long moved;

    Patience(Duration timeout) {
        this.timeout = timeout;
        begin();
    }

    /** Begin something new: what comes next has all the time. */
    synchronized void begin() {
        deadline = System.nanoTime() + timeout.toNanos();
        moved = 0;
    }

    /** Note that some bytes have been moved. */
    synchronized void moved(int bytes) {
        moved += bytes;
        if (moved >= STEP) {
            begin();
        }
    }

    /** Leave out a time that nobody waited in. */
    synchronized void spare(long nanos) {
        deadline += nanos;
    }

    /** Tell how many nanoseconds are left; not more than zero if none are. */
    synchronized long left() {
        return deadline - System.nanoTime();
    }

    /** Tell how long it lasts, in words. */
    String inWords() {
        return timeout.toMillis() % 1000 == 0 ? timeout.toSeconds() + " s" : timeout.toMillis() + " ms";
    }
}
