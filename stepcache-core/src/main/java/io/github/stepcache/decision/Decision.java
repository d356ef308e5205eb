package io.github.stepcache.decision;

import io.github.stepcache.manifest.Manifest;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;

/** The answer to "can this step be skipped?", with the reasons if it cannot. An immutable value. */
public sealed interface Decision {

    /**
     * Tell whether the step can be skipped.
     *
     * @return whether it is fresh
     */
    boolean isFresh();

    /**
     * Tell all that speaks against skipping the step.
     *
     * @return the reasons; none if the step is fresh
     */
    List<StaleReason> reasons();

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
        public String describe() {
            String shown =
                    reasons.stream().limit(SHOWN).map(StaleReason::describe).collect(Collectors.joining("; "));
            int rest = reasons.size() - SHOWN;
            return "stale: " + shown + (rest > 0 ? "; and " + rest + " more" : "");
        }
    }
}
