package io.github.stepcache.store;

import io.github.stepcache.store.StoredName.Area;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends what the local store has of one run to remote stores: first the contents, then the record that speaks of them. */
final class Pushing {

    private static final Logger LOG = LoggerFactory.getLogger(Pushing.class);

    private final LocalStore local;
    private final RemoteSide remotes;
    private final List<OutputGroup> groups;
    private final Set<String> justRead;
    private final TransferWatch watch;

    /**
     * Prepare.
     *
     * @param groups what is to be sent
     * @param justRead the hashes of the contents that need not be looked at again before they are sent
     */
    Pushing(LocalStore local, RemoteSide remotes, List<OutputGroup> groups, Set<String> justRead, TransferWatch watch) {
        this.local = local;
        this.remotes = remotes;
        this.groups = groups;
        this.justRead = justRead;
        this.watch = watch;
    }

    /** Send what a remote store has not, or leave it without the record. */
    void push(GuardedStore remote, StoreKey key, byte[] record) {
        try {
            Transfers.each(groups, remotes.connections(), group -> pushContent(remote, group.content()));
            Transfers.each(List.of(record), 1, bytes -> pushRecord(remote, key, bytes));
        } catch (IOException | RuntimeException e) { // told by who guards the store, unless something has just vanished
            LOG.debug("The outputs were not sent to {}: {}", remote.describe(), StoreNews.inWords(e));
        }
    }

    private void pushContent(GuardedStore remote, Content content) throws IOException {
        if (!remotes.has(remote, content.hash())) {
            Path blob = local.blob(content.hash());
            if (!justRead.contains(content.hash()) && !BlobCopy.read(blob).equals(content)) {
                local.examine(content.hash());
                throw new NotKeptException("a content is damaged");
            }
            remotes.put(remote, new StoredName(Area.BLOB, content.hash()), blob, content.size());
        }
        watch.bytesMoved(content.size());
    }

    /** From a file of its own, since what lies in the local store can be replaced at any time. */
    private void pushRecord(GuardedStore remote, StoreKey key, byte[] record) throws IOException {
        Path file = local.temporary();
        try {
            Files.write(file, record, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            remotes.put(remote, new StoredName(Area.RECORD, key.hash()), file, record.length);
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
