package io.github.stepcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.TransferProgress.Direction;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is said of progress, in any country the same. */
class TransferProgressTests {

    private final Locale usual = Locale.getDefault();

    @AfterEach
    void comeHome() {
        Locale.setDefault(usual);
    }

    @Test
    void saysHowMuchOfHowMuchAndHowFast() {
        Locale.setDefault(Locale.GERMANY);

        assertThat(new TransferProgress(
                                Direction.RESTORING, 120, 1_240_000_000L, 2_000, 2_000_000_000L, Duration.ofSeconds(4))
                        .describe())
                .isEqualTo("120 of 2,000 files, 1.2 of 2.0 GB, 310.0 MB/s");
    }

    @Test
    void emptyFilesHaveNoBytesAndNoRate() {
        assertThat(new TransferProgress(Direction.STORING, 1, 0, 3, 0, Duration.ZERO).describe())
                .isEqualTo("1 of 3 files");
    }
}
