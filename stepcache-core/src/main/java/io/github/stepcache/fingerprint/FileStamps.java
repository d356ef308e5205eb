package io.github.stepcache.fingerprint;

import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * What the file system said of some files of one directory before they were read, as numbers: inode, size, modification
 * time and change time of each, in nanoseconds. They tell whether a file is still as it was; and some of them vouch for
 * that, others only speak against it.
 *
 * @param device the device that all these files are on
 * @param observed when the first of them was asked, in nanoseconds; {@link #NEVER} where the file system cannot be relied
 *     on to give each change a new time
 * @param numbers four numbers of each file
 */
@SuppressWarnings("ArrayRecordComponent") // never compared as a whole, and not given out of the package
record FileStamps(long device, long observed, long[] numbers) {

    /** The moment of what no time can vouch for. */
    static final long NEVER = Long.MIN_VALUE;

    static final FileStamps NONE = new FileStamps(0, NEVER, new long[0]);

    /** Longer than a step of any kernel's clock: 10 ms at most on Linux. */
    private static final long CLOCK_STEP = TimeUnit.MILLISECONDS.toNanos(20);

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private static final int EACH = 4;

    static long[] numbers(FileStamp stamp) {
        return new long[] {
            stamp.inode(),
            stamp.size(),
            nanos(stamp.modified()),
            stamp.changed().map(FileStamps::nanos).orElse(NEVER)
        };
    }

    static long now() {
        Instant now = Instant.now();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }

    int size() {
        return numbers.length / EACH;
    }

    /** Tell whether a file is still, or again, what it was. */
    boolean isSame(int index, FileStamp stamp) {
        return stamp.device() == device
                && Arrays.equals(numbers, index * EACH, (index + 1) * EACH, numbers(stamp), 0, EACH);
    }

    boolean isSame(int index, FileStamps other, int otherIndex) {
        return device == other.device
                && Arrays.equals(
                        numbers,
                        index * EACH,
                        (index + 1) * EACH,
                        other.numbers,
                        otherIndex * EACH,
                        (otherIndex + 1) * EACH);
    }

    /**
     * Tell whether a file that has this stamp still must have the content that it had when it was read. Its change time
     * must be clearly older than the moment when it was asked for: the clock goes in steps, and of two changes within
     * one step the second leaves no trace. Nor are times in whole seconds relied on: they come from file systems whose
     * steps are so long that a clock that is set back can meet the same one again.
     */
    boolean vouches(int index) {
        long changed = numbers[index * EACH + 3];
        return observed != NEVER && changed != NEVER && changed % SECOND != 0 && changed < observed - CLOCK_STEP;
    }

    private static long nanos(FileTime time) {
        return time.to(TimeUnit.NANOSECONDS);
    }
}
