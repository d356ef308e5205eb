package io.github.stepcache.store;

import io.github.stepcache.store.OutputStore.Fetched;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Looks for a record that will do, in one store after the other, and brings its outputs. Safe for use by many threads. */
final class Fetching {

    private static final String CONSEQUENCE = "Steps run instead of being restored.";

    private final LocalStore local;
    private final RemoteSide remotes;
    private final EntryText text;
    private final StoreNews news;
    private final CleanUps cleanUps;

    Fetching(LocalStore local, RemoteSide remotes, EntryText text, StoreNews news, CleanUps cleanUps) {
        this.local = local;
        this.remotes = remotes;
        this.text = text;
        this.news = news;
        this.cleanUps = cleanUps;
    }

    /** Fetch, see {@link OutputStore#fetch}. */
    Optional<Fetched> fetch(StoreKey key, EntryCheck check, Path directory, TransferWatch watch) throws IOException {
        Optional<Fetched> fetched = fetchFromHere(key, check, directory, watch);
        for (Iterator<GuardedStore> more = remotes.stores().iterator(); fetched.isEmpty() && more.hasNext(); ) {
            fetched = fetchFrom(more.next(), key, check, directory, watch);
        }
        return fetched;
    }

    /** Read a local record, see {@link OutputStore#recorded}. */
    Optional<StoreEntry> recorded(StoreKey key) throws IOException {
        return Transfers.call(() -> local.record(key, EntryText.MAX_BYTES + 1))
                .flatMap(bytes -> read(LocalStore.NAME, bytes, key, entry -> Optional.empty()));
    }

    private Optional<Fetched> fetchFromHere(StoreKey key, EntryCheck check, Path directory, TransferWatch watch)
            throws IOException {
        Optional<byte[]> record;
        try {
            record = Transfers.call(() -> local.record(key, EntryText.MAX_BYTES + 1));
        } catch (IOException e) {
            news.localFailed(local, e, CONSEQUENCE);
            return Optional.empty();
        }
        Optional<StoreEntry> entry = record.flatMap(bytes -> read(LocalStore.NAME, bytes, key, check));
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        local.touchRecord(key); // before all else, so that it is not cleaned up meanwhile
        return bring(LocalStore.NAME, entry.get(), directory, watch);
    }

    private Optional<Fetched> fetchFrom(
            GuardedStore remote, StoreKey key, EntryCheck check, Path directory, TransferWatch watch)
            throws IOException {
        Optional<byte[]> record;
        try {
            record = Transfers.call(() -> remotes.record(remote, key));
        } catch (IOException e) { // who guards it has told
            return Optional.empty();
        }
        Optional<StoreEntry> entry = record.flatMap(bytes -> read(remote.describe(), bytes, key, check));
        Optional<Fetched> fetched =
                entry.isEmpty() ? Optional.empty() : bring(remote.describe(), entry.get(), directory, watch);
        if (fetched.isPresent()) {
            keepRecord(fetched.get().entry(), record.orElseThrow());
            cleanUps.consider();
        }
        return fetched;
    }

    private Optional<StoreEntry> read(String store, byte[] record, StoreKey key, EntryCheck check) {
        try {
            StoreEntry entry = text.read(record, key);
            Optional<String> problem = check.problem(entry);
            problem.ifPresent(why -> news.missed(store, why));
            return problem.isPresent() ? Optional.empty() : Optional.of(entry);
        } catch (NotAnEntryException e) {
            news.failed(store, "a record cannot be used: " + e.problem(), CONSEQUENCE);
            return Optional.empty();
        }
    }

    /** Bring all, or leave the directory as empty as it was. */
    private Optional<Fetched> bring(String store, StoreEntry entry, Path directory, TransferWatch watch)
            throws IOException {
        boolean complete = false;
        try {
            new OutputsFetch(local, remotes, watch, entry, directory).bring();
            complete = true;
        } catch (NotKeptException e) {
            news.missed(store, e.why());
        } catch (IOException e) {
            news.localFailed(local, e, CONSEQUENCE);
        } finally {
            if (!complete) {
                new StagedOutputs(directory).clear();
            }
        }
        return complete ? Optional.of(new Fetched(entry, store)) : Optional.empty();
    }

    /** What was brought is right without it, too; and outputs that are too large for here would push out others. */
    private void keepRecord(StoreEntry entry, byte[] record) {
        List<OutputGroup> groups = OutputGroup.of(entry);
        if (!cleanUps.hasRoomFor(record, OutputGroup.contentSize(groups))) {
            return;
        }
        try {
            if (local.holds(groups)) { // else somebody has cleaned up meanwhile
                Transfers.each(List.of(record), 1, bytes -> local.keepRecord(entry.key(), bytes));
            }
        } catch (IOException e) {
            news.localFailed(local, e, "Outputs are fetched from a remote store again.");
        }
    }
}
