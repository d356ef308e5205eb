package io.github.stepcache;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Waits until the clock of the file system has gone on since files were changed. It goes in steps, of some milliseconds on
 * many systems: of a file that was written a moment ago, a change within the same step leaves no trace, and neither does
 * its way back. After that step, any change shows.
 */
final class ClockStep {

    /** Longer than a step of any kernel's clock: 10 ms at most on Linux, 15.6 ms on Windows. */
    private static final Duration STEP = Duration.ofMillis(20);

    /** Where times are whole seconds, or two: old file systems, and archives. */
    private static final Duration COARSE_STEP = Duration.ofSeconds(2);

    private ClockStep() {}

    /** Wait, unless all changes are older than that: hardly ever longer than it takes to write a manifest. */
    static void pass(Stream<Instant> changeTimes) {
        Instant now = Instant.now();
        long end = System.nanoTime()
                + changeTimes
                        .map(time -> left(time, now))
                        .max(Comparator.naturalOrder())
                        .orElse(Duration.ZERO)
                        .toNanos();
        boolean interrupted = false;
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** How much of the step is left; may be negative. A clock that is ahead of ours makes steps like any other. */
    private static Duration left(Instant changed, Instant now) {
        Duration step = changed.equals(changed.truncatedTo(ChronoUnit.SECONDS)) ? COARSE_STEP : STEP;
        Duration left = Duration.between(now, changed.plus(step));
        return left.compareTo(step) < 0 ? left : step;
    }
}
