package io.github.stepcache.store;

import java.io.IOException;

/** Thrown when a store answers, but not with what it was asked for. */
public final class StoreException extends IOException {

    private static final long serialVersionUID = 1L;

    /** Whether the same call can succeed a moment later. */
    private final boolean passing;

    /**
     * Make one.
     *
     * @param message what happened, without credentials
     * @param passing whether the same call can succeed a moment later, as far as the store says
     */
    public StoreException(String message, boolean passing) {
        super(message);
        this.passing = passing;
    }

    /**
     * Tell whether to try again is worth it.
     *
     * @return whether the same call can succeed a moment later
     */
    public boolean isPassing() {
        return passing;
    }
}
