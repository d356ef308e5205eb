package io.github.stepcache.fingerprint;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Builds one {@link FileBlock} out of files that come in the order of their names. */
final class FileBlockBuilder {

    private final byte[] directory;
    private final ByteArrayOutputStream names = new ByteArrayOutputStream();
    private final ByteArrayOutputStream hashes = new ByteArrayOutputStream();
    private int[] ends = new int[16];
    private int count;

    /** Start with no file of a directory, whose key is empty or ends with a slash. */
    FileBlockBuilder(String directory) {
        this.directory = directory.getBytes(UTF_8);
    }

    void add(String name, byte[] hash) {
        names.writeBytes(name.getBytes(UTF_8));
        hashes.writeBytes(hash);
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, Math.min(2 * count, FileBlock.MOST_FILES));
        }
        ends[count++] = names.size();
    }

    int size() {
        return count;
    }

    FileBlock build(FileStamps stamps) {
        return new FileBlock(directory, names.toByteArray(), Arrays.copyOf(ends, count), hashes.toByteArray(), stamps);
    }
}
