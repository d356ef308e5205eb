package io.github.stepcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.stepcache.step.StepSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a step may do to the directory that its manifest lies in. */
class OwnDirectoryTests {

    private static final StepSpec SPEC = StepSpec.named("s")
            .inputs("in")
            .outputDir(Path.of("o"))
            .requiredOutputs("f")
            .build();

    @TempDir
    private Path base;

    @BeforeEach
    void writeInput() throws IOException {
        Files.writeString(base.resolve("in"), "A");
    }

    @Test
    void stepThatTurnsTheLinkToItsDirectoryElsewhereIsNotRemembered() throws IOException {
        Files.createDirectories(base.resolve("v1"));
        Files.createDirectories(base.resolve("v2"));
        Files.createSymbolicLink(base.resolve("o"), Path.of("v1"));

        StepResult<?> result = cache().run(SPEC, () -> {
            Files.writeString(base.resolve("v2/f"), "made");
            Files.delete(base.resolve("o"));
            Files.createSymbolicLink(base.resolve("o"), Path.of("v2"));
        });

        assertThat(result.remembered()).isFalse();
        assertThat(cache().check(SPEC).isFresh()).isFalse();
    }

    @Test
    void stepThatDeletesItsDirectoryAndFailsDoesNotGetItBack() {
        assertThatIllegalStateException()
                .isThrownBy(() -> cache().run(SPEC, () -> {
                    Files.delete(base.resolve("o/.s.manifest.json"));
                    Files.delete(base.resolve("o"));
                    throw new IllegalStateException("failed");
                }));

        assertThat(base.resolve("o")).doesNotExist();
    }

    @Test
    void forgettingAStepThatNeverRanLeavesNothingBehind() {
        cache().forget(SPEC);

        assertThat(base).isDirectoryNotContaining("regex:.*o.*");
    }

    /** Test libraries put the system properties back, and with them the claim of a step that ran meanwhile. */
    @Test
    void systemPropertiesThatArePutBackHoldNobodyUp() throws IOException {
        Properties original = System.getProperties();
        Properties duringTheRun = new Properties();
        cache().run(SPEC, () -> {
            duringTheRun.putAll(System.getProperties());
            Files.writeString(base.resolve("o/f"), "made");
        });
        try {
            System.setProperties(duringTheRun);

            StepCache cache = StepCache.builder()
                    .baseDir(base)
                    .lockTimeout(Duration.ofSeconds(20))
                    .build();

            assertThat(cache.run(SPEC, () -> {}).executed()).isFalse();
        } finally {
            System.setProperties(original);
        }
    }

    private StepCache cache() {
        return StepCache.builder().baseDir(base).build();
    }
}
