package io.github.stepcache;

/**
 * Thrown where the cache itself ends a step, which it does in the cases that its subclasses name. (One more exception
 * comes before a step is called: {@link io.github.stepcache.lock.LockTimeoutException}.)
 */
public abstract class StepCacheException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StepCacheException(String message) {
        super(message);
    }

    StepCacheException(String message, Throwable cause) {
        super(message, cause);
    }
}
