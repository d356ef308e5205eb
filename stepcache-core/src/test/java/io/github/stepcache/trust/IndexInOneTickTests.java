package io.github.stepcache.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.trust.IndexEditor.Edit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Inputs are edited the moment their index was written, keeping their size and modification time, often within the same
 * tick of the clock; no edit is ever missed (issue 4.1).
 */
class IndexInOneTickTests {

    private static final int ROUNDS_BETWEEN_WAITS = 8;

    @TempDir
    private Path temp;

    @ParameterizedTest
    @EnumSource
    void editRightAfterTheIndexWasWrittenIsNoticed(IndexEditor.Hand hand) throws Exception {
        attack("edits after the index", temp.toRealPath(), hand, Effort.of(300, 100_000));
    }

    /** Newer kernels give changes that somebody has looked at times of their own, but not on this file system. */
    @ParameterizedTest
    @EnumSource
    @Tag("trust")
    void theSameHoldsWhereTimeGoesInSteps(IndexEditor.Hand hand) throws Exception {
        system("mount", "-t", "ramfs", "stepcache-index", temp.toString());
        try {
            attack(
                    "edits after the index where time goes in steps",
                    temp.toRealPath(),
                    hand,
                    Effort.of(1_500, 100_000));
        } finally {
            system("umount", "--lazy", temp.toString());
        }
    }

    @Test
    void undisturbedIndexProvesItsInputs() throws IOException {
        IndexEditor.Tree tree = new IndexEditor.Tree(temp.toRealPath());
        tree.write();
        tree.settle();

        assertThat(tree.writeIndex()).isTrue();
        assertThat(tree.readByIndex()).isEqualTo(tree.readContent());
    }

    private static void attack(String loop, Path base, IndexEditor.Hand hand, int rounds) throws Exception {
        long seed = Effort.seed();
        Random random = new Random(seed);
        Tally tally = new Tally(loop + " by " + hand + " with seed " + seed);
        IndexEditor.Tree tree = new IndexEditor.Tree(base);
        try (IndexEditor editor = IndexEditor.of(hand, base)) {
            for (int round = 0; round < rounds; round++) {
                tree.write();
                if (random.nextInt(ROUNDS_BETWEEN_WAITS) == 0) {
                    tree.stir(random);
                }
                tally.tried(tree.writeIndex() ? "indexes" : "times without an index");
                Edit edit = Edit.any(random);
                editor.perform(edit);
                boolean missed = !tree.readByIndex().equals(tree.readContent());
                tally.check(Harm.FALSE_FRESH, missed, edit + " in round " + round);
            }
        }
        tally.finish();
        assertThat(tally.count("indexes"))
                .as("a loop without an index proves nothing")
                .isPositive();
    }

    private static void system(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(String.join(" ", command)).isZero();
    }
}
