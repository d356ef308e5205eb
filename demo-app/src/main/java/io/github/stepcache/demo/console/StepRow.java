package io.github.stepcache.demo.console;

import java.time.Duration;

/**
 * What became of one step in a run, as the table shows it.
 *
 * @param step the step's name
 * @param outcome how it ended
 * @param why the reasons, or the problem, in words
 * @param inputs how many files it reads; negative where nobody counted them
 * @param time how long it took
 * @param saved how long it took when it ran, if it did not have to now; else nothing
 */
public record StepRow(String step, Outcome outcome, String why, int inputs, Duration time, Duration saved) {

    /** How a step ended. */
    public enum Outcome {
        /** It did not have to run. */
        FRESH,
        /** It did not run: a store had its outputs. */
        RESTORED,
        /** It had to run, and did. */
        STALE,
        /** It had to run, and failed. */
        FAILED
    }
}
