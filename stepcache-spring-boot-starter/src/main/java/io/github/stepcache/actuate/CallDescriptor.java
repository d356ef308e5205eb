package io.github.stepcache.actuate;

import io.github.stepcache.decision.StaleReason;
import io.github.stepcache.history.StepCall;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last call of a step in this process.
 *
 * @param startedAt when it got its turn
 * @param duration how long it took from then on; so far, if it is running
 * @param outcome what became of it: running, fresh, restored, stale, forced, bypassed or failed
 * @param restoredFrom which store its outputs came back from
 * @param unchangedSince when the recorded run ended that stands for a fresh or restored step
 * @param timeSaved how long that run took; zero where that is not on record
 * @param reasonCount how many reasons there were not to skip it as it was found
 * @param reasons the first of them
 * @param failure what it failed with, in words
 * @param notRemembered why the next call will run it again, in words
 * @param inputFiles the number of input files
 * @param filesHashed how many files were read
 * @param bytesHashed how many bytes were read
 */
public record CallDescriptor(
        Instant startedAt,
        Duration duration,
        String outcome,
        @Nullable String restoredFrom,
        @Nullable Instant unchangedSince,
        @Nullable Duration timeSaved,
        int reasonCount,
        List<ReasonDescriptor> reasons,
        @Nullable String failure,
        @Nullable String notRemembered,
        int inputFiles,
        long filesHashed,
        long bytesHashed) {

    static CallDescriptor of(StepCall call, int mostReasons) {
        List<StaleReason> reasons = call.reasons().first();
        return new CallDescriptor(
                call.startedAt(),
                call.duration(),
                call.outcome().word(),
                call.restoredFrom().orElse(null),
                call.unchangedSince().orElse(null),
                call.outcome().isSkipped() ? call.saved() : null,
                call.reasons().count(),
                new ReasonList(reasons.subList(0, Math.min(mostReasons, reasons.size()))),
                call.failure().orElse(null),
                call.notRemembered().orElse(null),
                call.inputs(),
                call.hashed().files(),
                call.hashed().bytes());
    }
}
