package io.github.stepcache;

import java.time.Duration;
import java.util.Locale;

/**
 * How far the search for changes in the inputs or outputs of a step has come.
 *
 * @param part which files are looked at
 * @param filesDone how many files were looked at: read, or proved to be unchanged
 * @param bytesDone how many bytes these have, with those of files that are being read
 * @param filesFound how many files were found so far
 * @param bytesFound how many bytes these have, as far as is known before they are read
 * @param allFound whether these are all; if not, there are at least so many
 * @param read what was read
 * @param elapsed how long this part has taken so far
 */
public record FingerprintProgress(
        Part part,
        long filesDone,
        long bytesDone,
        long filesFound,
        long bytesFound,
        boolean allFound,
        HashVolume read,
        Duration elapsed) {

    /** The files of a step that can be looked at. */
    public enum Part {
        /** What it reads. */
        INPUTS,
        /** What it has to leave. */
        OUTPUTS
    }

    /**
     * Tell how fast files are read.
     *
     * @return bytes a second, on average
     */
    public long bytesPerSecond() {
        return perSecond(read.bytes(), elapsed);
    }

    /**
     * Say it in words.
     *
     * @return a line such as {@code 12,000 of 40,000 files, 3.1 of 9.0 GB, 310.0 MB/s}
     */
    public String describe() {
        return describe(
                filesDone, filesFound, bytesDone, bytesFound, allFound ? " of " : " of at least ", bytesPerSecond());
    }

    static long perSecond(long bytes, Duration elapsed) {
        double seconds = Math.max(1, elapsed.toNanos()) / 1e9;
        return Math.round(bytes / seconds);
    }

    /** Say how much is done of how much, and at which rate, as for all kinds of progress. */
    static String describe(long filesDone, long files, long bytesDone, long bytes, String of, long rate) {
        String ofFiles = String.format(Locale.ROOT, "%,d%s%,d files", filesDone, of, files);
        ByteUnit unit = ByteUnit.of(bytes);
        String ofBytes = bytes == 0 ? "" : ", " + unit.number(bytesDone) + of + unit.write(bytes);
        return ofFiles + ofBytes + (rate == 0 ? "" : ", " + ByteUnit.of(rate).write(rate) + "/s");
    }
}
