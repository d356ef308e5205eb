package io.github.stepcache;

/**
 * Holds back an interrupt of this thread while the cache works on files, which would otherwise fail on it, and gives it
 * back afterwards.
 */
final class Interrupts implements AutoCloseable {

    private final boolean pending = Thread.interrupted();

    private Interrupts() {}

    static Interrupts heldBack() {
        return new Interrupts();
    }

    @Override
    public void close() {
        if (pending) {
            Thread.currentThread().interrupt();
        }
    }
}
