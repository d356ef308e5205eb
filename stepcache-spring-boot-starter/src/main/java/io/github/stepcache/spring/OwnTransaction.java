package io.github.stepcache.spring;

import io.github.stepcache.StepBody;
import org.jspecify.annotations.Nullable;

/** The transaction of a step itself: notices that it was rolled back although the method returned. */
final class OwnTransaction {

    private static final ThreadLocal<@Nullable OwnTransaction> CURRENT = new ThreadLocal<>();

    private boolean rolledBack;

    /** Thrown to the cache in place of the value, which the caller gets all the same. */
    static final class RolledBackException extends Exception {

        private static final long serialVersionUID = 1L;

        @SuppressWarnings("serial") // it does not leave its thread
        private final @Nullable Object value;

        RolledBackException(@Nullable Object value) {
            super("its transaction was rolled back", null, false, false);
            this.value = value;
        }

        @Nullable
        Object value() {
            return value;
        }
    }

    /**
     * Call a method, and what lies between the cache and it.
     *
     * @throws RolledBackException if it returned, and its transaction was rolled back
     */
    @Nullable
    Object during(StepBody<@Nullable Object, Throwable> body) throws Throwable {
        @Nullable OwnTransaction outer = CURRENT.get();
        @Nullable Object value;
        CURRENT.set(this);
        try {
            value = body.run();
        } finally {
            CURRENT.set(outer);
        }
        if (rolledBack) {
            throw new RolledBackException(value);
        }
        return value;
    }

    /** Watch, from inside of it, the transaction that has just begun. */
    @SuppressWarnings("FutureReturnValueIgnored") // it completes before the method has returned
    static void watch() {
        @Nullable OwnTransaction own = CURRENT.get();
        if (own != null && SurroundingTransaction.isActive()) {
            own.rolledBack = false; // by an earlier attempt
            SurroundingTransaction.outcome().thenAccept(committed -> own.rolledBack = !committed);
        }
    }
}
