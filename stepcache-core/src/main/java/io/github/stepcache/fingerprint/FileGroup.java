package io.github.stepcache.fingerprint;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Some files of one directory that were found and are yet to be hashed, in the order of their names. */
final class FileGroup {

    /** What is more than that is shared out among threads. */
    private static final long MOST_BYTES = 1 << 22;

    private final String directory;
    private final long device;
    private final long observed;
    private final long pace;
    private final List<String> names = new ArrayList<>();
    private final List<Path> paths = new ArrayList<>();
    private final List<FileStamp> stamps = new ArrayList<>();
    private long bytes;

    FileGroup(String directory, long device, long observed, long pace) {
        this.directory = directory;
        this.device = device;
        this.observed = observed;
        this.pace = pace;
    }

    /** Tell whether a file belongs into this group. */
    boolean takes(String itsDirectory, FileStamp stamp) {
        return names.size() < FileBlock.MOST_FILES
                && bytes < MOST_BYTES
                && directory.equals(itsDirectory)
                && device == stamp.device();
    }

    void add(String name, Path path, FileStamp stamp) {
        names.add(name);
        paths.add(path);
        stamps.add(stamp);
        bytes += stamp.size();
    }

    /**
     * What became of the files of a group.
     *
     * @param block those whose hash is known now
     * @param unreadable why the others could not be read, by key
     * @param effort how many bytes were read of those whose hash was not known before
     */
    record Hashed(FileBlock block, Map<String, String> unreadable, long effort) {}

    /** Find the hash of each file; where all are known, it was proved already that nobody wrote to them any more. */
    Hashed hash(KnownHashes known, LocalDevices devices, HashThreads threads, ReadWatch watch) {
        FileBlockBuilder block = new FileBlockBuilder(directory);
        long[] numbers = new long[names.size() * FileStamps.EACH];
        Map<String, String> unreadable = new TreeMap<>();
        @Nullable ContentReader reader = null; // made only if there is something to read
        long effort = 0;
        for (int i = 0; i < names.size(); i++) {
            String key = directory + names.get(i);
            Optional<byte[]> hash = known.find(key, stamps.get(i));
            try {
                if (hash.isEmpty()) {
                    effort += ReadFiles.effort(stamps.get(i).size());
                    reader = reader == null ? new ContentReader(threads, watch) : reader;
                    hash = Optional.of(reader.hash(paths.get(i)));
                } else {
                    watch.skipped(1, stamps.get(i).size());
                }
                FileStamps.note(stamps.get(i), numbers, block.size());
                block.add(names.get(i), hash.get());
            } catch (IOException e) {
                unreadable.put(key, Problems.inWords(e));
                watch.skipped(1, stamps.get(i).size());
            }
        }
        boolean proved = effort == 0;
        boolean reliable = proved || devices.canVouch(stamps.get(0), paths.get(0));
        FileStamps noted = new FileStamps(
                device,
                reliable ? observed : FileStamps.NEVER,
                proved ? 0 : pace,
                Arrays.copyOf(numbers, block.size() * FileStamps.EACH));
        return new Hashed(block.build(noted), unreadable, effort);
    }
}
