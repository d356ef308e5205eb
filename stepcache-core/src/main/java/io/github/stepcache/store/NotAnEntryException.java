package io.github.stepcache.store;

import io.github.stepcache.step.Quoted;

/** Why the bytes that were found are no record of a run, or why no record can be written of one. */
final class NotAnEntryException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String problem;

    /**
     * Make one.
     *
     * @param problem what is wrong, in words; it may quote what was found, but never a secret
     */
    NotAnEntryException(String problem) {
        super(Quoted.line(problem));
        this.problem = Quoted.line(problem);
    }

    /** What is wrong with it, in words, on one line that is not long. */
    String problem() {
        return problem;
    }
}
