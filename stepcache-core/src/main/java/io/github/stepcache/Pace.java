package io.github.stepcache;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;

/**
 * Tells how far work has come where that takes long, as often as people can follow: on the thread that happens to ask when it
 * is time, and never on two at once. Safe for use by many threads.
 *
 * @param <P> what is told
 */
final class Pace<P> {

    /** What takes no longer is over before anybody wonders. */
    private static final long PATIENCE = Duration.ofSeconds(2).toNanos();

    private static final long PAUSE = Duration.ofMillis(200).toNanos();
    private static final long LONG_PAUSE = Duration.ofSeconds(10).toNanos();

    private final LongSupplier nanoTime;
    private final LongFunction<P> progress;
    private final Consumer<P> often;
    private final Consumer<P> seldom;
    private final AtomicBoolean telling = new AtomicBoolean();
    private volatile long next;
    private volatile long nextSeldom;

    /**
     * Begin to wait.
     *
     * @param nanoTime tells the time, as {@link System#nanoTime} does
     * @param progress says how far the work has come at a given time
     * @param often told after two seconds, and from then on five times a second at most
     * @param seldom told every ten seconds
     */
    Pace(LongSupplier nanoTime, LongFunction<P> progress, Consumer<P> often, Consumer<P> seldom) {
        this.nanoTime = nanoTime;
        this.progress = progress;
        this.often = often;
        this.seldom = seldom;
        restart();
    }

    /** Be patient anew. */
    void restart() {
        long now = nanoTime.getAsLong();
        next = now + PATIENCE;
        nextSeldom = now + LONG_PAUSE;
    }

    /** Tell of it if it is time; what another thread tells at this moment will do. */
    void tellInTime() {
        if (nanoTime.getAsLong() - next < 0 || !telling.compareAndSet(false, true)) {
            return;
        }
        try {
            long now = nanoTime.getAsLong();
            if (now - next >= 0) { // nobody else has told it since
                tell(now);
                next = nanoTime.getAsLong() + PAUSE;
            }
        } finally {
            telling.set(false);
        }
    }

    private void tell(long now) {
        P soFar = progress.apply(now);
        often.accept(soFar);
        if (now - nextSeldom >= 0) {
            nextSeldom = now + LONG_PAUSE;
            seldom.accept(soFar);
        }
    }
}
