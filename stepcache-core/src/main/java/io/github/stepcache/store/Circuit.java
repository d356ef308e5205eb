package io.github.stepcache.store;

import java.time.Duration;

/**
 * Whether a store is worth asking: not after several calls in a row that it gave no answer to, but for one call now and
 * then, which finds out whether it is back. Safe for use by many threads.
 */
final class Circuit {

    /** What a call has changed. */
    enum Change {
        NONE,
        OPENED,
        CLOSED
    }

    private static final int FAILURES = 5;
    private static final long FIRST_PAUSE = Duration.ofSeconds(30).toNanos();
    private static final long LONGEST_PAUSE = Duration.ofMinutes(5).toNanos();

    private final StoreClock clock;
    private int failures;
    private boolean open;
    private long pause = FIRST_PAUSE;
    private long nextTrial;

    Circuit(StoreClock clock) {
        this.clock = clock;
    }

    /**
     * Ask whether a call may be made. Each pause, one may, though the store is left alone; if that ends without a verdict,
     * because its thread was interrupted, say, the next one may after the next pause.
     */
    synchronized boolean admits() {
        if (!open) {
            return true;
        }
        long now = clock.nanoTime();
        if (now - nextTrial < 0) {
            return false;
        }
        pause = Math.min(2 * pause, LONGEST_PAUSE);
        nextTrial = now + pause;
        return true;
    }

    /** Note that the store gave no answer, or one that says that it cannot now. */
    synchronized Change failed() {
        failures++;
        if (open || failures < FAILURES) {
            return Change.NONE;
        }
        open = true;
        pause = FIRST_PAUSE;
        nextTrial = clock.nanoTime() + pause;
        return Change.OPENED;
    }

    /** Note that the store gave an answer, be it no. */
    synchronized Change answered() {
        failures = 0;
        if (!open) {
            return Change.NONE;
        }
        open = false;
        return Change.CLOSED;
    }
}
