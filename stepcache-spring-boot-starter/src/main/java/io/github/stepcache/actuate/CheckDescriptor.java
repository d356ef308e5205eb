package io.github.stepcache.actuate;

import io.github.stepcache.decision.Decision;
import io.github.stepcache.manifest.Manifest;
import io.github.stepcache.step.Quoted;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a call of a step would decide now, without asking a store.
 *
 * @param fresh whether it would be skipped; null if nobody can tell
 * @param unchangedSince when the recorded run ended that it would be skipped for
 * @param reasonCount how many reasons there are to run it
 * @param reasons all of them
 * @param unchecked what was not looked at, so that a call may run the step though it is fresh
 * @param problem why nobody can tell, in words
 */
public record CheckDescriptor(
        @Nullable Boolean fresh,
        @Nullable Instant unchangedSince,
        int reasonCount,
        List<ReasonDescriptor> reasons,
        List<String> unchecked,
        @Nullable String problem) {

    static CheckDescriptor of(Decision decision, List<String> unchecked) {
        return new CheckDescriptor(
                decision.isFresh(),
                decision.recordedRun().map(Manifest::completedAt).orElse(null),
                decision.reasons().size(),
                new ReasonList(decision.reasons()),
                unchecked,
                null);
    }

    static CheckDescriptor failed(RuntimeException exception) {
        String problem = Quoted.line(String.valueOf(exception.getMessage()));
        return new CheckDescriptor(null, null, 0, List.of(), List.of(), problem);
    }
}
