package io.github.stepcache;

/**
 * How much was read and hashed in one call of a step: inputs, outputs, and both again after a run. What the file system
 * proves to be unchanged is not read, and does not count.
 *
 * @param files how many files were read to their end
 * @param bytes how many bytes were read
 */
public record HashVolume(long files, long bytes) {

    /** Nothing was read. */
    public static final HashVolume NONE = new HashVolume(0, 0);

    /**
     * Tell what was read since.
     *
     * @param earlier what had been read at an earlier moment
     * @return the difference
     */
    HashVolume since(HashVolume earlier) {
        return new HashVolume(files - earlier.files, bytes - earlier.bytes);
    }
}
