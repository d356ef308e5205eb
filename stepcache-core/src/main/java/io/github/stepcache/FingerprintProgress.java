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
        double seconds = Math.max(1, elapsed.toNanos()) / 1e9;
        return Math.round(read.bytes() / seconds);
    }

    /**
     * Say it in words.
     *
     * @return a line such as {@code 12,000 of 40,000 files, 3.1 of 9.0 GB, 310.0 MB/s}
     */
    public String describe() {
        String of = allFound ? " of " : " of at least ";
        String files = String.format(Locale.ROOT, "%,d%s%,d files", filesDone, of, filesFound);
        Unit unit = Unit.of(bytesFound);
        String bytes = bytesFound == 0 ? "" : ", " + unit.number(bytesDone) + of + unit.write(bytesFound);
        long rate = bytesPerSecond();
        return files + bytes + (rate == 0 ? "" : ", " + Unit.of(rate).write(rate) + "/s");
    }

    /** What bytes are counted in, so that numbers stay short. */
    private enum Unit {
        B(1),
        KB(1_000),
        MB(1_000_000),
        GB(1_000_000_000),
        TB(1_000_000_000_000L);

        private final long bytes;

        Unit(long bytes) {
            this.bytes = bytes;
        }

        static Unit of(long count) {
            Unit fitting = B;
            for (Unit unit : values()) {
                fitting = unit.bytes <= count ? unit : fitting;
            }
            return fitting;
        }

        String number(long count) {
            return this == B ? Long.toString(count) : String.format(Locale.ROOT, "%.1f", (double) count / bytes);
        }

        String write(long count) {
            return number(count) + " " + (this == KB ? "kB" : name());
        }
    }
}
