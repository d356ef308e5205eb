package io.github.stepcache.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.annotation.CachedStep;
import io.github.stepcache.graph.StepNode;
import io.github.stepcache.step.StepSpec;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.annotation.AliasFor;
import org.springframework.core.env.Environment;

/** The steps of an application are known before any is called, and how they hang together. */
@ExtendWith(OutputCaptureExtension.class)
class DeclaredStepsTests {

    private Workspace work;

    @BeforeEach
    void setUp(@TempDir Path dir) {
        work = new Workspace(dir);
    }

    @Retention(RetentionPolicy.RUNTIME)
    @CachedStep(inputs = "out/clean/*.json", outputDir = "${app.reports}/latest", requiredOutputs = "page.html")
    @interface ReportStep {
        @AliasFor(annotation = CachedStep.class, attribute = "name")
        String value();
    }

    interface Cleaning {
        @CachedStep(
                name = "clean",
                inputs = {"file:${stepcache.base-dir}/raw", "classpath:rules/a.yaml"},
                outputDir = "out/clean",
                requiredOutputs = "a.json")
        void clean();
    }

    static class Steps implements Cleaning {
        @Override
        public void clean() {}

        @ReportStep("report")
        public void report(Environment surroundings) {}

        @CachedStep(
                name = "raw-#{#year}",
                outputDir = "raw/#{#year}",
                requiredOutputs = "#{#year}.csv",
                parameters = "year")
        public void raw(int year) {}

        @CachedStep(name = "any", inputs = "#{#file}", outputDir = "out/any", requiredOutputs = "x")
        public void any(Path file) {}

        @CachedStep(name = "arguments", outputDir = "out/arguments", requiredOutputs = "x")
        public void arguments(int year) {}
    }

    @Test
    void eachStepTellsWhatIsKnownOfIt() {
        run(Steps.class, steps -> {
            assertThat(steps.list())
                    .extracting(DeclaredStep::name)
                    .containsExactly("any", "arguments", "clean", "raw-#{#year}", "report");
            assertThat(steps.list())
                    .extracting(DeclaredStep::needsArguments)
                    .containsExactly(true, true, false, true, false);
            assertThat(steps.list())
                    .allSatisfy(step -> assertThat(step.spec().isEmpty()).isEqualTo(step.needsArguments()));
            assertThat(steps.list().get(4).spec().map(StepSpec::outputDir)).contains(Path.of("reports/latest"));
            assertThat(steps.list().get(4).where()).isEqualTo(Steps.class.getName() + ".report");
        });
    }

    @Test
    void whatReadsFromWhatIsKnown() {
        run(
                Steps.class,
                steps -> assertThat(steps.graph().edges())
                        .extracting(edge -> edge.from() + " -> " + edge.to())
                        .containsExactlyInAnyOrder(
                                "raw-#{#year} -> clean",
                                "clean -> report",
                                "arguments -> any",
                                "clean -> any",
                                "raw-#{#year} -> any",
                                "report -> any"));
    }

    @Test
    void nodesAreInTheOrderOfTheSteps() {
        run(
                Steps.class,
                steps -> assertThat(steps.graph().nodes())
                        .extracting(StepNode::id)
                        .containsExactlyElementsOf(
                                steps.list().stream().map(DeclaredStep::name).toList()));
    }

    static class Circle {
        @CachedStep(name = "a", inputs = "out/b/x", outputDir = "out/a", requiredOutputs = "x")
        public void a() {}

        @CachedStep(name = "b", inputs = "out/a", outputDir = "out/b", requiredOutputs = "x")
        public void b() {}
    }

    @Test
    void circleIsOneWarningThatNamesStepsAndPaths(CapturedOutput output) {
        run(Circle.class, steps -> assertThat(steps.graph().cycles()).hasSize(1));

        assertThat(output.getAll().lines().filter(line -> line.contains("circle")))
                .singleElement()
                .asString()
                .startsWith("WARN")
                .contains("step \"b\" reads what step \"a\" writes (input \"out/a\" can be output \"out/a/x\")")
                .contains("step \"a\" reads what step \"b\" writes (input \"out/b/x\" can be output \"out/b/x\")");
    }

    static class PerhapsACircle {
        @CachedStep(name = "a-#{#in}", inputs = "#{#in}", outputDir = "out/a", requiredOutputs = "#{#in}.x")
        public void a(String in) {}

        @CachedStep(name = "b-#{#in}", inputs = "#{#in}", outputDir = "out/b", requiredOutputs = "#{#in}.x")
        public void b(String in) {}
    }

    @Test
    void whatMayBeNoCircleIsNotWarnedAbout(CapturedOutput output) {
        run(PerhapsACircle.class, steps -> assertThat(steps.graph().cycles()).hasSize(1));

        assertThat(output).doesNotContain("circle");
    }

    static class Climbing {
        @CachedStep(
                name = "climbing-#{#x}",
                inputs = {"in/#{#x}/../*.csv", "#{#x}/../in"},
                outputDir = "out/#{#x}/../y",
                requiredOutputs = "#{#x}")
        public void step(String x) {}
    }

    @Test
    void templateThatNoPatternCoversIsTakenToCoverEverything() {
        run(Climbing.class, steps -> assertThat(steps.graph().nodes()).hasSize(1));
    }

    private void run(Class<?> bean, Consumer<DeclaredSteps> check) {
        ApplicationContextRunner contexts =
                Contexts.in(work, bean).withPropertyValues("app.reports=reports", "spring.aop.proxy-target-class=true");
        contexts.run(context -> check.accept(context.getBean(DeclaredSteps.class)));
    }
}
