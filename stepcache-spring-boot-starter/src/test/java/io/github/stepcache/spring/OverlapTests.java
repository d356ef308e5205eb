package io.github.stepcache.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.stepcache.annotation.CachedStep;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Steps that would be taken for one another, or undo one another, fail the start; others do not (contract 7.4). */
@ExtendWith(OutputCaptureExtension.class)
class OverlapTests {

    private Workspace work;

    @BeforeEach
    void setUp(@TempDir Path dir) {
        work = new Workspace(dir);
    }

    static class SameManifest {
        @CachedStep(name = "a", outputDir = "out", requiredOutputs = "1")
        public void one() {}

        @CachedStep(name = "a", outputDir = "./x/../out", requiredOutputs = "2")
        public void two() {}
    }

    static class SameManifestDir {
        @CachedStep(name = "a", outputDir = "one", manifestDir = "records")
        public void one() {}

        @CachedStep(name = "a", outputDir = "two", manifestDir = "records")
        public void two() {}
    }

    static class SameTemplate {
        @CachedStep(name = "clean-#{#data}", outputDir = "out/#{#data}")
        public void one(String data) {}

        @CachedStep(name = "clean-#{#data}", outputDir = "out/#{#data}")
        public void two(String data) {}
    }

    static class SameManifestForSomeArguments {
        @CachedStep(name = "#{#one}", outputDir = "out")
        public void one(String one) {}

        @CachedStep(name = "#{#two}", outputDir = "out")
        public void two(String two) {}
    }

    @Test
    void manifestThatTwoMethodsShareForSomeArgumentsIsRefusedWhenTheyAreCalled() {
        Contexts.in(work, SameManifestForSomeArguments.class).run(context -> {
            SameManifestForSomeArguments bean = context.getBean(SameManifestForSomeArguments.class);
            bean.one("a");
            bean.two("b");

            assertThatIllegalStateException()
                    .isThrownBy(() -> bean.two("a"))
                    .withMessageContainingAll(".two", ".one", "\"a\"", "another name");
        });
    }

    static class OtherCase {
        @CachedStep(name = "clean", outputDir = "out")
        public void one() {}

        @CachedStep(name = "Clean", outputDir = "out")
        public void two() {}
    }

    static class Overloads {
        @CachedStep(outputDir = "out")
        public void step(String text) {}

        @CachedStep(outputDir = "out")
        public void step(int number) {}
    }

    static class AbsoluteAndRelative {
        @CachedStep(name = "a", outputDir = "out")
        public void one() {}

