package io.github.stepcache.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.stepcache.annotation.CachedStep;
import io.github.stepcache.step.StepSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * An argument that looks like an expression, a path or a line of the log is the step's parameter letter by letter: it is
 * neither evaluated nor taken for another one, it reaches no file outside, and one event stays one line (contract 7.1,
 * 7.2). {@link ArgumentsAreDataTests} sets the same values into paths.
 */
@ExtendWith(OutputCaptureExtension.class)
class HostileArgumentsTests {

    private static final String INJECTION = "a\nWARN  StepCache - Step \"b\" skipped\r\u001b[2K\u202e";

    private static Path root = Path.of("");
    private static ConfigurableApplicationContext context = new GenericApplicationContext();

    @BeforeAll
    static void start(@TempDir Path dir) {
        root = dir;
        Workspace work = new Workspace(dir.resolve("around/base"));
        work.write("precious", "precious");
        context = Startup.of(work, List.of(Steps.class), "--stepcache.lock=jvm", "--secret=leaked");
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    static class Steps {
        private final Workspace work;

        Steps(Workspace work) {
            this.work = work;
        }

        @CachedStep(name = "argument", outputDir = "out/argument")
        public String argument(String value) {
            work.run("ran");
            return value;
        }

        @CachedStep(name = "parameter", outputDir = "out/parameter", parameters = "value=#{#value}")
        public String parameter(String value) {
            work.run("ran");
            return value;
        }

        @CachedStep(name = "version", outputDir = "out/version", artifactVersions = "value=#{#value}")
        public String version(String value) {
            work.run("ran");
            return value;
        }

        @CachedStep(name = "failing", outputDir = "out/failing")
        public String failing(String value) {
            throw new IllegalStateException(value);
        }
    }

    static Stream<String> values() {
        return Stream.concat(ArgumentsAreDataTests.nastyValues(), Stream.of(INJECTION, "x".repeat(5_000)));
    }

    @ParameterizedTest
    @MethodSource("values")
    void hostileArgumentIsAParameterLetterByLetter(String value, CapturedOutput output) {
        SortedMap<String, String> around = surroundings();
        Steps steps = context.getBean(Steps.class);

        assertThat(replayed(steps, Steps::argument, value).parameters())
                .containsValue(value)
                .hasSize(1);
        assertThat(replayed(steps, Steps::parameter, value).parameters()).containsEntry("value", value);
        assertThat(replayed(steps, Steps::version, value).artifactVersions()).containsEntry("value", value);
        assertThatIllegalStateException().isThrownBy(() -> steps.failing(value)).withMessage(value);

        assertThat(surroundings()).isEqualTo(around);
        assertThat(output.getOut().lines().filter(line -> line.contains("Step")))
                .isNotEmpty()
                .allMatch(line -> line.matches("(INFO |WARN |DEBUG) \\w+ - [^\\p{Cntrl}\u202e]*"));
        assertThat(output.getOut().lines().filter(line -> line.startsWith("WARN  StepCache - Step \"b\"")))
                .isEmpty();
    }

    /** Call with a value, with the same again, and with another that only a careless reader takes for it. */
    private static StepSpec replayed(Steps steps, BiFunction<Steps, String, String> step, String value) {
        Decisions decisions = context.getBean(Decisions.class);
        boolean recordable = !value.equals("\uD83D"); // half a pair has no place on record
        assertThat(step.apply(steps, value)).isEqualTo(value);
        assertThat(step.apply(steps, value)).isEqualTo(value);
        assertThat(decisions.last().isFresh()).isEqualTo(recordable);
        StepSpec spec = decisions.lastSpec();
        assertThat(step.apply(steps, value + ' ')).isEqualTo(value + ' ');
        assertThat(decisions.last().isFresh()).isFalse();
        return spec;
    }

    private static SortedMap<String, String> surroundings() {
        SortedMap<String, String> tree = Workspace.tree(root);
        tree.keySet().removeIf(path -> path.startsWith("around/base/out"));
        return tree;
    }
}
