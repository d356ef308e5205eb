package io.github.stepcache.fingerprint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the file system said of some files on one device before they were read, in arrays: a {@link FileStamp} of each. A
 * stamp that is still the same speaks for a file that is still the same; whether it proves it, {@link #vouches} says.
 *
 * @param device the device that all these files are on
 * @param observed when they were asked for, or a moment before that, in nanoseconds since 1970; {@link #NEVER} where
 *     the file system cannot be relied on
 * @param pace how many nanoseconds it can take to write a byte of them: while a single call writes a large file, its times
 *     stay what they were when the call began. Zero where it is known that nobody writes any more
 * @param numbers inode, size, modification time and change time of each
 */
@SuppressWarnings("ArrayRecordComponent") // never compared as a whole, and not given out of the package
record FileStamps(long device, long observed, long pace, long[] numbers) {

    /** The moment after which nothing was observed: no change time is older. */
    static final long NEVER = Long.MIN_VALUE;

    static final FileStamps NONE = new FileStamps(0, NEVER, 0, new long[0]);

    private static final String NUMBERS = "unix:dev,ino,size,lastModifiedTime,ctime";

    /** How many numbers there are of each file. */
    static final int EACH = 4;

    /** A hundred megabytes a second: files are written faster, unless the disk has to be waited for. */
    static final long SLOW_PACE = 10;

    /** Longer than a step of any kernel's clock: 10 ms at most on Linux. */
    private static final long CLOCK_STEP = TimeUnit.MILLISECONDS.toNanos(20);

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /** The time, as it is recorded in {@link #observed}. */
    static long now() {
        Instant now = Instant.now();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }

    /** Note the numbers of a stamp in an array that holds those of others as well. */
    static void note(FileStamp stamp, long[] numbers, int index) {
        int at = index * EACH;
        numbers[at] = stamp.inode();
        numbers[at + 1] = stamp.size();
        numbers[at + 2] = stamp.modified();
        numbers[at + 3] = stamp.changed();
    }

    FileStamp get(int index, FileStamp.Type type) {
        int at = index * EACH;
        return new FileStamp(type, device, numbers[at], numbers[at + 1], numbers[at + 2], numbers[at + 3]);
    }

    /** Those of some of the files; none, where there are none at all. */
    FileStamps part(int start, int end) {
        return numbers.length == 0
                ? this
                : new FileStamps(device, observed, pace, Arrays.copyOfRange(numbers, start * EACH, end * EACH));
    }

    int size() {
        return numbers.length / EACH;
    }

    /** When these files were last changed, as well as the file system can tell. */
    Stream<Instant> changeTimes() {
        return IntStream.range(0, size())
                .mapToObj(index -> get(index, FileStamp.Type.FILE).lastChange());
    }

    boolean isSame(int index, FileStamp stamp) {
        int at = index * EACH;
        return device == stamp.device()
                && numbers[at] == stamp.inode()
                && numbers[at + 1] == stamp.size()
                && numbers[at + 2] == stamp.modified()
                && numbers[at + 3] == stamp.changed();
    }

    /**
     * Tell whether the file system says of a path what it said of a file of these, and no link leads there. Its type need
     * not be asked for: it cannot change without the change time.
     *
     * @throws IOException if it says nothing
     */
    boolean isStill(int index, Path path) throws IOException {
        Map<String, Object> now = Files.readAttributes(path, NUMBERS, LinkOption.NOFOLLOW_LINKS);
        int at = index * EACH;
        return isNumber(device, now.get("dev"))
                && isNumber(numbers[at], now.get("ino"))
                && isNumber(numbers[at + 1], now.get("size"))
                && isTime(numbers[at + 2], now.get("lastModifiedTime"))
                && isTime(numbers[at + 3], now.get("ctime"));
    }

    private static boolean isNumber(long recorded, @Nullable Object now) {
        return now instanceof Number number && number.longValue() == recorded;
    }

    private static boolean isTime(long recorded, @Nullable Object now) {
        return now instanceof FileTime time && FileStamp.nanos(time) == recorded;
    }

    boolean isSame(int index, FileStamps other, int otherIndex) {
        int at = index * EACH;
        int otherAt = otherIndex * EACH;
        return device == other.device && Arrays.equals(numbers, at, at + EACH, other.numbers, otherAt, otherAt + EACH);
    }

    /**
     * Tell whether a file that has the same stamp later must have the same content. The change time must be clearly older
     * than the moment when it was asked for: clocks go in steps, and of two changes within one step, the second leaves
     * no trace; nor does the end of one that takes long. Whole seconds come from file systems whose steps are so long that a clock that was set back can meet
     * the same one again; they prove nothing.
     */
    boolean vouches(int index) {
        long size = numbers[index * EACH + 1];
        long changed = numbers[index * EACH + 3];
        return observed != NEVER
                && changed != FileStamp.UNKNOWN
                && changed % SECOND != 0
                && changed < observed - CLOCK_STEP - size * pace;
    }
}
