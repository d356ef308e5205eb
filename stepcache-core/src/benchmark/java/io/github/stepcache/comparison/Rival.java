package io.github.stepcache.comparison;

import java.io.IOException;

/** One who does a piece of work that others do as well, and says how long it took. */
interface Rival {

    /** Who that is, in a few words. */
    String name();

    /**
     * Do the work once untimed, so that its files are in memory, and then once timed.
     *
     * @throws MissingException if this machine has no such rival
     * @throws IOException if the work failed
     */
    Measurement measure() throws IOException, InterruptedException;

    /** Give a name to a way of measuring. */
    static Rival of(String name, Work work) {
        return new Rival() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Measurement measure() throws IOException, InterruptedException {
                return work.measure();
            }
        };
    }

    /** {@link #measure()} alone. */
    interface Work {
        Measurement measure() throws IOException, InterruptedException;
    }

    /**
     * What one measurement gave.
     *
     * @param seconds how long the work took
     * @param result what it came to, for the others to agree with; empty where there is nothing to agree on
     */
    record Measurement(double seconds, String result) {

        Measurement(double seconds) {
            this(seconds, "");
        }
    }

    /** Says in its message what a rival needs that this machine has not. */
    final class MissingException extends IOException {

        private static final long serialVersionUID = 1;

        MissingException(String missing) {
            super(missing);
        }
    }
}
