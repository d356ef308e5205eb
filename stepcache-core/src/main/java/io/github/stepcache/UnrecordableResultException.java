package io.github.stepcache;

import io.github.stepcache.step.Quoted;

/** Says why the value of a step cannot be put on record or given back. */
public final class UnrecordableResultException extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * Say why.
     *
     * @param message the reason, as a clause that names the type; it is kept on one line, for the log
     */
    public UnrecordableResultException(String message) {
        super(Quoted.line(message));
    }
}
