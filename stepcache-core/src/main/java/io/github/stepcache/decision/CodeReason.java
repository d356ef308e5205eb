package io.github.stepcache.decision;

import io.github.stepcache.step.Quoted;

/** Why the code of a step speaks against skipping it. */
public sealed interface CodeReason extends StaleReason.OfCode {

    /**
     * A part of the code is not as it was at the recorded run.
     *
     * @param method which part
     */
    record CodeChanged(String method) implements CodeReason {
        @Override
        public String describe() {
            return CodeNames.inWords(method) + " changed";
        }
    }

    /**
     * A part of the code counts that did not count at the recorded run.
     *
     * @param method which part
     */
    record CodeAdded(String method) implements CodeReason {
        @Override
        public String describe() {
            return CodeNames.inWords(method) + " was added";
        }
    }

    /**
     * A part of the code counted at the recorded run, and no longer does.
     *
     * @param method which part
     */
    record CodeRemoved(String method) implements CodeReason {
        @Override
        public String describe() {
            return CodeNames.inWords(method) + " was removed";
        }
    }

    /** The code counts, and nobody knows what it was at the recorded run. */
    record CodeNotRecorded() implements CodeReason {
        @Override
        public String describe() {
            return "it was recorded without its code, by an older version or while no code counted";
        }
    }

    /**
     * The code was recorded by other rules, so that it cannot be compared.
     *
     * @param recorded the kind of the recorded fingerprint
     * @param current the kind of the current one
     */
    record CodeKindChanged(String recorded, String current) implements CodeReason {
        @Override
        public String describe() {
            return "its code is fingerprinted by other rules (recorded " + Quoted.of(recorded) + ", now "
                    + Quoted.of(current) + ")";
        }
    }

    /**
     * Part of the code cannot be read.
     *
     * @param problem what is wrong with it, in words
     */
    record CodeUnreadable(String problem) implements CodeReason {
        @Override
        public String describe() {
            return "its code cannot be read: " + Quoted.line(problem);
        }
    }
}
