package io.github.stepcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.TransferProgress.Direction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Moving files that takes long is told of, not too often. */
class TransferMeterTests {

    private static final long MEGABYTE = 1_000_000;

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1000); // it overflows soon, as any clock may
    private final List<TransferProgress> often = new ArrayList<>();
    private final List<TransferProgress> seldom = new ArrayList<>();
    private final TransferMeter meter = new TransferMeter(Direction.RESTORING, clock::get, often::add, seldom::add);

    private void pass(long millis) {
        clock.addAndGet(Duration.ofMillis(millis).toNanos());
    }

    private void move(long bytes) {
        meter.bytesMoved(bytes);
        meter.fileMoved();
    }

    @Test
    void nothingIsToldInTheFirstTwoSeconds() {
        meter.planned(2, 20);
        pass(1999);
        move(10);

        assertThat(often).isEmpty();
        pass(1);
        meter.bytesMoved(5);
        assertThat(often)
                .containsExactly(new TransferProgress(Direction.RESTORING, 1, 15, 2, 20, Duration.ofSeconds(2)));
    }

    @Test
    void isToldFiveTimesASecondAndSeldomEveryTenSeconds() {
        meter.planned(3_000, 3_000);
        for (int millis = 0; millis < 30_000; millis += 10) {
            pass(10);
            move(1);
        }

        assertThat(often).hasSize((30_000 - 2_000) / 200 + 1);
        assertThat(seldom)
                .extracting(TransferProgress::filesDone)
                .containsExactly(1_000L - 1, 2_000L - 1, 3_000L - 1); // told with the bytes of a file, before its end
    }

    @Test
    void storeThatTakesLongToAnswerDoesNotMakeTheTransferSlow() {
        pass(9_000);
        meter.planned(4, 4 * MEGABYTE);
        pass(1_000);
        move(2 * MEGABYTE);

        assertThat(often)
                .first()
                .isEqualTo(new TransferProgress(Direction.RESTORING, 0, 0, 4, 4_000_000, Duration.ZERO));
        assertThat(often)
                .last()
                .satisfies(progress -> assertThat(progress.bytesPerSecond()).isEqualTo(2 * MEGABYTE));
        assertThat(seldom).hasSize(1);
    }

    @Test
    void anotherStoreBeginsAnew() {
        meter.planned(4, 40);
        move(10);
        pass(2_000);
        meter.planned(5, 50);

        assertThat(often).containsExactly(new TransferProgress(Direction.RESTORING, 0, 0, 5, 50, Duration.ZERO));
    }

    @Test
    void whatIsMovedTwiceIsNeverMoreThanThereIs() {
        meter.planned(1, 10);
        move(10);
        pass(2_000);
        move(10);

        assertThat(often).last().satisfies(progress -> {
            assertThat(progress.filesDone()).isLessThanOrEqualTo(progress.files());
            assertThat(progress.bytesDone()).isEqualTo(20);
            assertThat(progress.bytes()).isEqualTo(20);
        });
    }

    @Test
    void neverTellsOnTwoThreadsAtOnce() {
        AtomicBoolean telling = new AtomicBoolean();
        AtomicBoolean overlapped = new AtomicBoolean();
        AtomicLong told = new AtomicLong();
        TransferMeter shared = new TransferMeter(
                Direction.STORING,
                () -> clock.addAndGet(Duration.ofMillis(100).toNanos()),
                progress -> {
                    overlapped.compareAndSet(false, !telling.compareAndSet(false, true));
                    told.incrementAndGet();
                    Thread.onSpinWait();
                    telling.set(false);
                },
                progress -> {});
        IntStream.range(0, 8).parallel().forEach(thread -> {
            for (int file = 0; file < 1_000; file++) {
                shared.bytesMoved(3);
                shared.fileMoved();
            }
        });

        assertThat(overlapped).isFalse();
        assertThat(told.get()).isPositive();
    }
}
