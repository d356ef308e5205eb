package io.github.stepcache.store;

import io.github.stepcache.step.Quoted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Copies the outputs of one run into the local store, as far as they are not there yet. */
final class OutputsCopy {

    private final LocalStore local;
    private final Path outputDir;
    private final TransferWatch watch;
    private final List<OutputGroup> groups;
    private final Set<String> copied = ConcurrentHashMap.newKeySet();

    OutputsCopy(LocalStore local, List<OutputGroup> groups, Path outputDir, TransferWatch watch) {
        this.local = local;
        this.outputDir = outputDir;
        this.watch = watch;
        this.groups = groups;
    }

    /**
     * Copy them.
     *
     * @throws NotKeptException if they are no longer as the record says
     */
    void keepContents() throws IOException {
        List<OutputGroup> missing = local.missing(groups);
        DiskSpace space = new DiskSpace();
        space.add(local.directory(), OutputGroup.contentSize(missing));
        space.check();
        Set<Content> absent = new HashSet<>();
        missing.forEach(group -> absent.add(group.content()));
        Transfers.each(groups, Transfers.FOR_DISKS, group -> keep(group, absent.contains(group.content())));
    }

    /** The hashes of what was copied, and so has been read just now. */
    Set<String> copied() {
        return copied;
    }

    private void keep(OutputGroup group, boolean absent) throws IOException {
        Content content = group.content();
        int others = group.paths().size();
        if (!absent && local.has(content)) {
            local.touchContent(content.hash());
        } else {
            copy(content, group.paths().keySet().iterator().next());
            others--;
        }
        watch.bytesMoved(others * content.size());
        group.paths().keySet().forEach(path -> watch.fileMoved());
    }

    private void copy(Content content, String path) throws IOException {
        Path source = OutputPath.in(outputDir, path)
                .orElseThrow(() -> new NotKeptException("the output " + Quoted.of(path) + " cannot be called so"));
        boolean same;
        try {
            same = local.keepContent(content, copy -> BlobCopy.copy(source, copy, content.size(), watch::bytesMoved));
        } catch (NoSuchFileException e) {
            if (Files.exists(source)) {
                throw e;
            }
            same = false;
        }
        if (!same) {
            throw new NotKeptException("the output " + Quoted.of(path) + " has changed since the run");
        }
        copied.add(content.hash());
    }
}
