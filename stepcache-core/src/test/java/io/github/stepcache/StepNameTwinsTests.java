package io.github.stepcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.stepcache.step.StepSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two steps in one directory whose names differ only in case are refused: not every file system tells them apart. */
class StepNameTwinsTests {

    private final Path base;
    private final StepCache cache;

    StepNameTwinsTests(@TempDir Path base) {
        this.base = base;
        this.cache = StepCache.builder().baseDir(base).build();
    }

    @BeforeEach
    void runTheFirst() throws IOException {
        Files.createDirectory(base.resolve("out"));
        Files.createSymbolicLink(base.resolve("link"), Path.of("out"));
        cache.run(step("report", "out"), () -> "value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"out", "out/../out", "./out", "link"})
    void twinInTheSameDirectoryIsRefused(String directory) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> cache.check(step("Report", directory)))
                .withMessageContaining("\"report\" and \"Report\"")
                .withMessageContaining("differ only in case");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> cache.run(step("REPORT", directory), () -> "value"))
                .withMessageContaining("Rename one of them");
    }

    @Test
    void sameNameAndTwinsElsewhereAreNoTwins() {
        assertThat(cache.check(step("report", "link")).isFresh()).isTrue();
        assertThat(cache.run(step("Report", "elsewhere"), () -> "value").remembered())
                .isTrue();
    }

    private static StepSpec step(String name, String directory) {
        return StepSpec.named(name).outputDir(Path.of(directory)).build();
    }
}
