package io.github.stepcache.trust;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.stepcache.StepCache;
import io.github.stepcache.step.StepSpec;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;

/**
 * Many systems count time in steps of 1 to 16 ms: of an input that was written a moment ago, a change within the same
 * step and its way back leave no trace, and still the run must not be remembered (contract 6.2).
 */
class InputsInOneTickTests {

    private static final int MILLISECONDS = 16;

    private static final StepSpec STEP = StepSpec.named("s")
            .inputs("in")
            .outputDir(Path.of("out"))
            .requiredOutputs("o")
            .build();

    @Test
    void inputThatChangesAndChangesBackWithinATickOfTheClockIsNeverFreshOverWrongOutputs() throws IOException {
        Tally tally = new Tally("changed and changed back within a tick");
        Configuration inTicks = Configuration.unix().toBuilder()
                .setFileTimeSource(InputsInOneTickTests::now)
                .build();
        for (int i = 0; i < Effort.of(50, 1_000); i++) {
            try (FileSystem files = Jimfs.newFileSystem(inTicks)) {
                attack(Files.createDirectories(files.getPath("/base")), tally);
            }
        }
        tally.finish();
    }

    private static void attack(Path base, Tally tally) throws IOException {
        Path input = base.resolve("in");
        StepCache cache = StepCache.builder().baseDir(base).build();
        awaitNextTick();
        Files.writeString(input, "old");
        FileTime written = now();
        cache.run(STEP, () -> {
            Files.writeString(input, "new");
            Files.writeString(base.resolve("out/o"), Files.readString(input));
            Files.writeString(input, "old");
            tally.tried(written.equals(now()) ? "within the tick of the input" : "later");
        });
        tally.check(Harm.FALSE_FRESH, cache.check(STEP).isFresh(), "output of the new content, input is the old one");
    }

    private static void awaitNextTick() {
        FileTime tick = now();
        while (tick.equals(now())) {
            Thread.onSpinWait();
        }
    }

    private static FileTime now() {
        long time = System.currentTimeMillis();
        return FileTime.fromMillis(time - time % MILLISECONDS);
    }
}
