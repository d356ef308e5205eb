package io.github.stepcache.lock;

/** Thrown when a lock that several machines share can be neither had nor refused. */
public final class SharedLockException extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * Make one.
     *
     * @param message what happened, without credentials
     * @param cause from where
     */
    public SharedLockException(String message, Throwable cause) {
        super(message, cause);
    }
}
