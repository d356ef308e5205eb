package io.github.stepcache.store;

import io.github.stepcache.store.StoredName.Area;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;

/** Sends what the local store has of one run to a remote store: first the contents, then the record that speaks of them. */
final class Pushing {

    private final LocalStore local;
    private final RemoteSide remotes;
    private final TransferWatch watch;

    Pushing(LocalStore local, RemoteSide remotes, TransferWatch watch) {
        this.local = local;
        this.remotes = remotes;
        this.watch = watch;
    }

    /**
     * Send what the remote store has not.
     *
     * @param justRead the hashes of the contents that need not be looked at again before they are sent
     * @param record the record as it is stored
     */
    void push(GuardedStore remote, List<OutputGroup> groups, Set<String> justRead, StoreKey key, byte[] record)
            throws IOException {
        Transfers.each(groups, remotes.connections(), group -> {
            Content content = group.content();
            if (!remotes.has(remote, content.hash())) {
                Path blob = local.blob(content.hash());
                if (!justRead.contains(content.hash()) && !BlobCopy.read(blob).equals(content)) {
                    local.examine(content.hash());
                    throw new NotKeptException("a content is damaged");
                }
                remotes.put(remote, new StoredName(Area.BLOB, content.hash()), blob, content.size());
            }
            watch.bytesMoved(content.size());
        });
        Path file = local.temporary();
        try {
            Files.write(file, record, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            Transfers.each(
                    List.of(file),
                    1,
                    copy -> remotes.put(remote, new StoredName(Area.RECORD, key.hash()), copy, record.length));
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
