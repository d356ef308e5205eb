package io.github.stepcache.plan;

import io.github.stepcache.decision.Decision;
import io.github.stepcache.decision.StaleReason;
import io.github.stepcache.step.Quoted;
import java.util.List;
import java.util.stream.Collectors;

/** What can be said of a step before a run. Each is an immutable value. */
public sealed interface StepOutlook {

    /**
     * Name it.
     *
     * @return a phrase, such as {@code may run}
     */
    String phrase();

    /**
     * Say it on one line, with all but the reasons.
     *
     * @return the phrase, and what there is to add
     */
    String describe();

    /**
     * Tell what speaks against skipping the step as things stand.
     *
     * @return the reasons; none if it is fresh now, or if it is not known
     */
    List<StaleReason> reasons();

    /**
     * The step would be skipped: it is fresh, and so is all that it depends on.
     *
     * @param decision the decision
     */
    record Fresh(Decision decision) implements StepOutlook {
        @Override
        public String phrase() {
            return "fresh";
        }

        @Override
        public String describe() {
            return decision.describe();
        }

        @Override
        public List<StaleReason> reasons() {
            return List.of();
        }
    }

    /**
     * The step would run, whatever others do.
     *
     * @param decision the decision, with all reasons
     */
    record WillRun(Decision decision) implements StepOutlook {
        @Override
        public String phrase() {
            return "will run";
        }

        @Override
        public String describe() {
            return phrase();
        }

        @Override
        public List<StaleReason> reasons() {
            return decision.reasons();
        }
    }

    /**
     * What the step reads may be written anew before: a fresh one may become stale, and one that is stale only for its
     * inputs, fresh.
     *
     * @param decision what is decided as things stand
     * @param waitsFor the ids of the steps that come before it and are not known to be skipped
     */
    record MayRun(Decision decision, List<String> waitsFor) implements StepOutlook {

        private static final int SHOWN = 5;

        /**
         * Keep an unmodifiable copy.
         *
         * @param decision what is decided as things stand
         * @param waitsFor what comes before it
         */
        public MayRun {
            waitsFor = List.copyOf(waitsFor);
        }

        @Override
        public String phrase() {
            return "may run";
        }

        @Override
        public String describe() {
            String shown = waitsFor.stream()
                    .limit(SHOWN)
                    .map(id -> '\'' + Quoted.line(id) + '\'')
                    .collect(Collectors.joining(", "));
            int rest = waitsFor.size() - SHOWN;
            return phrase() + ": waits for " + shown + (rest > 0 ? " and " + rest + " more" : "");
        }

        @Override
        public List<StaleReason> reasons() {
            return decision.reasons();
        }
    }

    /** The step can be told of only when it is called, since it depends on arguments. */
    record NeedsArguments() implements StepOutlook {
        @Override
        public String phrase() {
            return "needs arguments";
        }

        @Override
        public String describe() {
            return phrase();
        }

        @Override
        public List<StaleReason> reasons() {
            return List.of();
        }
    }

    /**
     * The step could not be looked at; a call may fail for the same reason.
     *
     * @param problem what is wrong, in words
     */
    record Unknown(String problem) implements StepOutlook {
        @Override
        public String phrase() {
            return "unknown";
        }

        @Override
        public String describe() {
            return phrase() + ": " + Quoted.line(problem);
        }

        @Override
        public List<StaleReason> reasons() {
            return List.of();
        }
    }
}
