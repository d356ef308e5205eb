package io.github.stepcache.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In random histories of edits and runs, each decision through the index is the one that content alone would give. */
class IndexHistoryTests {

    private static final int POINTS_A_HISTORY = 150;

    @Test
    void decisionsThroughTheIndexAreThoseByContent(@TempDir Path temp) throws IOException {
        long seed = Effort.seed();
        Random random = new Random(seed);
        Tally tally = new Tally("histories through the index with seed " + seed);
        for (int i = 0; i < Effort.of(4, 400); i++) {
            Path base = Files.createDirectory(temp.toRealPath().resolve("h" + i));
            IndexHistory history = new IndexHistory(base, random, tally);
            for (int points = 0; points < POINTS_A_HISTORY; points++) {
                history.goOn();
            }
        }
        tally.finish();
        assertThat(tally.count("points where it is fresh")).isPositive();
    }
}
