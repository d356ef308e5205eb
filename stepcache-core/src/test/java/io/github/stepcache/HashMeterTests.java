package io.github.stepcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.FingerprintProgress.Part;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Reading that takes long is told of, not too often, and all that is read is counted. */
class HashMeterTests {

    private static final long MEGABYTE = 1_000_000;

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1000); // it overflows soon, as any clock may
    private final List<FingerprintProgress> often = new ArrayList<>();
    private final List<FingerprintProgress> seldom = new ArrayList<>();
    private final HashMeter meter = new HashMeter(clock::get, often::add, seldom::add);

    private void pass(long millis) {
        clock.addAndGet(Duration.ofMillis(millis).toNanos());
    }

    private void read(long bytes) {
        meter.read(bytes);
        meter.ended();
    }

    @Test
    void nothingIsToldInTheFirstTwoSeconds() {
        meter.found(1, 10);
        pass(1999);
        read(10);

        assertThat(often).isEmpty();
        pass(1);
        read(10);
        assertThat(often).hasSize(1);
    }

    @Test
    void isToldFiveTimesASecondAndSeldomEveryTenSeconds() {
        for (int millis = 0; millis < 30_000; millis += 10) {
            pass(10);
            read(1);
        }

        assertThat(often).hasSize((30_000 - 2_000) / 200 + 1);
        assertThat(seldom).hasSize(3);
        assertThat(seldom)
                .extracting(FingerprintProgress::elapsed)
                .containsExactly(Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(30));
    }

    @Test
    void whatWasDoneBeforeTheStepRanCountsInTheVolumeButNotInThePatience() {
        read(5);
        pass(60_000);
        meter.restart();
        meter.outputsBegin();
        pass(1_000);
        read(7);

        assertThat(often).isEmpty();
        assertThat(meter.volume()).isEqualTo(new HashVolume(2, 12));
    }

    @Test
    void eachSearchBeginsAnew() {
        meter.inputsBegin();
        meter.found(3, 30);
        read(10);
        meter.skipped(1, 10);
        meter.outputsBegin();
        pass(4_000);
        meter.found(5, 5 * MEGABYTE);
        meter.allFound();
        pass(1_000);
        meter.skipped(1, MEGABYTE);
        read(MEGABYTE);
        pass(1_000);
        meter.read(MEGABYTE / 2);

        assertThat(often)
                .last()
                .isEqualTo(new FingerprintProgress(
                        Part.OUTPUTS,
                        2,
                        2_500_000,
                        5,
                        5 * MEGABYTE,
                        true,
                        new HashVolume(1, 1_500_000),
                        Duration.ofSeconds(6)));
        assertThat(often.get(often.size() - 1).bytesPerSecond()).isEqualTo(250_000);
    }

    @Test
    void fileThatHasGrownWasFoundThatLarge() {
        meter.found(1, 10);
        pass(2_000);
        meter.read(1_000);

        assertThat(often).singleElement().satisfies(progress -> {
            assertThat(progress.bytesFound()).isEqualTo(1_000);
            assertThat(progress.allFound()).isFalse();
        });
    }

    @Test
    void neverTellsOnTwoThreadsAtOnceAndCountsAll() {
        AtomicBoolean telling = new AtomicBoolean();
        AtomicBoolean overlapped = new AtomicBoolean();
        AtomicLong told = new AtomicLong();
        HashMeter shared = new HashMeter(
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
                shared.read(3);
                shared.ended();
            }
        });

        assertThat(overlapped).isFalse();
        assertThat(told.get()).isPositive();
        assertThat(shared.volume()).isEqualTo(new HashVolume(8_000, 24_000));
    }

    @Test
    void listenerThatTellsAgainIsNotToldWithinItself() {
        List<HashMeter> meters = new ArrayList<>();
        meters.add(new HashMeter(
                () -> clock.addAndGet(Duration.ofSeconds(3).toNanos()),
                progress -> {
                    often.add(progress);
                    meters.get(0).read(1);
                },
                progress -> {}));
        meters.get(0).read(1);

        assertThat(often).hasSize(1);
    }
}
