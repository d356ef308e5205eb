package io.github.stepcache.decision;

import io.github.stepcache.manifest.Manifest;
import io.github.stepcache.step.Quoted;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The answer to "can this step be skipped?", with the reasons if it cannot. An immutable value. */
public sealed interface Decision {

    /**
     * Tell whether the step can be skipped: its outputs are there, as they were found or as they were restored.
     *
     * @return whether it is fresh, or restored
     */
    boolean isFresh();

    /**
     * Tell all that spoke against skipping the step as it was found.
     *
     * @return the reasons; none if the step is fresh
     */
    List<StaleReason> reasons();

    /**
     * Tell which run stands for the one that is skipped.
     *
     * @return its record; empty if the step is stale
     */
    Optional<Manifest> recordedRun();

    /**
     * Say it on one line, with the first reasons and the number of the others.
     *
     * @return a sentence fit for a log
     */
    String describe();

    /**
     * Skipping the step cannot be told from running it.
     *
     * @param manifest the record of the run that stands for it
     */
    record Fresh(Manifest manifest) implements Decision {

        @Override
        public boolean isFresh() {
            return true;
        }

        @Override
        public List<StaleReason> reasons() {
            return List.of();
        }

        @Override
        public Optional<Manifest> recordedRun() {
            return Optional.of(manifest);
        }

        @Override
        public String describe() {
            return "fresh: nothing changed since " + manifest.completedAt().truncatedTo(ChronoUnit.SECONDS);
        }
    }

    /**
     * The step must run.
     *
     * @param reasons why; at least one
     */
    record Stale(List<StaleReason> reasons) implements Decision {

        private static final int SHOWN = 3;

        /**
         * Keep an unmodifiable copy.
         *
         * @param reasons why the step must run
         * @throws IllegalArgumentException if there is no reason
         */
        public Stale {
            reasons = List.copyOf(reasons);
            if (reasons.isEmpty()) {
                throw new IllegalArgumentException("A step is stale for a reason");
            }
        }

        @Override
        public boolean isFresh() {
            return false;
        }

        @Override
        public Optional<Manifest> recordedRun() {
            return Optional.empty();
        }

        @Override
        public String describe() {
            String shown =
                    reasons.stream().limit(SHOWN).map(StaleReason::describe).collect(Collectors.joining("; "));
            int rest = reasons.size() - SHOWN;
            return "stale: " + shown + (rest > 0 ? "; and " + rest + " more" : "");
        }
    }

    /**
     * The step was stale, and its outputs have been replaced by those of an earlier run with the same inputs, versions,
     * parameters and code, which a store had kept. Skipping the step cannot be told from running it.
     *
     * @param manifest the record of the run that stands for it
     * @param store which store had it
     * @param stale why the step could not be skipped as it was found
     */
    record Restored(Manifest manifest, String store, Stale stale) implements Decision {

        @Override
        public boolean isFresh() {
            return true;
        }

        @Override
        public List<StaleReason> reasons() {
            return stale.reasons();
        }

        @Override
        public Optional<Manifest> recordedRun() {
            return Optional.of(manifest);
        }

        @Override
        public String describe() {
            return "restored from " + Quoted.line(store) + " as of "
                    + manifest.completedAt().truncatedTo(ChronoUnit.SECONDS) + "; it was " + stale.describe();
        }
    }
}
