package io.github.stepcache.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.FingerprintMode;
import io.github.stepcache.StepCache;
import io.github.stepcache.StepResult;
import io.github.stepcache.step.StepSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process has read of a file, and what one step has left for another, is not read again (issue 4.1). */
class KnownFilesTests {

    private static final int SIZE = 8 << 20;
    private static final StepSpec WRITER = StepSpec.named("writer")
            .outputDir(Path.of("a"))
            .requiredOutputs("big")
            .build();
    private static final StepSpec READER = StepSpec.named("reader")
            .inputs("a/big")
            .outputDir(Path.of("b"))
            .requiredOutputs("o")
            .build();

    private final Path base;

    KnownFilesTests(@TempDir Path temp) throws IOException {
        this.base = temp.toRealPath();
    }

    @Test
    void largeFileThatOneStepWritesAndAnotherReadsIsHashedOnce() throws IOException {
        long read = BytesRead.by(() -> runBoth(cache(FingerprintMode.INDEX)));

        assertThat(read).isBetween((long) SIZE, SIZE * 3L / 2);
    }

    @Test
    void itIsHashedByEachStepBeforeAndAfterTheRunWhereOnlyContentCounts() throws IOException {
        long read = BytesRead.by(() -> runBoth(cache(FingerprintMode.CONTENT)));

        assertThat(read).isGreaterThanOrEqualTo(SIZE * 3L);
    }

    @Test
    void anotherProcessWouldNotReadItAgainEither() throws IOException {
        runBoth(cache(FingerprintMode.INDEX));

        long read = BytesRead.by(() -> {
            StepCache other = cache(FingerprintMode.INDEX);
            assertThat(other.check(WRITER).isFresh()).isTrue();
            assertThat(other.check(READER).isFresh()).isTrue();
        });

        assertThat(read).isLessThan(SIZE / 2);
    }

    @Test
    void knownFileThatWasWrittenAgainIsReadAgain() throws IOException {
        StepCache cache = cache(FingerprintMode.INDEX);
        runBoth(cache);
        new Project(base)
                .shell("touch -r a/big ref; printf X | dd of=a/big conv=notrunc status=none; touch -r ref a/big");

        assertThat(cache.check(WRITER).isFresh()).isFalse();
        assertThat(cache.check(READER).isFresh()).isFalse();
    }

    private StepCache cache(FingerprintMode mode) {
        return StepCache.builder().baseDir(base).fingerprint(mode).build();
    }

    private void runBoth(StepCache cache) throws IOException {
        StepResult<?> written = cache.run(WRITER, () -> {
            Files.write(base.resolve("a/big"), new byte[SIZE]);
        });
        StepResult<?> read = cache.run(READER, () -> {
            Files.writeString(base.resolve("b/o"), "o");
        });
        assertThat(written.remembered() && read.remembered()).isTrue();
    }
}
