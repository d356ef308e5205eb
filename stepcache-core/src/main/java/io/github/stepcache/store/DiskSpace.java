package io.github.stepcache.store;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** What is going to be written, by disk, to see beforehand whether there is room for it. Not for many threads. */
final class DiskSpace {

    private final Map<FileStore, Long> needed = new HashMap<>();

    /**
     * Add something that is going to be written.
     *
     * @param directory into which; it need not be there yet
     * @param bytes how many
     */
    void add(Path directory, long bytes) throws IOException {
        Path place = directory.toAbsolutePath();
        while (!Files.exists(place)) {
            place = Objects.requireNonNull(place.getParent(), "a root is there");
        }
        needed.merge(Files.getFileStore(place), bytes, DiskSpace::sum);
    }

    /**
     * Look whether there is room for all of it.
     *
     * @throws FileSystemException if there is not
     */
    void check() throws IOException {
        for (Map.Entry<FileStore, Long> disk : needed.entrySet()) {
            long usable = disk.getKey().getUsableSpace();
            boolean known = disk.getKey().getTotalSpace() > 0; // some systems say zero of everything
            if (known && disk.getValue() > usable) {
                throw new FileSystemException(disk.getKey().name(), null, "there is not enough room on the disk");
            }
        }
    }

    /** Add sizes that anybody may have claimed. */
    static long sum(long left, long right) {
        long sum = left + right;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }
}
