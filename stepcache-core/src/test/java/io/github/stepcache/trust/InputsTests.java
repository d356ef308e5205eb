package io.github.stepcache.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.trust.InputsTree.Selection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A step whose inputs are changed while it runs, and changed back so that little shows, is never fresh over outputs that
 * it would not make of its inputs as they are (contract 6.2). A harm is named by its seed, which tries it again.
 */
class InputsTests {

    private static final int NO_TAMPERING = 7;
    private static final List<Selection> SELECTIONS = List.of(Selection.values());

    @TempDir
    private Path temp;

    @Test
    void tamperedRunsAreNeverFreshOverWrongOutputs() throws Exception {
        attack("inputs", temp, Effort.of(200, 20_000));
    }

    /** Many kernels and file systems count time in steps of some milliseconds, and this one does on all of them. */
    @Test
    @Tag("trust")
    void theSameHoldsWhereTimeGoesInSteps() throws Exception {
        system("mount", "-t", "ramfs", "stepcache-inputs", temp.toString());
        try {
            attack("inputs where time goes in steps", temp, Effort.of(200, 10_000));
        } finally {
            system("umount", "--lazy", temp.toString());
        }
    }

    private static void attack(String loop, Path place, int histories) throws Exception {
        Tally tally = new Tally(loop);
        for (long seed = 1; seed <= histories; seed++) {
            Selection selection = SELECTIONS.get((int) (seed % SELECTIONS.size()));
            Path base = Files.createDirectory(place.resolve("h" + seed));
            InputsHistory history = new InputsHistory(base, selection, seed, tally);
            if (seed % NO_TAMPERING == 0) {
                history.runUndisturbed();
            } else if (seed % 3 == 0) {
                history.runBesideAVandal();
            } else {
                history.runAndTamper();
            }
            delete(base);
        }
        tally.finish();
        assertThat(tally.count("undisturbed runs remembered"))
                .as("a loop that remembers nothing proves nothing")
                .isEqualTo(histories / NO_TAMPERING);
    }

    private static void delete(Path tree) throws IOException {
        try (var found = Files.walk(tree)) {
            for (Path path : found.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(path);
            }
        }
    }

    private static void system(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(String.join(" ", command)).isZero();
    }
}
