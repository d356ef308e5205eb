package io.github.stepcache.fingerprint;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * Some files of one directory in the order of their names, with the hash of each and perhaps its stamp, in arrays: a
 * million files must fit where objects for each would not. Immutable once it is built.
 *
 * @param directory the key of the directory with a slash behind it, in UTF-8; empty for files without one
 * @param names the names of the files in UTF-8, one after the other
 * @param ends where each name ends
 * @param hashes the hashes, {@value Sha256#BYTES} bytes each
 * @param stamps what the file system said of each file before it was read; none where nobody asked
 */
@SuppressWarnings("ArrayRecordComponent") // never compared as a whole, and not given out of the package
record FileBlock(byte[] directory, byte[] names, int[] ends, byte[] hashes, FileStamps stamps) {

    /** Large enough to share what files of one directory have in common, small enough to be moved about. */
    static final int MOST_FILES = 256;

    static final FileBlock EMPTY = new FileBlock(new byte[0], new byte[0], new int[0], new byte[0], FileStamps.NONE);

    int size() {
        return ends.length;
    }

    int start(int index) {
        return index == 0 ? 0 : ends[index - 1];
    }

    int nameLength(int index) {
        return ends[index] - start(index);
    }

    String directoryKey() {
        return new String(directory, UTF_8);
    }

    String name(int index) {
        return new String(names, start(index), nameLength(index), UTF_8);
    }

    String key(int index) {
        return new String(keyBytes(index), UTF_8);
    }

    byte[] keyBytes(int index) {
        byte[] key = Arrays.copyOf(directory, directory.length + nameLength(index));
        System.arraycopy(names, start(index), key, directory.length, key.length - directory.length);
        return key;
    }

    String hash(int index) {
        return HexFormat.of().formatHex(hashes, index * Sha256.BYTES, (index + 1) * Sha256.BYTES);
    }

    byte[] digest(int index) {
        return Arrays.copyOfRange(hashes, index * Sha256.BYTES, (index + 1) * Sha256.BYTES);
    }

    boolean hasHash(int index, FileBlock other, int otherIndex) {
        return Arrays.equals(
                hashes,
                index * Sha256.BYTES,
                (index + 1) * Sha256.BYTES,
                other.hashes,
                otherIndex * Sha256.BYTES,
                (otherIndex + 1) * Sha256.BYTES);
    }

    boolean hasKey(int index, FileBlock other, int otherIndex) {
        return Arrays.equals(directory, other.directory)
                && Arrays.equals(
                        names, start(index), ends[index], other.names, other.start(otherIndex), other.ends[otherIndex]);
    }

    /** Tell whether another block has the same files with the same hashes, whatever their stamps. */
    boolean hasSameHashesAs(FileBlock other) {
        return Arrays.equals(directory, other.directory)
                && Arrays.equals(names, other.names)
                && Arrays.equals(ends, other.ends)
                && Arrays.equals(hashes, other.hashes);
    }

    /** Compare the key of a file with another key, in code point order, which is that of the bytes in UTF-8. */
    int compare(int index, byte[] key) {
        int shared = Math.min(directory.length, key.length);
        int order = Arrays.compareUnsigned(directory, 0, directory.length, key, 0, shared);
        return order != 0 ? order : Arrays.compareUnsigned(names, start(index), ends[index], key, shared, key.length);
    }

    /** Tell how many keys are before one. */
    int placeOf(byte[] key) {
        int found = find(key);
        return found < 0 ? -(found + 1) : found;
    }

    /** Find a key; a negative answer says, as that of {@link Arrays#binarySearch(int[], int)}, where it would be. */
    int find(byte[] key) {
        int low = 0;
        int high = size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = compare(middle, key);
            if (order == 0) {
                return middle;
            }
            low = order < 0 ? middle + 1 : low;
            high = order < 0 ? high : middle - 1;
        }
        return -(low + 1);
    }
}
