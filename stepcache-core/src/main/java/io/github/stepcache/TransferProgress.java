package io.github.stepcache;

import java.time.Duration;

/**
 * How far outputs have come on their way from or to a store.
 *
 * @param direction which way they go
 * @param filesDone how many files have been moved
 * @param bytesDone how many bytes have been moved, with those of files that are on their way
 * @param files how many files there are
 * @param bytes how many bytes they have
 * @param elapsed how long this has taken so far
 */
public record TransferProgress(
        Direction direction, long filesDone, long bytesDone, long files, long bytes, Duration elapsed) {

    /** The way that outputs go. */
    public enum Direction {
        /** From a store to the step, in place of a run. */
        RESTORING,
        /** From the step to a store, after a run. */
        STORING
    }

    /**
     * Tell how fast files are moved.
     *
     * @return bytes a second, on average
     */
    public long bytesPerSecond() {
        return FingerprintProgress.perSecond(bytesDone, elapsed);
    }

    /**
     * Say it in words.
     *
     * @return a line such as {@code 120 of 2,000 files, 1.2 of 2.0 GB, 310.0 MB/s}
     */
    public String describe() {
        return FingerprintProgress.describe(filesDone, files, bytesDone, bytes, " of ", bytesPerSecond());
    }
}
