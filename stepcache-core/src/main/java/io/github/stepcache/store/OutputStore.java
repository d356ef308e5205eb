package io.github.stepcache.store;

import io.github.stepcache.step.Quoted;
import java.io.Closeable;
import java.io.IOException;
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
public final class OutputStore implements Closeable {

    /** Of the size that is allowed: so much more it can have, for each process, before somebody cleans up. */
    private static final int PARTS = 20;

    private final StoreNews news;
    private final LocalStore local;
    private final RemoteSide remotes;
    private final CleanUps cleanUps;
    private final Fetching fetching;
    private final Keeping keeping;

    private OutputStore(Builder builder) {
        news = new StoreNews(builder.listeners);
        local = new LocalStore(builder.directory, news);
        List<GuardedStore> guarded = builder.remotes.stream()
                .map(remote -> new GuardedStore(remote, builder.attempts, news))
                .toList();
        remotes = new RemoteSide(guarded, builder.connections, news);
        CleanUp cleanUp = new CleanUp(local, builder.maxSize, builder.maxAge, builder.grace);
        cleanUps = new CleanUps(local, news, cleanUp, builder.maxSize / PARTS);
        EntryText text = new EntryText(Optional.ofNullable(builder.secret));
        fetching = new Fetching(local, remotes, text, news, cleanUps);
        keeping = new Keeping(local, remotes, text, cleanUps, builder.maxSize, builder.push);
    }

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
     * Why outputs are not kept.
     *
     * @param why in words
     * @param told whether that was logged, and listeners were told: then it is the store that fails, for all outputs, and not
     *     something about these
     */
    public record NotKept(String why, boolean told) {}

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
        try {
            return fetching.fetch(key, check, directory, watch);
        } catch (IOException | RuntimeException e) { // unchecked, from other file systems and other people's stores
            news.localFailed(local, e, "Steps run instead of being restored.");
            return Optional.empty();
        }
    }

    /**
     * Read the record of a run in the local store. Its outputs need not be there.
     *
     * @param key what the run depended on
     * @return the record; empty if there is none that can be believed
     */
    public Optional<StoreEntry> recorded(StoreKey key) {
        try {
            return fetching.recorded(key);
        } catch (IOException | RuntimeException e) { // unchecked, from other file systems
            news.localFailed(local, e, "Steps run instead of being restored.");
            return Optional.empty();
        }
    }

    /**
     * Keep the outputs of a run, locally, and in the remote stores that may be written to.
     *
     * <p>A file is only read if the store has not yet what it held.
     *
     * @param entry the record of the run
     * @param outputDir where its outputs are; a file that is read and has not the content that the entry says is a reason to
     *     keep nothing
     * @param watch is told how far that has come
     * @return why it is not kept; empty if it is kept locally
     */
    public Optional<NotKept> keep(StoreEntry entry, Path outputDir, TransferWatch watch) {
        try {
            keeping.keep(entry, outputDir, watch);
            return Optional.empty();
        } catch (NotAnEntryException e) {
            return Optional.of(new NotKept(e.problem(), false));
        } catch (NotKeptException e) {
            return Optional.of(new NotKept(e.why(), false));
        } catch (IOException | RuntimeException e) { // unchecked, from other file systems and other people's stores
            return Optional.of(new NotKept(news.localFailed(local, e, "Outputs are not kept."), true));
        }
    }

    /**
     * Ask the remote stores whether they answer and let us in; listeners are not told.
     *
     * @return what is wrong, one line a store, without credentials; none if nothing is
     */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        for (GuardedStore remote : remotes.stores()) {
            remote.problem().ifPresent(problem -> problems.add(Quoted.line(remote.describe()) + ": " + problem));
        }
        return problems;
    }

    /** Let go of connections, and wait until nobody cleans up. */
    @Override
    public void close() {
        cleanUps.close();
        for (GuardedStore remote : remotes.stores()) {
            try {
                remote.close();
            } catch (IOException | RuntimeException e) { // unchecked, from other people's stores
                news.missed(remote.describe(), StoreNews.inWords(e));
            }
        }
    }

    /** Collects what a store is built with; not safe for use by many threads. */
    public static final class Builder {

        private final Path directory;
        private final List<RemoteStore> remotes = new ArrayList<>();
        private final List<StoreListener> listeners = new ArrayList<>();
        private long maxSize = 10L << 30;
        private Optional<Duration> maxAge = Optional.empty();
        private Duration grace = Duration.ofMinutes(10);
        private boolean push;
        private int attempts = 3;
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
            this.maxSize = atLeastOne("bytes", bytes);
            return this;
        }

        /**
         * Let go of what was not used for a while; by default, only the size counts.
         *
         * @param age how long, more than zero
         * @return this builder
         */
        public Builder maxAge(Duration age) {
            if (age.isNegative() || age.isZero()) {
                throw new IllegalArgumentException("What is kept has to get older than " + age);
            }
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
         * Set how often a remote store is asked for what fails for a reason that may pass; by default, three times.
         *
         * @param count how often, at least once
         * @return this builder
         */
        public Builder attempts(int count) {
            this.attempts = atLeastOne("attempts", count);
            return this;
        }

        /**
         * Set how many files are moved at once from or to a remote store; by default, eight.
         *
         * @param count how many, at least one
         * @return this builder
         */
        public Builder connections(int count) {
            this.connections = atLeastOne("connections", count);
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

        /** Set how long contents are left alone of which no record speaks. */
        Builder grace(Duration duration) {
            this.grace = duration;
            return this;
        }

        private static <T extends Number> T atLeastOne(String what, T count) {
            if (count.longValue() < 1) {
                throw new IllegalArgumentException("There have to be " + what + ", and not " + count);
            }
            return count;
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
