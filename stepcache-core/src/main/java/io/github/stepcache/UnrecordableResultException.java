package io.github.stepcache;

/** Says why the value of a step cannot be put on record or given back. */
public final class UnrecordableResultException extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * Say why.
     *
     * @param message the reason, as a clause that names the type
     */
    public UnrecordableResultException(String message) {
        super(message);
    }
}
