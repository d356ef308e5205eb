package io.github.stepcache.lock;

/** Thrown before a step is called when another caller still runs it after the lock timeout has passed. */
public final class LockTimeoutException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LockTimeoutException(String message) {
        super(message);
    }
}
