package io.github.stepcache.store.http;

import java.time.Duration;

/**
 * How long a transfer may still take to move on. Only so many bytes at once count as moving on: a server that sends one now
 * and then would else never end. Safe for use by many threads.
 */
final class Patience {

    private static final int STEP = 8 << 10;
    /** What was sent lies in buffers of the system first, of which nobody tells when they have become empty. */
    private static final int MOST_BUFFERED = 4 << 20;

    private static final int BUFFERED_STEP = 1 << 20;

    private final Duration timeout;
    private long deadline;
    private long moved;
    private long buffered;

    Patience(Duration timeout) {
        this.timeout = timeout;
        begin();
    }

    /** Begin something new, all of what was sent having arrived: what comes next has all the time. */
    synchronized void begin() {
        buffered = 0;
        renew();
    }

    /** Note that some bytes have come. */
    synchronized void came(int bytes) {
        moved += bytes;
        if (moved >= STEP) {
            renew();
        }
    }

    /** Note that some bytes are under way; each MiB of which nobody knows whether it has arrived gets more time. */
    synchronized void sent(int bytes) {
        buffered = Math.min(buffered + bytes, MOST_BUFFERED);
        came(bytes);
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

    private void renew() {
        moved = 0;
        deadline = System.nanoTime() + timeout.toNanos() * (1 + buffered / BUFFERED_STEP);
    }
}
