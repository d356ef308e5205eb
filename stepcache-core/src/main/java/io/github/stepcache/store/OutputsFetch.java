package io.github.stepcache.store;

import io.github.stepcache.step.Quoted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Brings the outputs of one record into a new directory: what the local store lacks comes from remote ones into it, and
 * everything from there, verified as it is copied.
 */
final class OutputsFetch {

    private final LocalStore local;
    private final RemoteSide remotes;
    private final TransferWatch watch;
    private final StoreEntry entry;
    private final Path directory;
    private final StagedOutputs staged;

    OutputsFetch(LocalStore local, RemoteSide remotes, TransferWatch watch, StoreEntry entry, Path directory) {
        this.local = local;
        this.remotes = remotes;
        this.watch = watch;
        this.entry = entry;
        this.directory = directory;
        this.staged = new StagedOutputs(directory);
    }

    /**
     * Bring all of them.
     *
     * @throws NotKeptException if there is a content that no store has
     */
    void bring() throws IOException {
        List<OutputGroup> groups = OutputGroup.of(entry);
        List<OutputGroup> missing = local.missing(groups);
        if (!missing.isEmpty() && remotes.stores().isEmpty()) {
            examine(missing);
            throw gone(missing.get(0).content());
        }
        long toCome = OutputGroup.contentSize(missing);
        long size = OutputGroup.size(groups);
        Files.createDirectories(directory);
        DiskSpace space = new DiskSpace();
        space.add(directory, size);
        space.add(local.directory(), toCome);
        space.check();
        watch.planned(entry.files().size(), DiskSpace.sum(size, toCome));
        staged.makeDirectories(entry);
        Transfers.each(groups, missing.isEmpty() ? Transfers.FOR_DISKS : remotes.connections(), this::bring);
    }

    private void examine(List<OutputGroup> suspects) throws IOException {
        for (OutputGroup group : suspects) {
            local.examine(group.content().hash());
        }
    }

    private void bring(OutputGroup group) throws IOException {
        for (Map.Entry<String, Boolean> output : group.paths().entrySet()) {
            Path target = staged.place(output.getKey());
            bring(group.content(), target);
            if (output.getValue()) {
                StagedOutputs.makeExecutable(target);
            }
            watch.fileMoved();
        }
    }

    /** Twice: what turns out to be damaged is fetched anew, or another process has just exchanged it for what is right. */
    private void bring(Content content, Path target) throws IOException {
        if (local.has(content) && copy(content, target)) {
            return;
        }
        Files.deleteIfExists(target);
        local.examine(content.hash());
        if (!local.has(content)) {
            fill(content);
        }
        if (!copy(content, target)) {
            throw gone(content);
        }
    }

    private boolean copy(Content content, Path target) throws IOException {
        try {
            return BlobCopy.copy(local.blob(content.hash()), target, content.size(), watch::bytesMoved)
                    .equals(content);
        } catch (NoSuchFileException e) { // somebody has just cleaned up
            return false;
        } catch (IOException e) {
            local.examine(content.hash()); // where it cannot be read, it is set aside
            if (local.has(content)) {
                throw e;
            }
            return false;
        }
    }

    private void fill(Content content) throws IOException {
        for (GuardedStore remote : remotes.stores()) {
            if (local.keepContent(
                    content, file -> remotes.fetch(remote, content, file, watch).orElse(Content.NONE))) {
                return;
            }
        }
        throw gone(content);
    }

    private static NotKeptException gone(Content content) {
        return new NotKeptException(
                "no store has the content " + Quoted.line(content.hash()) + " of " + content.size() + " bytes");
    }
}
