package io.github.stepcache.fingerprint;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Takes in the files that are found, has them hashed in groups while the search goes on, and puts them in order. */
final class FileCollector {

    private final KnownHashes known;
    private final LocalDevices devices;
    private final long observed;
    private final List<FileGroup.Hashed> hashed = new ArrayList<>();
    private @Nullable FileGroup group;

    FileCollector(KnownHashes known, LocalDevices devices, long observed) {
        this.known = known;
        this.devices = devices;
        this.observed = observed;
    }

    void add(String key, TreeEntry file) {
        int name = key.lastIndexOf('/') + 1;
        String directory = key.substring(0, name);
        FileStamp stamp = file.stamps().get(0);
        if (group == null || !group.takes(directory, stamp)) {
            close();
            group = new FileGroup(directory, stamp.device(), observed);
        }
        group.add(key.substring(name), file.path(), stamp);
    }

    /**
     * Wait until all are hashed.
     *
     * @param unreadable is told the key of each file that could not be read, and why
     */
    ReadFiles finish(BiConsumer<String, String> unreadable) {
        close();
        List<FileBlock> blocks = new ArrayList<>();
        long effort = 0;
        for (FileGroup.Hashed files : hashed) {
            files.unreadable().forEach(unreadable);
            effort += files.effort();
            if (files.block().size() > 0) {
                blocks.add(files.block());
            }
        }
        return new ReadFiles(FileBlocks.inOrder(blocks), effort);
    }

    /** Begin another search: its files come in order by themselves, and not behind those of the search before. */
    void begin() {
        close();
    }

    private void close() {
        if (group != null) {
            hashed.add(group.hash(known, devices));
            group = null;
        }
    }
}
