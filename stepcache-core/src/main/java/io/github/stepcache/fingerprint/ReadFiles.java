package io.github.stepcache.fingerprint;

/**
 * Files whose hashes were looked for.
 *
 * @param hashes their hashes, with their stamps
 * @param effort how many bytes of them had to be read for that, see {@link #effort(long)}
 */
record ReadFiles(ContentHashes hashes, long effort) {

    static final ReadFiles NONE = new ReadFiles(ContentHashes.none(), 0);

    /** To open a file takes as long as to hash so many bytes. */
    private static final long OPENING = 1 << 13;

    /** To ask for a file takes as long as to hash so many bytes. */
    private static final long ASKING = 1 << 10;

    /** Tell how many bytes could be hashed while directories are listed and files in them asked for. */
    static long effort(int directories, int files) {
        return directories * OPENING + files * ASKING;
    }

    /** Tell how many bytes it takes to read a file, all in all. */
    static long effort(long size) {
        return OPENING + size;
    }
}
