package io.github.stepcache.store;

import io.github.stepcache.store.StoredName.Area;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * The remote stores of a store, and how many connections there may be to them at once. It remembers which of their contents
 * were wrong, so that these are replaced. Safe for use by many threads.
 */
final class RemoteSide {

    private final List<GuardedStore> stores;
    private final int connections;
    private final Semaphore free;
    private final StoreNews news;
    private final Set<String> damaged = ConcurrentHashMap.newKeySet();

    RemoteSide(List<GuardedStore> stores, int connections, StoreNews news) {
        this.stores = List.copyOf(stores);
        this.connections = connections;
        this.free = new Semaphore(connections);
        this.news = news;
    }

    /** In the order in which they are asked. */
    List<GuardedStore> stores() {
        return stores;
    }

    int connections() {
        return connections;
    }

    /** Fetch a record; empty if there is none. */
    Optional<byte[]> record(GuardedStore store, StoreKey key) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean found = connected(() -> store.get(new StoredName(Area.RECORD, key.hash()), EntryText.MAX_BYTES, () -> {
            bytes.reset();
            return bytes;
        }));
        if (!found) {
            return Optional.empty();
        }
        news.received(store.describe(), bytes.size());
        return Optional.of(bytes.toByteArray());
    }

    /**
     * Fetch a content into a new file.
     *
     * @return what came; empty if nothing did, which needs no more words
     * @throws IOException if the file cannot be written
     */
    Optional<Content> fetch(GuardedStore store, Content wanted, Path file, TransferWatch watch) throws IOException {
        Arrival arrival = new Arrival(file, watch);
        try {
            if (!connected(() -> store.get(new StoredName(Area.BLOB, wanted.hash()), wanted.size(), arrival))) {
                return Optional.empty();
            }
        } catch (IOException e) {
            if (arrival.hasFailed()) {
                throw e;
            }
            return Optional.empty();
        }
        Content came = arrival.content();
        news.received(store.describe(), came.size());
        if (!came.hash().equals(wanted.hash())) {
            damaged.add(store.describe() + " " + wanted.hash());
            news.damaged(store.describe(), wanted.hash(), "It is not used, and replaced when it is pushed again.");
        }
        return Optional.of(came);
    }

    /** Tell whether a store has a content, as far as is known in order. */
    boolean has(GuardedStore store, String hash) throws IOException {
        return !damaged.contains(store.describe() + " " + hash)
                && connected(() -> store.has(new StoredName(Area.BLOB, hash)));
    }

    void put(GuardedStore store, StoredName name, Path file, long size) throws IOException {
        connected(() -> {
            store.put(name, file);
            return true;
        });
        if (damaged.remove(store.describe() + " " + name.hash())) {
            news.repaired(store.describe(), name.hash());
        }
        news.sent(store.describe(), size);
    }

    private boolean connected(Transfers.Work<Boolean> work) throws IOException {
        free.acquireUninterruptibly();
        try {
            return work.run();
        } finally {
            free.release();
        }
    }

    /** A file that arrives, perhaps in more than one attempt. */
    private static final class Arrival implements GuardedStore.Sink {

        private final Path file;
        private final TransferWatch watch;
        private boolean refused;
        private @Nullable HashedFile attempt;

        Arrival(Path file, TransferWatch watch) {
            this.file = file;
            this.watch = watch;
        }

        @Override
        public HashedFile open() throws IOException {
            refused = true;
            Files.deleteIfExists(file);
            attempt = new HashedFile(file, watch::bytesMoved);
            refused = false;
            return attempt;
        }

        boolean hasFailed() {
            return refused || (attempt != null && attempt.hasFailed());
        }

        Content content() {
            return Objects.requireNonNull(attempt, "what was received was opened")
                    .content();
        }
    }
}
