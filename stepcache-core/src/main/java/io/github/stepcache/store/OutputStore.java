package io.github.stepcache.store;

import java.io.Closeable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what runs left, in a local directory and perhaps in remote stores, and brings it back. Nothing that goes wrong here is
 * an exception: what cannot be brought back was not there, and what cannot be kept is not kept; listeners are told. Safe for
 * use by many threads, and beside other processes that use the same directory.
 */
@SuppressWarnings({"unused", "UnusedVariable"}) // the skeleton
public final class OutputStore implements Closeable {

    private OutputStore(Builder builder) {}

    /**
     * Keep outputs in a directory.
     *
     * @param directory where; it is made when it is needed
     * @return a builder; all else has a default
     */
    public static Builder in(Path directory) {
        return new Builder(directory);
    }

    /**
     * What was brought back.
     *
     * @param entry the record of the run; each of its files is in the directory that was asked for, with the content that
     *     it had then
     * @param source which store had it: {@code local}, or where a remote one is
     */
    public record Fetched(StoreEntry entry, String source) {}

    /**
     * Bring the outputs of a run into a new directory: all of them, verified, or none that counts.
     *
     * @param key what the run depended on
     * @param check says whether an entry will do
     * @param directory where to; it is made when an entry will do, and not before
     * @param watch is told how far that has come
     * @return what was brought; empty if there is nothing that will do, with something or other in the directory
     */
    public Optional<Fetched> fetch(StoreKey key, EntryCheck check, Path directory, TransferWatch watch) {
        return Optional.empty();
    }

    /**
     * Keep the outputs of a run, locally, and in the remote stores that may be written to.
     *
     * @param entry the record of the run
     * @param outputDir where its outputs are; a file that has not the content that the entry says is a reason to keep
     *     nothing
     * @param watch is told how far that has come
     * @return why it is not kept, in words; empty if it is kept locally
     */
    public Optional<String> keep(StoreEntry entry, Path outputDir, TransferWatch watch) {
        return Optional.empty();
    }

    /**
     * Ask the remote stores whether they answer and let us in; listeners are not told.
     *
     * @return what is wrong, one line a store, without credentials; none if nothing is
     */
    public List<String> problems() {
        return List.of();
    }

    /** Let go of connections. */
    @Override
    public void close() {}

    /** Collects what a store is built with; not safe for use by many threads. */
    public static final class Builder {

        private final Path directory;
        private final List<RemoteStore> remotes = new ArrayList<>();
        private final List<StoreListener> listeners = new ArrayList<>();
        private long maxSize = 10L << 30;
        private Optional<Duration> maxAge = Optional.empty();
        private boolean push;
        private int connections = 8;
        private byte @Nullable [] secret;

        private Builder(Path directory) {
            this.directory = directory;
        }

        /**
         * Limit the size of the directory; what was used least recently goes first. By default, 10 GiB.
         *
         * @param bytes how large it may be, more than zero; for a while it can be larger
         * @return this builder
         */
        public Builder maxSize(long bytes) {
            this.maxSize = bytes;
            return this;
        }

        /**
         * Let go of what was not used for a while; by default, only the size counts.
         *
         * @param age how long, more than zero
         * @return this builder
         */
        public Builder maxAge(Duration age) {
            this.maxAge = Optional.of(age);
            return this;
        }

        /**
         * Add a remote store; they are asked in this order, after the local one.
         *
         * @param store the store; closed with this one
         * @return this builder
         */
        public Builder remote(RemoteStore store) {
            remotes.add(store);
            return this;
        }

        /**
         * Write to the remote stores, too; by default, they are only read.
         *
         * @param on whether to
         * @return this builder
         */
        public Builder push(boolean on) {
            this.push = on;
            return this;
        }

        /**
         * Set how many files are moved at once from or to a remote store; by default, eight.
         *
         * @param count how many, at least one
         * @return this builder
         */
        public Builder connections(int count) {
            this.connections = count;
            return this;
        }

        /**
         * Sign records with HMAC-SHA256, and believe none that is not signed with the same secret.
         *
         * @param key the secret
         * @return this builder
         */
        public Builder secret(byte[] key) {
            this.secret = key.clone();
            return this;
        }

        /**
         * Add a listener.
         *
         * @param listener told what becomes of the stores
         * @return this builder
         */
        public Builder listener(StoreListener listener) {
            listeners.add(listener);
            return this;
        }

        /**
         * Build the store. No file is touched and no connection made.
         *
         * @return the store
         */
        public OutputStore build() {
            return new OutputStore(this);
        }
    }
}
