package io.github.stepcache.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Keeps outputs locally, and sends them to remote stores where that is wanted. Safe for use by many threads. */
final class Keeping {

    private final LocalStore local;
    private final RemoteSide remotes;
    private final EntryText text;
    private final CleanUps cleanUps;
    private final long maxSize;
    private final boolean push;

    Keeping(LocalStore local, RemoteSide remotes, EntryText text, CleanUps cleanUps, long maxSize, boolean push) {
        this.local = local;
        this.remotes = remotes;
        this.text = text;
        this.cleanUps = cleanUps;
        this.maxSize = maxSize;
        this.push = push;
    }

    /**
     * Keep, see {@link OutputStore#keep}: first the contents, then the record that speaks of them.
     *
     * @throws NotKeptException if these outputs cannot be kept
     * @throws IOException if none can
     */
    void keep(StoreEntry entry, Path outputDir, TransferWatch watch) throws IOException, NotAnEntryException {
        List<OutputGroup> groups = OutputGroup.of(entry);
        long size = OutputGroup.contentSize(groups);
        byte[] record = text.write(entry);
        if (!cleanUps.hasRoomFor(record, size)) {
            throw new NotKeptException("its outputs have " + size + " bytes, and with their record they may have "
                    + cleanUps.room() + ", since a store of " + maxSize + " keeps no more when it is cleaned up");
        }
        int sentTo = push ? remotes.stores().size() : 0;
        watch.planned(entry.files().size(), OutputGroup.size(groups) + sentTo * size);
        OutputsCopy copy = new OutputsCopy(local, groups, outputDir, watch);
        copy.keepContents();
        if (!local.holds(groups)) { // that may have taken longer than contents without a record are left alone
            throw new NotKeptException("some of its outputs were cleaned up before all of them were kept");
        }
        Transfers.each(List.of(record), 1, bytes -> local.keepRecord(entry.key(), bytes));
        cleanUps.consider();
        if (push) {
            Pushing pushing = new Pushing(local, remotes, groups, copy.copied(), watch);
            remotes.stores().forEach(remote -> pushing.push(remote, entry.key(), record));
        }
    }
}
