package io.github.stepcache.autoconfigure;

import org.springframework.beans.factory.BeanInitializationException;

/** Locks are to be shared with other machines, and something that this takes is missing. */
public final class SharedLocksMissingException extends BeanInitializationException {

    private static final long serialVersionUID = 1L;

    /** What to do. */
    private final String remedy;

    SharedLocksMissingException(String problem, String remedy) {
        super("'stepcache.lock' is 'registry', but " + problem);
        this.remedy = remedy;
    }

    /**
     * Tell what to do.
     *
     * @return a sentence
     */
    public String remedy() {
        return remedy;
    }
}
