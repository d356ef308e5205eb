package io.github.stepcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.step.StepSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * While a step runs, a directory or a link on the way to its inputs is exchanged for another, and put back: the step has
 * read what is not there any more, though each input is the very file that it was (contract 6.2).
 */
class ExchangedDirectoryTests {

    private final Path base;
    private final Pipeline pipeline;

    ExchangedDirectoryTests(@TempDir Path base) {
        this.base = base;
        this.pipeline = new Pipeline(base).write("a/b/x.csv", "old").write("other/b/x.csv", "new");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a/b", "a/b/x.csv", "a/*/x.csv", "a/b/*.csv", "**/x.csv"})
    void directoryThatIsRenamedAndPutBackIsNoticed(String input) {
        assertNotRemembered(input, () -> {
            move("a", "aside");
            move("other", "a");
            String read = pipeline.read("a/b/x.csv");
            move("a", "other");
            move("aside", "a");
            return read;
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"current", "current/b", "current/b/x.csv", "current/*/x.csv", "current/b/*.csv", "c*/**"})
    void linkThatIsTurnedAndTurnedBackIsNoticed(String input) {
        turn("a");
        assertNotRemembered(input, () -> {
            turn("other");
            String read = pipeline.read("current/b/x.csv");
            turn("a");
            return read;
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a/b", "a/b/x.csv", "a/b/*.csv"})
    void filesThatComeAndGoElsewhereAreNoChange(String input) {
        StepResult<String> result = run(input, () -> {
            pipeline.write("a-neighbour.csv", "").write("other/neighbour.csv", "");
            return pipeline.read("a/b/x.csv");
        });

        assertThat(result.remembered()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a/b/x.csv", "a/b/*.csv"})
    void filesThatComeAndGoInADirectoryAboveAreNoChange(String input) {
        StepResult<String> result = run(input, () -> {
            pipeline.write("a/neighbour.csv", "");
            return pipeline.read("a/b/x.csv");
        });

        assertThat(result.remembered()).isTrue();
    }

    private void assertNotRemembered(String input, Supplier<String> work) {
        assertThat(run(input, work).remembered()).isFalse();
        assertThat(pipeline.settings().build().check(step(input)).isFresh()).isFalse();
        assertThat(run(input, () -> pipeline.read("a/b/x.csv")).remembered()).isTrue();
    }

    private StepResult<String> run(String input, Supplier<String> work) {
        return pipeline.settings().build().run(step(input), () -> {
            String read = work.get();
            pipeline.write(Pipeline.OUTPUT, read);
            return read;
        });
    }

    private StepSpec step(String input) {
        return StepSpec.named("report")
                .inputs(input)
                .outputDir(Path.of("out"))
                .requiredOutputs("report.txt")
                .build();
    }

    private void move(String from, String to) {
        try {
            Files.move(base.resolve(from), base.resolve(to));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void turn(String target) {
        try {
            Files.deleteIfExists(base.resolve("current"));
            Files.createSymbolicLink(base.resolve("current"), Path.of(target));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
