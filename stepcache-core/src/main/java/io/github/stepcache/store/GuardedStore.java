package io.github.stepcache.store;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A remote store that is asked again after faults that pass, and left alone for a while where they do not. Listeners and the
 * log know of each exception before it is thrown, so that callers need not tell; but not of trouble of ours, such as a full
 * disk, nor of interrupts. Safe for use by many threads.
 */
final class GuardedStore implements Closeable {

    private static final long FIRST_PAUSE = Duration.ofMillis(200).toNanos();
    private static final long LONGEST_PAUSE = Duration.ofSeconds(5).toNanos();

    private final RemoteStore store;
    private final String where;
    private final int attempts;
    private final StoreClock clock;
    private final Circuit circuit;
    private final StoreTroubles troubles;

    /** Something that can be received again from its beginning. */
    @FunctionalInterface
    interface Sink {

        /**
         * Open a stream in place of whatever an earlier one left. It gets the bytes of one attempt and is closed after it.
         *
         * @throws IOException if that cannot be; the store is not blamed, and asked no more
         */
        OutputStream open() throws IOException;
    }

    /**
     * Guard a store.
     *
     * @param store the store; closed with this one
     * @param attempts how often to try at most, at least once
     * @param listener is told what becomes of it; it never throws
     */
    GuardedStore(RemoteStore store, int attempts, StoreListener listener) {
        this(store, attempts, listener, StoreClock.SYSTEM);
    }

    GuardedStore(RemoteStore store, int attempts, StoreListener listener, StoreClock clock) {
        this.store = store;
        this.where = store.describe();
        this.attempts = attempts;
        this.clock = clock;
        this.circuit = new Circuit(clock);
        this.troubles = new StoreTroubles(where, listener);
    }

    /** Tell people where it is, see {@link RemoteStore#describe}. */
    String describe() {
        return where;
    }

    /** Ask once whether it answers and lets us in; neither listeners nor the log are told what is wrong. */
    Optional<String> problem() {
        try {
            store.check();
            return Optional.empty();
        } catch (IOException | RuntimeException e) { // unchecked, from a store that need not be ours
            return Optional.of(StoreTroubles.inWords(e));
        }
    }

    /**
     * Fetch something, see {@link RemoteStore#get}.
     *
     * @return false if the store has nothing of this name
     * @throws IOException if nobody knows; or what the sink throws, as it is
     */
    boolean get(StoredName name, long limit, Sink sink) throws IOException {
        return call("Reading", new Fetch(store, name, limit, sink));
    }

    /**
     * Ask for something, see {@link RemoteStore#has}.
     *
     * @throws IOException if nobody knows
     */
    boolean has(StoredName name) throws IOException {
        return call("Reading", () -> store.has(name));
    }

    /**
     * Keep something, see {@link RemoteStore#put}.
     *
     * @throws IOException if it is not kept, as far as anybody knows
     */
    void put(StoredName name, Path content) throws IOException {
        call("Writing", () -> {
            store.put(name, content);
            return true;
        });
    }

    @Override
    public void close() throws IOException {
        store.close();
    }

    private <T> T call(String what, Attempt<T> attempt) throws IOException {
        if (!circuit.admits()) {
            throw new StoreException("It is not asked for a while, since it failed again and again", true);
        }
        for (int tried = 1; ; tried++) {
            try {
                T result = attempt.run();
                troubles.changed(circuit.answered());
                return result;
            } catch (IOException | RuntimeException e) { // unchecked, from a store that need not be ours
                if (attempt.isOurs(e)) {
                    throw e;
                }
                if (Thread.currentThread().isInterrupted()) {
                    throw asChecked(e);
                }
                boolean answered = e instanceof StoreException said && !said.isPassing();
                troubles.changed(answered ? circuit.answered() : circuit.failed());
                boolean again = e instanceof IOException && !answered && tried < attempts;
                if (!again || !circuit.admits() || !pause(tried)) {
                    troubles.failed(what, e);
                    throw asChecked(e);
                }
            }
        }
    }

    /** Wait longer each time, and never as long as others who failed at the same moment. */
    private boolean pause(int tried) {
        long longest = Math.min(FIRST_PAUSE << Math.min(tried - 1, 16), LONGEST_PAUSE);
        try {
            clock.pause(ThreadLocalRandom.current().nextLong(longest / 2, longest));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static IOException asChecked(Exception e) {
        return e instanceof IOException io ? io : new StoreException(StoreTroubles.inWords(e), false);
    }

    private interface Attempt<T> {

        T run() throws IOException;

        /** Tell whether the store has no part in this: a file that was to be sent cannot be read, say. */
        default boolean isOurs(Exception e) {
            return e instanceof FileSystemException;
        }
    }

    /** Attempts to fetch something. */
    private static final class Fetch implements Attempt<Boolean> {

        private final RemoteStore store;
        private final StoredName name;
        private final long limit;
        private final Sink sink;
        private boolean ours;

        Fetch(RemoteStore store, StoredName name, long limit, Sink sink) {
            this.store = store;
            this.name = name;
            this.limit = limit;
            this.sink = sink;
        }

        @Override
        public Boolean run() throws IOException {
            ours = true;
            Receiver receiver = new Receiver(sink.open());
            try (receiver) {
                return store.get(name, limit, receiver);
            } finally {
                ours = receiver.hasFailed();
            }
        }

        @Override
        public boolean isOurs(Exception e) {
            return ours;
        }
    }
}
