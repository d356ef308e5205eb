package io.github.stepcache.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Time that passes only where somebody lets it pass. */
final class TestClock implements StoreClock {

    private final List<Duration> pauses = new ArrayList<>();
    private long now = Long.MAX_VALUE - 1_000_000_000; // it overflows, as nanoTime may

    /** How long others have waited, pause by pause. */
    List<Duration> pauses() {
        return pauses;
    }

    void pass(Duration time) {
        now += time.toNanos();
    }

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public void pause(long nanos) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        pauses.add(Duration.ofNanos(nanos));
        now += nanos;
    }
}