        @CachedStep(name = "a", outputDir = "${stepcache.base-dir}/out")
        public void two() {}
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                SameManifest.class,
                SameManifestDir.class,
                SameTemplate.class,
                OtherCase.class,
                Overloads.class,
                AbsoluteAndRelative.class
            })
    void stepsWithOneManifestAreRefusedAndBothAreNamed(Class<?> bean) {
        Contexts.in(work, bean)
                .run(context -> assertThat(Contexts.problems(context))
                        .singleElement()
                        .satisfies(problem ->
                                assertThat(problem.what()).startsWith("its manifest is that of " + bean.getName()))
                        .satisfies(problem -> assertThat(problem.where()).startsWith(bean.getName())));
    }

    static class Single {
        @CachedStep(name = "single", outputDir = "out", requiredOutputs = "x")
        public void step() {}
    }

    @Test
    void oneMethodOfTwoBeansIsRefusedAndBothBeansAreNamed() {
        contexts()
                .withBean("first", Single.class)
                .withBean("second", Single.class)
                .run(context -> assertThat(Contexts.problems(context))
                        .singleElement()
                        .asString()
                        .contains("(bean 'first')", "(bean 'second')"));
    }

    static class SameOutput {
        @CachedStep(name = "one", outputDir = "out", requiredOutputs = "a.csv")
        public void one() {}

        @CachedStep(
                name = "two",
                outputDir = "out",
                requiredOutputs = {"b.csv", "a.csv"})
        public void two() {}
    }

    static class OutputInTheDirectoryOfAnother {
        @CachedStep(name = "one", outputDir = "out", requiredOutputs = "parts")
        public void one() {}

        @CachedStep(name = "two", outputDir = "out/parts", requiredOutputs = "a.csv")
        public void two() {}
    }

    static class OutputInTheGlobOfAnother {
        @CachedStep(name = "one", outputDir = "out", requiredOutputs = "**/*.csv")
        public void one() {}

        @CachedStep(name = "two", outputDir = "out/deep", requiredOutputs = "a.csv")
        public void two() {}
    }

    static class GlobInTheDirectoryOfAnother {
        @CachedStep(name = "one", outputDir = "out", requiredOutputs = "parts")
        public void one() {}

        @CachedStep(name = "two", outputDir = "out", requiredOutputs = "parts/2024/*.csv")
        public void two() {}
    }

    static class SameGlob {
        @CachedStep(name = "one", outputDir = "out", requiredOutputs = "*.csv")
        public void one() {}

        @CachedStep(name = "two", outputDir = "${stepcache.base-dir}/out", requiredOutputs = "*.csv")
        public void two() {}
    }

    static class SameOutputOfManySteps {
        @CachedStep(name = "one-#{#x}", outputDir = "out", requiredOutputs = "a.csv")
        public void one(String x) {}

        @CachedStep(name = "two", outputDir = "out", requiredOutputs = "a.csv")
        public void two() {}
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                SameOutput.class,
                OutputInTheDirectoryOfAnother.class,
                OutputInTheGlobOfAnother.class,
                GlobInTheDirectoryOfAnother.class,
                SameGlob.class,
                SameOutputOfManySteps.class
            })
    void stepsWithACommonOutputAreRefusedAndBothAreNamed(Class<?> bean) {
        Contexts.in(work, bean)
                .run(context -> assertThat(Contexts.problems(context))
                        .singleElement()
                        .satisfies(problem -> assertThat(problem.what())
                                .startsWith("its required output \"out/")
                                .contains(" is also one of " + bean.getName()))
                        .satisfies(problem -> assertThat(problem.where()).startsWith(bean.getName())));
    }

    static class Different {
        @CachedStep(name = "one", outputDir = "out", requiredOutputs = "#{#table}.csv")
        public void one(String table) {}

        @CachedStep(name = "two", outputDir = "out", requiredOutputs = "#{#table}.csv")
        public void two(String table) {}

        @CachedStep(name = "three", outputDir = "out", requiredOutputs = "x.csv")
        public void three() {}

        @CachedStep(name = "same", outputDir = "one", requiredOutputs = "a.csv")
        public void four() {}

        @CachedStep(name = "same", outputDir = "two", requiredOutputs = "a.csv")
        public void five() {}

        @CachedStep(name = "same", outputDir = "One", requiredOutputs = "a.csv")
        public void six() {}

        @CachedStep(
                name = "globs",
                outputDir = "out",
                requiredOutputs = {"*.json", "sub/*"})
        public void seven() {}

        @CachedStep(name = "deeper", outputDir = "out/sub/deeper", requiredOutputs = "a.json")
        public void eight() {}
    }

    @Test
    void stepsThatMayWellBeDifferentAreNotRefused() {
        Contexts.in(work, Different.class).run(context -> assertThat(context).hasNotFailed());
    }

    static class Unprotected {
        @CachedStep(name = "unprotected", outputDir = "out")
        public void step() {}

        @CachedStep(name = "protected", outputDir = "out", requiredOutputs = "x")
        public void other() {}
    }

    @Test
    void stepWithoutRequiredOutputsIsOneWarningAtStartup(CapturedOutput output) {
        Contexts.in(work, Unprotected.class).run(context -> {
            context.getBean(Unprotected.class).step();
            context.getBean(Unprotected.class).step();
        });

        List<String> warnings = output.getAll()
                .lines()
                .filter(line -> line.contains("has no requiredOutputs"))
                .toList();
        assertThat(warnings)
                .singleElement()
                .asString()
                .startsWith("WARN")
                .contains("@CachedStep on " + Unprotected.class.getName() + ".step has no requiredOutputs");
    }

    private ApplicationContextRunner contexts() {
        return Contexts.in(work);
    }
}
