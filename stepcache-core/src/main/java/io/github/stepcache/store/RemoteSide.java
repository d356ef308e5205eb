package io.github.stepcache.store;

import io.github.stepcache.store.StoredName.Area;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * The remote stores of a store, and how many connections there may be to them at once. It remembers which of their contents
 * were wrong, so that these are replaced. Safe for use by many threads.
 */
final class RemoteSide {

    private final List<RemoteStore> stores;
    private final int connections;
    private final Semaphore free;
    private final StoreNews news;
    private final Set<String> damaged = ConcurrentHashMap.newKeySet();

    RemoteSide(List<RemoteStore> stores, int connections, StoreNews news) {
        this.stores = List.copyOf(stores);
        this.connections = connections;
        this.free = new Semaphore(connections);
        this.news = news;
    }

    List<RemoteStore> stores() {
        return stores;
    }

    int connections() {
        return connections;
    }

    /** Fetch a record; empty if there is none. */
    Optional<byte[]> record(RemoteStore store, StoreKey key) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean found = connected(() -> store.get(new StoredName(Area.RECORD, key.hash()), EntryText.MAX_BYTES, bytes));
        if (!found) {
            return Optional.empty();
        }
        news.received(store.describe(), bytes.size());
        return Optional.of(bytes.toByteArray());
    }

    /**
     * Fetch a content into a new file, without looking at it.
     *
     * @return what came; empty if there is none
     */
    Optional<Content> fetch(RemoteStore store, Content wanted, Path file, TransferWatch watch) throws IOException {
        try (HashedFile out = new HashedFile(file, watch::bytesMoved)) {
            if (!connected(() -> store.get(new StoredName(Area.BLOB, wanted.hash()), wanted.size(), out))) {
                return Optional.empty();
            }
            Content came = out.content();
            news.received(store.describe(), came.size());
            return Optional.of(came);
        }
    }

    /** Note that a content is not what its hash says. */
    void noteDamage(RemoteStore store, String hash) {
        damaged.add(store.describe() + " " + hash);
        news.damaged(store.describe(), hash, "It is not used, and replaced when the step is pushed again.");
    }

    /** Tell whether a store has a content, as far as is known in order. */
    boolean has(RemoteStore store, String hash) throws IOException {
        return !damaged.contains(store.describe() + " " + hash)
                && connected(() -> store.has(new StoredName(Area.BLOB, hash)));
    }

    void put(RemoteStore store, StoredName name, Path file, long size) throws IOException {
        connected(() -> {
            store.put(name, file);
            return true;
        });
        damaged.remove(store.describe() + " " + name.hash());
        news.repaired(store.describe(), name.hash());
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
}
