package io.github.stepcache.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.StepResult;
import io.github.stepcache.annotation.CachedStep;
import io.github.stepcache.step.PathPattern;
import io.github.stepcache.step.StepSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The value of an argument is taken literally, or refused with an error that names the argument (contract 7.1). */
class ArgumentsAreDataTests {

    private static Path root = Path.of("");
    private static Workspace work = new Workspace(root);
    private static ConfigurableApplicationContext context = new GenericApplicationContext();

    @BeforeAll
    static void start(@TempDir Path dir) {
        root = dir;
        work = new Workspace(dir.resolve("around/base"));
        work.write("in/x.csv", "x");
        work.write("in/y.csv", "y");
        context = Startup.of(work, List.of(Steps.class), "--stepcache.lock=jvm", "--secret=leaked");
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    static Stream<String> nastyValues() {
        return Stream.of(
                "#{1+1}",
                "#{@workspace}",
                "#{T(java.lang.System).exit(1)}",
                "#{",
                "${user.home}",
                "${secret}",
                "*",
                "**",
                "?.csv",
                "[a]",
                "[x",
                "{x,y}",
                "{x",
                "\\",
                "\\*",
                "..",
                "../x",
                "/etc",
                "a/../../b",
                "a/..",
                "./a",
                "C:\\x",
                "C:\n",
                "",
                ".",
                " ",
                "a\nb",
                "a\0b",
                "\uD83D\uDE00",
                "\uD83D",
                "x/y",
                "x//y",
                "x/",
                "-",
                "a=b",
                "a,b",
                "é");
    }

    static class Steps {
        private final Workspace work;

        Steps(Workspace work) {
            this.work = work;
        }

        @CachedStep(name = "#{#value}", outputDir = "out/name", requiredOutputs = "x")
        public void wholeName(String value) {
            work.run("ran", "out/name/x");
        }

        @CachedStep(name = "n-#{#value}", outputDir = "out/in-name", requiredOutputs = "x")
        public void inName(String value) {
            work.run("ran", "out/in-name/x");
        }

        @CachedStep(name = "whole-input", inputs = "#{#value}", outputDir = "out/whole-input")
        public void wholeInput(String value) {
            work.run("ran");
        }

        @CachedStep(name = "in-input", inputs = "in/#{#value}.csv", outputDir = "out/in-input")
        public void inInput(String value) {
            work.run("ran");
        }

        @CachedStep(name = "in-glob", inputs = "in/*#{#value}*.csv", outputDir = "out/in-glob")
        public void inGlob(String value) {
            work.run("ran");
        }

        @CachedStep(name = "in-output-dir", outputDir = "out/in-output-dir/#{#value}")
        public void inOutputDir(String value) {
            work.run("ran");
        }

        @CachedStep(name = "before-output-dir", outputDir = "out/before/.#{#value}")
        public void afterADot(String value) {
            work.run("ran");
        }

        @CachedStep(name = "manifest", outputDir = "out/manifest", manifestDir = "out/manifests/#{#value}/m")
        public void inManifestDir(String value) {
            work.run("ran");
        }

        @CachedStep(name = "whole-output", outputDir = "out/whole-output", requiredOutputs = "#{#value}")
        public void wholeOutput(String value) {
            work.run("ran");
        }

        @CachedStep(name = "in-output", outputDir = "out/in-output", requiredOutputs = "sub/#{#value}")
        public void inOutput(String value) {
            work.run("ran");
        }

        @CachedStep(name = "start-of-output-dir", outputDir = "#{#value}/out")
        public void startOfOutputDir(String value) {
            work.run("ran");
        }

        @CachedStep(name = "whole-output-dir", outputDir = "#{#value}")
        public void wholeOutputDir(String value) {
            work.run("ran");
        }
    }

    @ParameterizedTest
    @MethodSource("nastyValues")
    void valueInANameIsLiteralOrRefused(String value) {
        call(steps -> steps.wholeName(value), spec -> assertThat(spec.name()).isEqualTo(value));
        call(steps -> steps.inName(value), spec -> assertThat(spec.name()).isEqualTo("n-" + value));
    }

    @ParameterizedTest
    @MethodSource("nastyValues")
    void valueInAnInputIsLiteralOrRefused(String value) {
        if (!value.equals("/etc")) {
            call(
                    steps -> steps.wholeInput(value),
                    spec -> assertThat(spec.inputs()).containsExactly(PathPattern.quote(value)));
        }
        call(steps -> steps.inInput(value), spec -> assertThat(inputsRead()).isZero());
        call(steps -> steps.inGlob(value), spec -> assertThat(inputsRead()).isZero());
    }

    @ParameterizedTest
    @MethodSource("nastyValues")
    void valueInADirectoryIsLiteralOrRefused(String value) {
        call(
                steps -> steps.inOutputDir(value),
                spec -> assertThat(spec.outputDir()).isEqualTo(Path.of("out/in-output-dir", value)));
        call(
                steps -> steps.afterADot(value),
                spec -> assertThat(spec.outputDir()).isEqualTo(Path.of("out/before", "." + value)));
        call(
                steps -> steps.inManifestDir(value),
                spec -> assertThat(spec.manifestDir()).isEqualTo(Path.of("out/manifests", value, "m")));
    }

    @ParameterizedTest
    @MethodSource("nastyValues")
    void valueInARequiredOutputIsLiteralOrRefused(String value) {
        call(
                steps -> steps.wholeOutput(value),
                spec -> assertThat(spec.requiredOutputs()).containsExactly(PathPattern.quote(value)));
        call(
                steps -> steps.inOutput(value),
                spec -> assertThat(spec.requiredOutputs()).containsExactly("sub/" + PathPattern.quote(value)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc", "", "..", "C:\\x", "../x", "."})
    void valueAtTheStartOfADirectoryCannotLeadOutOfTheBaseDirectory(String value) {
        assertThat(call(steps -> steps.startOfOutputDir(value), spec -> {})).isFalse();
    }

    @Test
    void emptyValueIsNoDirectory() {
        assertThat(call(steps -> steps.wholeOutputDir(""), spec -> {})).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"#{1+1}", "${user.home}", "*", "[x]", "{x,y}", "a\nb", "\uD83D\uDE00", "x]"})
    void fileWithAHostileNameIsTheOnlyInput(String name) {
        work.write("in/" + name + ".csv", name);
        boolean taken = call(
                steps -> steps.inInput(name), spec -> assertThat(inputsRead()).isEqualTo(1));
        work.delete("in/" + name + ".csv");

        assertThat(taken).isTrue();
    }

    private static int inputsRead() {
        List<StepResult<?>> results = context.getBean(Decisions.class).results();
        return results.get(results.size() - 1).inputs();
    }

    /** Call a step, and look at its declaration if the value was taken; if it was refused, look at how. */
    private static boolean call(Consumer<Steps> call, Consumer<StepSpec> literally) {
        SortedMap<String, String> around = surroundings();
        int runs = work.runs().size();
        boolean taken = false;
        try {
            call.accept(context.getBean(Steps.class));
            taken = true;
            literally.accept(context.getBean(Decisions.class).lastSpec());
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageStartingWith("@CachedStep on " + Steps.class.getName());
            assertThat(e).hasMessageContaining("#{#value}");
            assertThat(e).message().as("one event, one line").doesNotContain("\n");
        }
        assertThat(work.runs()).as("refused before the method is called").hasSize(taken ? runs + 1 : runs);
        assertThat(surroundings()).as("written outside of the output directory").isEqualTo(around);
        return taken;
    }

    private static SortedMap<String, String> surroundings() {
        SortedMap<String, String> tree = Workspace.tree(root);
        tree.keySet().removeIf(path -> path.startsWith("around/base/out"));
        return tree;
    }
}
