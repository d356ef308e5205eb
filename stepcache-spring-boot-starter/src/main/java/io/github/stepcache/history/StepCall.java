package io.github.stepcache.history;

import io.github.stepcache.HashVolume;
import io.github.stepcache.step.StepSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One call of a step in this process, as far as it has come.
 *
 * @param spec the step, with all that the cache added to its declaration
 * @param thread the name of the thread that asked for it
 * @param startedAt when it got its turn
 * @param duration how long it took from then on, with reading the inputs; so far, if it is running
 * @param outcome what became of it
 * @param reasons why it was not skipped as it was found
 * @param restoredFrom which store its outputs came back from
 * @param unchangedSince when the recorded run ended that stands for a step that did not run
 * @param saved how long that run took: the time that was saved; zero where that is not on record
 * @param failure what it failed with, in words
 * @param notRemembered why the next call will run it again, in words
 * @param inputs the number of input files; zero where nobody counted them
 * @param hashed what was read
 */
public record StepCall(
        StepSpec spec,
        String thread,
        Instant startedAt,
        Duration duration,
        StepOutcome outcome,
        StepReasons reasons,
        Optional<String> restoredFrom,
        Optional<Instant> unchangedSince,
        Duration saved,
        Optional<String> failure,
        Optional<String> notRemembered,
        int inputs,
        HashVolume hashed) {

    /**
     * Tell which step it was, since steps in different directories can have one name.
     *
     * @return what tells the step from all others
     */
    public StepKey key() {
        return StepKey.of(spec);
    }
}
