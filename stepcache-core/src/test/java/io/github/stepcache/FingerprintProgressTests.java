package io.github.stepcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.FingerprintProgress.Part;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is said of progress, in any country the same. */
class FingerprintProgressTests {

    private final Locale usual = Locale.getDefault();

    @AfterEach
    void comeHome() {
        Locale.setDefault(usual);
    }

    private static FingerprintProgress progress(long filesDone, long bytesDone, long files, long bytes, boolean all) {
        HashVolume read = new HashVolume(filesDone, bytesDone);
        return new FingerprintProgress(
                Part.INPUTS, filesDone, bytesDone, files, bytes, all, read, Duration.ofSeconds(10));
    }

    @Test
    void saysHowMuchOfHowMuchAndHowFast() {
        Locale.setDefault(Locale.GERMANY);

        assertThat(progress(12_000, 3_100_000_000L, 40_000, 9_000_000_000L, true)
                        .describe())
                .isEqualTo("12,000 of 40,000 files, 3.1 of 9.0 GB, 310.0 MB/s");
    }

    @Test
    void saysAtLeastUntilAllIsFound() {
        assertThat(progress(1, 20_000, 2, 999_999, false).describe())
                .isEqualTo("1 of at least 2 files, 20.0 of at least 1000.0 kB, 2.0 kB/s");
    }

    @Test
    void saysNothingOfBytesWhereNoneAreRead() {
        assertThat(progress(5, 0, 1_000_000, 0, true).describe()).isEqualTo("5 of 1,000,000 files");
    }

    @Test
    void smallNumbersAreWhole() {
        assertThat(progress(0, 50, 1, 999, true).describe()).isEqualTo("0 of 1 files, 50 of 999 B, 5 B/s");
    }

    @Test
    void noTimeIsNoDivisionByZero() {
        FingerprintProgress now =
                new FingerprintProgress(Part.INPUTS, 0, 0, 0, 0, false, HashVolume.NONE, Duration.ZERO);

        assertThat(now.bytesPerSecond()).isZero();
    }
}
