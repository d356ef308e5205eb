package io.github.stepcache.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Only a change time that is clearly older than the look at a file proves something, and only if all of it is the same. */
class FileStampsTests {

    private static final long OBSERVED = 1_700_000_000_123_456_789L;
    private static final long MILLISECOND = 1_000_000;
    private static final FileStamp STAMP = stamp(OBSERVED - 20 * MILLISECOND - 1);

    private static FileStamp stamp(long changed) {
        return new FileStamp(FileStamp.Type.FILE, 1, 2, 3, 4, changed);
    }

    private static FileStamps stamps(long observed, FileStamp stamp) {
        return stamps(observed, stamp, 0);
    }

    private static FileStamps stamps(long observed, FileStamp stamp, long pace) {
        long[] numbers = new long[FileStamps.EACH];
        FileStamps.note(stamp, numbers, 0);
        return new FileStamps(stamp.device(), observed, pace, numbers);
    }

    @Test
    void clearlyOlderChangeTimeVouches() {
        assertThat(stamps(OBSERVED, STAMP).vouches(0)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1_000_000_000, -1, 0, 1, MILLISECOND, 4 * MILLISECOND, 10 * MILLISECOND, 20 * MILLISECOND})
    void changeTimeOfTheSameTickOrFromTheFutureDoesNot(long age) {
        assertThat(stamps(OBSERVED, stamp(OBSERVED - age)).vouches(0)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3_600})
    void wholeSecondDoesNot(long age) {
        long second = (OBSERVED / 1_000_000_000 - age) * 1_000_000_000;

        assertThat(stamps(OBSERVED, stamp(second)).vouches(0)).isFalse();
        assertThat(stamps(OBSERVED, stamp(second + 1)).vouches(0)).isTrue();
    }

    /** One call can write a gigabyte, and the change time is that of its beginning. */
    @Test
    void largeFileThatMayStillBeWrittenDoesNot() {
        long size = 1 << 30;
        long enough = 20 * MILLISECOND + size * FileStamps.SLOW_PACE;
        FileStamp young = new FileStamp(FileStamp.Type.FILE, 1, 2, size, 4, OBSERVED - enough);
        FileStamp old = new FileStamp(FileStamp.Type.FILE, 1, 2, size, 4, OBSERVED - enough - 1);

        assertThat(stamps(OBSERVED, young, FileStamps.SLOW_PACE).vouches(0)).isFalse();
        assertThat(stamps(OBSERVED, old, FileStamps.SLOW_PACE).vouches(0)).isTrue();
        assertThat(stamps(OBSERVED, young, 0).vouches(0)).isTrue();
    }

    @Test
    void unknownChangeTimeAndUnreliableFileSystemDoNot() {
        assertThat(stamps(OBSERVED, stamp(FileStamp.UNKNOWN)).vouches(0)).isFalse();
        assertThat(stamps(FileStamps.NEVER, STAMP).vouches(0)).isFalse();
    }

    static Stream<FileStamp> others() {
        long changed = STAMP.changed();
        return Stream.of(
                new FileStamp(FileStamp.Type.FILE, 9, 2, 3, 4, changed),
                new FileStamp(FileStamp.Type.FILE, 1, 9, 3, 4, changed),
                new FileStamp(FileStamp.Type.FILE, 1, 2, 9, 4, changed),
                new FileStamp(FileStamp.Type.FILE, 1, 2, 3, 9, changed),
                new FileStamp(FileStamp.Type.FILE, 1, 2, 3, 4, changed + 1));
    }

    @ParameterizedTest
    @MethodSource("others")
    void anyOtherNumberIsAnotherStamp(FileStamp other) {
        FileStamps stamps = stamps(OBSERVED, STAMP);

        assertThat(stamps.isSame(0, STAMP)).isTrue();
        assertThat(stamps.isSame(0, other)).isFalse();
        assertThat(stamps.isSame(0, stamps(OBSERVED, other), 0)).isFalse();
    }
}
