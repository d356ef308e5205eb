package io.github.stepcache.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.StepAction;
import io.github.stepcache.StepCache;
import io.github.stepcache.StepResult;
import io.github.stepcache.step.StepSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who exchanges for a while what leads to an input exchanges the input (contract 6.2), though no file itself changes. */
class InputsOnTheWayTests {

    @TempDir
    private Path base;

    @BeforeEach
    void writeInputs() throws IOException {
        for (String version : new String[] {"v1", "v2"}) {
            Files.createDirectories(base.resolve(version + "/deep/er"));
            Files.writeString(base.resolve(version + "/deep/er/f.csv"), version);
        }
        Files.createDirectories(base.resolve("raw/empty"));
        Files.writeString(base.resolve("raw/a.csv"), "a");
        link("now", "v1");
        link("hop", "v1/deep/er/f.csv");
        link("raw/chain.csv", "../hop");
        link("raw/link.csv", "../v1/deep/er/f.csv");
        Files.createSymbolicLink(base.resolve("raw/absolute.csv"), base.resolve("v1/deep/er/f.csv"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v1/deep/er/f.csv",
                "v1/deep/er",
                "v1/deep/er/*.csv",
                "now/deep/er/f.csv",
                "raw/link.csv",
                "raw/chain.csv",
                "raw/absolute.csv",
                "raw"
            })
    void directoryThatIsExchangedForAWhileIsNoticed(String input) throws IOException {
        assertThat(run(input, () -> {
                            move("v1/deep", "kept");
                            move("v2/deep", "v1/deep");
                            move("v1/deep", "v2/deep");
                            move("kept", "v1/deep");
                        })
                        .remembered())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"now/deep/er/f.csv", "now/deep/er", "now/**/*.csv", "now"})
    void linkThatIsTurnedForAWhileIsNoticed(String input) throws IOException {
        assertThat(run(input, () -> turn("now", "v2")).remembered()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"raw/chain.csv", "raw", "raw/*.csv", "hop"})
    void linkBehindALinkThatIsTurnedForAWhileIsNoticed(String input) throws IOException {
        assertThat(run(input, () -> turn("hop", "v2/deep/er/f.csv")).remembered())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"raw", "raw/**/*.csv", "raw/**"})
    void fileThatComesAndGoesWhereThereWasNoneIsNoticed(String input) throws IOException {
        assertThat(run(input, () -> {
                            Files.writeString(base.resolve("raw/empty/b.csv"), "b");
                            Files.delete(base.resolve("raw/empty/b.csv"));
                        })
                        .remembered())
                .isFalse();
    }

    @Test
    void whatComesBesideTheWayIsNoChange() throws IOException {
        assertThat(run("v1/deep/er/f.csv", () -> Files.writeString(base.resolve("v1/deep/er/g.csv"), "g"))
                        .remembered())
                .isTrue();
        assertThat(run("now/deep/er/f.csv", () -> Files.writeString(base.resolve("another"), ""))
                        .remembered())
                .isTrue();
    }

    private StepResult<?> run(String input, StepAction<IOException> change) throws IOException {
        StepSpec step = StepSpec.named("s")
                .inputs(input)
                .outputDir(Path.of("out"))
                .requiredOutputs("o")
                .build();
        return StepCache.builder().baseDir(base).build().run(step, () -> {
            change.run();
            Files.writeString(base.resolve("out/o"), "made");
        });
    }

    private void turn(String link, String target) throws IOException {
        Files.move(base.resolve(link), base.resolve("kept"));
        link(link, target);
        Files.move(base.resolve("kept"), base.resolve(link), StandardCopyOption.REPLACE_EXISTING);
    }

    private void move(String from, String to) throws IOException {
        Files.move(base.resolve(from), base.resolve(to));
    }

    private void link(String link, String target) throws IOException {
        Files.createSymbolicLink(base.resolve(link), Path.of(target));
    }
}
