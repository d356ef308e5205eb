package io.github.stepcache.store;

import java.util.concurrent.TimeUnit;

/** Time, as those see it who ask remote stores; tests have their own. */
interface StoreClock {

    /** The time of the system. */
    StoreClock SYSTEM = new StoreClock() {

        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public void pause(long nanos) throws InterruptedException {
            TimeUnit.NANOSECONDS.sleep(nanos);
        }
    };

    /** Tell the time, as {@link System#nanoTime} does. */
    long nanoTime();

    /** Let some time pass. */
    void pause(long nanos) throws InterruptedException;
}
