package io.github.stepcache;

import org.jspecify.annotations.Nullable;

/**
 * Holds back an interrupt of this thread while the cache works on files, which would otherwise fail on it, and gives it
 * back afterwards.
 */
final class Interrupts {

    private Interrupts() {}

    static <T extends @Nullable Object, X extends Throwable> T heldBack(StepBody<T, X> work) throws X {
        boolean pending = Thread.interrupted();
        try {
            return work.run();
        } finally {
            if (pending) {
                Thread.currentThread().interrupt();
            }
        }
    }

    static <X extends Throwable> void heldBack(StepAction<X> work) throws X {
        heldBack(() -> {
            work.run();
            return true;
        });
    }
}
