package io.github.stepcache.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.OutputVerification;
import io.github.stepcache.StepCache;
import io.github.stepcache.StepCacheBuilder;
import io.github.stepcache.step.StepSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A step whose declaration is another one from call to call is never fresh over what a call with the other declaration
 * has left, though name and manifest are the same (contract 1, 4.2).
 */
class OutputsDeclarationTests {

    @TempDir
    private Path base;

    @BeforeEach
    void writeInputs() throws IOException {
        write("raw/a.csv", "one");
        write("raw/b.txt", "one");
    }

    @ParameterizedTest
    @EnumSource(OutputVerification.class)
    void otherRequiredOutputsOfAnOlderRunAreNotFresh(OutputVerification verification) throws IOException {
        StepCache cache = settings().verifyOutputs(verification).build();
        StepSpec first = step().requiredOutputs("2023.csv").build();
        StepSpec second = step().requiredOutputs("2024.csv").build();
        run(cache, first, "out/2023.csv");
        run(cache, second, "out/2024.csv");
        write("raw/a.csv", "two");
        run(cache, second, "out/2024.csv");

        assertNotSkippedOver(cache, first, "out/2023.csv");
    }

    @ParameterizedTest
    @EnumSource(OutputVerification.class)
    void otherRequiredOutputsAreNotFreshAfterTheVerificationWasChanged(OutputVerification later) throws IOException {
        StepSpec first = step().requiredOutputs("2023.csv").build();
        StepSpec second = step().requiredOutputs("2024.csv").build();
        for (OutputVerification earlier : OutputVerification.values()) {
            write("raw/a.csv", "one by " + earlier);
            run(settings().verifyOutputs(earlier).build(), first, "out/2023.csv");
            write("raw/a.csv", "two by " + earlier);
            run(settings().verifyOutputs(earlier).build(), second, "out/2024.csv");

            assertNotSkippedOver(settings().verifyOutputs(later).build(), first, "out/2023.csv");
        }
    }

    @ParameterizedTest
    @EnumSource(OutputVerification.class)
    void anotherOutputDirectoryIsNotFreshByASharedManifest(OutputVerification verification) throws IOException {
        StepCache cache = settings().verifyOutputs(verification).build();
        StepSpec.Builder shared = step().manifestDir(Path.of("state")).requiredOutputs("done");
        StepSpec first = shared.outputDir(Path.of("out/2023")).build();
        StepSpec second = shared.outputDir(Path.of("out/2024")).build();
        run(cache, first, "out/2023/report.csv", "out/2023/done");
        run(cache, second, "out/2024/report.csv", "out/2024/done");
        write("raw/a.csv", "two");
        run(cache, second, "out/2024/report.csv", "out/2024/done");

        assertNotSkippedOver(cache, first, "out/2023/report.csv");
    }

    @Test
    void anotherOutputDirectoryIsNotFreshByASharedManifestWithoutRequiredOutputs() throws IOException {
        StepCache cache = settings().build();
        StepSpec.Builder shared = step().manifestDir(Path.of("state"));
        StepSpec first = shared.outputDir(Path.of("out/2023")).build();
        StepSpec second = shared.outputDir(Path.of("out/2024")).build();
        run(cache, first, "out/2023/report.csv");
        write("raw/a.csv", "two");
        run(cache, second, "out/2024/report.csv");

        assertNotSkippedOver(cache, first, "out/2023/report.csv");
    }

    @Test
    void anotherBaseDirectoryIsNotFreshByASharedManifest() throws IOException {
        StepSpec spec = step().manifestDir(base.resolve("state")).build();
        for (String tree : new String[] {"x", "y"}) {
            write(tree + "/raw/a.csv", "same in both");
        }
        run(in("x"), spec, "x/out/report.csv");
        run(in("y"), spec, "y/out/report.csv");
        for (String tree : new String[] {"x", "y"}) {
            write(tree + "/raw/a.csv", "changed in both");
        }
        run(in("y"), spec, "y/out/report.csv");

        assertNotSkippedOver(in("x"), spec, "x/out/report.csv");
    }

    @Test
    void otherExtensionsAreOtherInputs() throws IOException {
        StepCache cache = settings().build();
        run(cache, step().extensions(".csv").build(), "out/report.csv");

        assertThat(cache.check(step().build()).isFresh()).isFalse();
        assertThat(cache.check(step().extensions(".txt").build()).isFresh()).isFalse();
        assertThat(cache.check(step().extensions(".CSV").build()).isFresh()).isFalse();
    }

    @Test
    void otherExcludesAreOtherInputs() throws IOException {
        run(settings().build(), step().build(), "out/report.csv");

        StepCache excluding = settings().excludes("raw/b.txt").build();
        assertThat(excluding.check(step().build()).isFresh()).isFalse();
        run(excluding, step().build(), "out/report.csv");
        assertThat(settings().build().check(step().build()).isFresh()).isFalse();
    }

    @Test
    void sameFilesDeclaredInAnotherWayAreTheSameInputs() throws IOException {
        StepCache cache = settings().build();
        run(cache, step().build(), "out/report.csv");

        StepSpec.Builder bare = StepSpec.named("report").outputDir(Path.of("out"));
        assertThat(cache.check(bare.inputs("raw/b.txt", "raw/a.csv").build()).isFresh())
                .isTrue();
    }

    private static StepSpec.Builder step() {
        return StepSpec.named("report").inputs("raw").outputDir(Path.of("out"));
    }

    private StepCacheBuilder settings() {
        return StepCache.builder().baseDir(base);
    }

    private StepCache in(String tree) {
        return StepCache.builder().baseDir(base.resolve(tree)).build();
    }

    /** Run a step that copies the first of its inputs into the first file, and is done with the second. */
    private void run(StepCache cache, StepSpec spec, String... files) throws IOException {
        cache.run(spec, () -> {
            write(files[0], copied(files[0]));
            for (int i = 1; i < files.length; i++) {
                write(files[i], "done");
            }
        });
        assertThat(cache.check(spec).isFresh()).isTrue();
    }

    private void assertNotSkippedOver(StepCache cache, StepSpec spec, String file) throws IOException {
        assertThat(Files.readString(base.resolve(file))).isNotEqualTo(copied(file));
        assertThat(cache.check(spec).isFresh()).as("fresh over an old " + file).isFalse();
    }

    /** The input of the tree in which a file lies. */
    private String copied(String file) throws IOException {
        String tree = file.substring(0, file.indexOf("out/"));
        return Files.readString(base.resolve(tree + "raw/a.csv"));
    }

    private void write(String file, String content) throws IOException {
        Files.createDirectories(base.resolve(file).getParent());
        Files.writeString(base.resolve(file), content);
    }
}
