package io.github.stepcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.FingerprintProgress.Part;
import io.github.stepcache.step.InputContent;
import io.github.stepcache.step.StepSpec;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Counting, and telling of, what is read in a whole call: the clock goes on by itself at each look at it. */
class FingerprintingTests {

    private static final int FILES = 300;

    private final Pipeline pipeline;
    private final CallsTold told = new CallsTold();
    private final LogCapture log = new LogCapture();
    private final AtomicLong clock = new AtomicLong();

    FingerprintingTests(@TempDir Path base) {
        this.pipeline = Pipeline.in(base);
        for (int file = 1; file < FILES; file++) {
            pipeline.write("raw/" + file % 7 + "/" + file + ".csv", "a,1");
        }
    }

    @AfterEach
    void endCapture() {
        log.close();
    }

    /** A cache for which each look at the clock takes as long as this. */
    private StepCacheBuilder settings(Duration look) {
        return pipeline.settings()
                .nanoTime(() -> clock.addAndGet(look.toNanos()))
                .listener(told);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void slowReadingIsToldFromItsBeginningToItsEnd(int threads) {
        pipeline.run(settings(Duration.ofMillis(50)).hashThreads(threads).build());

        List<FingerprintProgress> inputs = firstSearch();
        assertThat(inputs).isNotEmpty();
        assertThat(inputs).isSortedAccordingTo(Comparator.comparing(FingerprintProgress::filesDone));
        assertThat(inputs).isSortedAccordingTo(Comparator.comparing(FingerprintProgress::filesFound));
        assertThat(inputs).allSatisfy(progress -> {
            assertThat(progress.filesDone()).isLessThanOrEqualTo(progress.filesFound());
            assertThat(progress.filesFound()).isLessThanOrEqualTo(FILES);
            assertThat(progress.bytesFound()).isLessThanOrEqualTo(3 * FILES);
        });
        assertThat(log.infos())
                .anyMatch(line -> line.matches("Step \"report\" is checking its inputs:"
                        + " \\d+ of (at least )?\\d+ files, \\d+ of (at least )?\\d+ B, \\d+ B/s"));
    }

    @Test
    void searchGoesAheadSoThatItIsKnownHowManyFilesThereAre() {
        pipeline.run(settings(Duration.ofMillis(50)).hashThreads(1).build());

        assertThat(firstSearch()).anySatisfy(progress -> {
            assertThat(progress.allFound()).isTrue();
            assertThat(progress.filesFound()).isEqualTo(FILES);
            assertThat(progress.filesDone()).isLessThan(FILES / 2);
        });
    }

    /** Up to where time begins anew. */
    private List<FingerprintProgress> firstSearch() {
        List<FingerprintProgress> all = told.progress();
        int end = 1;
        while (end < all.size()
                && all.get(end - 1).elapsed().compareTo(all.get(end).elapsed()) < 0) {
            end++;
        }
        return all.subList(0, end);
    }

    @Test
    void quickReadingIsNotTold() {
        pipeline.run(settings(Duration.ofNanos(1)).build());

        assertThat(told.progress()).isEmpty();
        assertThat(log.infos()).hasSize(1);
    }

    @Test
    void slowCheckIsLoggedAndNoListenerIsTold() {
        settings(Duration.ofMillis(100)).build().check(pipeline.step());

        assertThat(told.progress()).isEmpty();
        assertThat(log.infos()).isNotEmpty().allMatch(line -> line.contains("is checking its inputs"));
    }

    @Test
    void filesThatAreProvedToBeUnchangedAreToldAndNotCounted() {
        StepCache content = pipeline.settings()
                .fingerprint(FingerprintMode.CONTENT)
                .listener(told)
                .build();

        assertThat(pipeline.run(content).hashed()).isEqualTo(new HashVolume(2 * FILES + 1, 6 * FILES + 13));
        assertThat(pipeline.run(content).hashed()).isEqualTo(new HashVolume(FILES + 1, 3 * FILES + 13));
    }

    @Test
    void fileThatFailsToBeReadIsNoReasonToWaitForItsEnd() {
        pipeline.write("raw/large.csv", "x".repeat(10_000_000));
        StepResult<String> result = pipeline.run(settings(Duration.ofMillis(50))
                .fingerprint(FingerprintMode.CONTENT)
                .build());

        assertThat(result.hashed().files()).isEqualTo(2 * (FILES + 1) + 1);
        assertThat(result.hashed().bytes()).isEqualTo(2 * (3 * FILES + 10_000_000) + 13);
    }

    @Test
    void inputsThatAreNoFilesCountAsWell() {
        StepSpec sourced = pipeline.declaration()
                .inputSource(
                        "made:up",
                        () -> List.of(new InputContent.Streamed(
                                "made://up", () -> new ByteArrayInputStream(new byte[1_000]))))
                .build();
        StepResult<String> result =
                pipeline.settings().fingerprint(FingerprintMode.CONTENT).build().run(sourced, pipeline::work);

        assertThat(result.hashed()).isEqualTo(new HashVolume(2 * (FILES + 1) + 1, 2 * (3 * FILES + 1_000) + 13));
    }

    @Test
    void outputsAreAPartOfTheirOwn() {
        pipeline.run();
        pipeline.write(Pipeline.OUTPUT, "y".repeat(9_000_000));
        pipeline.run(settings(Duration.ofMillis(300)).build());

        assertThat(told.progress()).anySatisfy(progress -> {
            assertThat(progress.part()).isEqualTo(Part.OUTPUTS);
            assertThat(progress.filesFound()).isEqualTo(1);
            assertThat(progress.bytesFound()).isEqualTo(9_000_000);
        });
    }
}
