package io.github.stepcache.fingerprint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes in the files that are found, has them hashed in groups while the search goes on, and puts them in order. The search
 * goes ahead, so that soon it is known how much there is to do.
 */
final class FileCollector implements AutoCloseable {

    /** How many groups may be found before one of them is hashed here: of small files, some twenty megabytes. */
    private static final int MOST_WAITING = 1_000;

    private final KnownHashes known;
    private final LocalDevices devices;
    private final long observed;
    private final long pace;
    private final HashThreads threads;
    private final ReadWatch watch;
    private final HashBatch<FileGroup.Hashed> batch;
    private @Nullable FileGroup group;

    FileCollector(
            KnownHashes known, LocalDevices devices, long observed, long pace, HashThreads threads, ReadWatch watch) {
        this.known = known;
        this.devices = devices;
        this.observed = observed;
        this.pace = pace;
        this.threads = threads;
        this.watch = watch;
        this.batch = new HashBatch<>(threads, MOST_WAITING);
    }

    /** Begin a search; its files come in the order of their keys, but not behind those of another. */
    void begin() {
        hashGroup();
    }

    void add(String key, TreeEntry file) {
        int name = key.lastIndexOf('/') + 1;
        String directory = key.substring(0, name);
        FileStamp stamp = file.stamps().get(0);
        if (group == null || !group.takes(directory, stamp)) {
            hashGroup();
            group = new FileGroup(directory, stamp.device(), observed, pace);
        }
        group.add(key.substring(name), file.path(), stamp);
        watch.found(1, stamp.size());
    }

    /**
     * Wait until all are hashed.
     *
     * @param unreadable is told the key of each file that could not be read, and why
     */
    ReadFiles finish(BiConsumer<String, String> unreadable) {
        hashGroup();
        watch.allFound();
        List<FileBlock> blocks = new ArrayList<>();
        long effort = 0;
        for (FileGroup.Hashed files : join()) {
            files.unreadable().forEach(unreadable);
            effort += files.effort();
            blocks.add(files.block());
        }
        return new ReadFiles(FileBlockOrder.of(blocks), effort);
    }

    /** Drop what is not yet hashed. */
    @Override
    public void close() {
        batch.close();
    }

    private void hashGroup() {
        if (group != null) {
            FileGroup complete = group;
            batch.submit(() -> complete.hash(known, devices, threads, watch));
            group = null;
        }
    }

    private List<FileGroup.Hashed> join() {
        try {
            return batch.join();
        } catch (IOException e) {
            throw new UncheckedIOException("A group keeps the errors of its files to itself", e);
        }
    }
}
