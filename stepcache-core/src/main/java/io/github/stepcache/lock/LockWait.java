package io.github.stepcache.lock;

import io.github.stepcache.step.Quoted;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One caller's wait for one step: logged when it gets long, ended by the timeout, and never by an interrupt. */
final class LockWait {

    private static final Logger LOG = LoggerFactory.getLogger(LockWait.class);
    private static final Duration LONG_WAIT = Duration.ofSeconds(30);
    private static final long LONGEST_PATIENCE = TimeUnit.MINUTES.toNanos(1);
    private static final Duration LONGEST_TIMEOUT = Duration.ofNanos(Long.MAX_VALUE);
    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(20);

    private final String step;
    private final Optional<Duration> timeout;
    private final Duration longWait;
    private final long start = System.nanoTime();
    private long pause = TimeUnit.MICROSECONDS.toNanos(500);
    private boolean logged;
    private boolean interrupted;

    LockWait(String step, Optional<Duration> timeout) {
        this(step, timeout, LONG_WAIT);
    }

    LockWait(String step, Optional<Duration> timeout, Duration longWait) {
        this.step = step;
        this.timeout = timeout;
        this.longWait = longWait;
    }

    /** Wait for a signal from another thread, or for the next moment at which there is something to say. */
    @SuppressWarnings("WaitNotInLoop") // the caller loops
    void await(Condition released) {
        try {
            released.awaitNanos(untilThereIsSomethingToSay());
        } catch (InterruptedException e) {
            interrupted = true;
        }
        speakOrGiveUp();
    }

    /**
     * Wait in another place, once or again and again.
     *
     * @param attempt waits as long as it is told to at most; empty if that was in vain
     */
    <T> T await(Attempt<T> attempt) throws SharedLockException {
        while (true) {
            Optional<T> result = attempt.within(
                    Duration.ofNanos(Math.max(1, Math.min(untilThereIsSomethingToSay(), LONGEST_PATIENCE))));
            if (result.isPresent()) {
                return result.get();
            }
            speakOrGiveUp();
        }
    }

    /** Waits for something for a limited time. */
    interface Attempt<T> {

        Optional<T> within(Duration patience) throws SharedLockException;
    }

    /** Wait a little for something that gives no signal. */
    void pause() {
        interrupted |= Thread.interrupted();
        LockSupport.parkNanos(Math.min(pause, untilTimeout()));
        pause = Math.min(2 * pause, LONGEST_PAUSE);
        speakOrGiveUp();
    }

    /** Note an interrupt that hit the waiting thread in another place. */
    void interrupted() {
        interrupted |= Thread.interrupted();
    }

    /** Give the thread the interrupts back that came while it waited. */
    void end() {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void speakOrGiveUp() {
        if (untilTimeout() <= 0) {
            throw new LockTimeoutException("Step " + Quoted.of(step) + " is still run by another caller after "
                    + timeout.orElseThrow() + ", the lock timeout. Wait for that run to end, or allow more time.");
        }
        if (!logged && waited() >= longWait.toNanos()) {
            logged = true;
            LOG.info(
                    "Step {} has been waiting for {} s for another caller that runs it; it goes on waiting",
                    Quoted.of(step),
                    longWait.toSeconds());
        }
    }

    private long untilThereIsSomethingToSay() {
        long untilLong = logged ? Long.MAX_VALUE : Math.max(1, longWait.toNanos() - waited());
        return Math.min(untilTimeout(), untilLong);
    }

    private long untilTimeout() {
        return timeout.map(limit -> nanos(limit) - waited()).orElse(Long.MAX_VALUE);
    }

    /** A long has room for 292 years. */
    private static long nanos(Duration limit) {
        return limit.compareTo(LONGEST_TIMEOUT) < 0 ? limit.toNanos() : Long.MAX_VALUE;
    }

    private long waited() {
        return System.nanoTime() - start;
    }
}
