package io.github.stepcache.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.annotation.CachedStep;
import io.github.stepcache.spring.ArgumentsAsParametersTests.Mode;
import io.github.stepcache.spring.ArgumentsAsParametersTests.Order;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.scope.context.StepContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;

/** Whoever names the parameters of a step says what counts; what merely surrounds a call never does (contract 7.2). */
class NamedParametersTests {

    private Workspace work;
    private ApplicationContextRunner contexts;

    @BeforeEach
    void setUp(@TempDir Path dir) {
        work = new Workspace(dir);
        contexts = Contexts.in(work, Steps.class);
    }

    static class Steps {
        private final Workspace work;

        Steps(Workspace work) {
            this.work = work;
        }

        @CachedStep(name = "named", outputDir = "named", requiredOutputs = "x", parameters = "key")
        public void named(@Nullable Object key, Runnable callback) {
            work.run("named", "named/x");
        }

        @CachedStep(
                name = "computed",
                outputDir = "computed",
                requiredOutputs = "x",
                parameters = {"number = #{#order.number}", "both=#{#order.number}-#{#mode}", "list=#{{1, 'a'}}"})
        public void computed(Order order, Mode mode) {
            work.run("computed", "computed/x");
        }

        @CachedStep(
                name = "of-a-job",
                outputDir = "job",
                requiredOutputs = "x",
                parameters = "year=#{#chunk.stepContext.jobParameters['year']}")
        public void ofAJob(ChunkContext chunk) {
            work.run("of-a-job", "job/x");
        }

        @CachedStep(name = "none", outputDir = "none", requiredOutputs = "x", parameters = CachedStep.NO_PARAMETERS)
        public void none(Object ignored) {
            work.run("none", "none/x");
        }

        @CachedStep(name = "surroundings", outputDir = "surroundings", requiredOutputs = "x")
        public void surroundings(
                String name,
                @Nullable StepContribution contribution,
                @Nullable ChunkContext chunk,
                ConfigurableEnvironment environment,
                GenericApplicationContext context) {
            work.run("surroundings", "surroundings/x");
        }
    }

    @Test
    void namedOpenArgumentTellsTypesApartToo() {
        assertRunsEachTime(
                steps -> steps.named(1, () -> {}),
                steps -> steps.named("1", () -> {}),
                steps -> steps.named(null, () -> {}),
                steps -> steps.named("null", () -> {}));
    }

    @Test
    void onlyNamedArgumentsCount() {
        assertThat(parametersOf(steps -> steps.named("k", () -> {}))).isEqualTo(Map.of("key", "\"k\""));
    }

    @Test
    void parametersAreWhatTheirTemplatesSay() {
        assertThat(parametersOf(steps -> steps.computed(new Order(), Mode.SHORT)))
                .containsEntry("number", "7")
                .containsEntry("both", "7-SHORT")
                .containsEntry("list", "[Integer:\"1\",\"a\"]")
                .hasSize(3);
    }

    @Test
    void noParametersMeansNone() {
        contexts.run(context -> {
            context.getBean(Steps.class).none(new Object());
            context.getBean(Steps.class).none("other");

            assertThat(context.getBean(Decisions.class).lastSpec().parameters()).isEmpty();
            assertThat(work.runs()).hasSize(1);
        });
    }

    @Test
    void jobParametersCountWhereTheyAreNamed() {
        JobParameters parameters = new JobParametersBuilder()
                .addLong("year", 2024L)
                .addLong("run.id", 7L)
                .toJobParameters();
        JobExecution job = new JobExecution(1, new JobInstance(1, "job"), parameters);
        ChunkContext chunk = new ChunkContext(new StepContext(new StepExecution(1, "step", job)));

        assertThat(parametersOf(steps -> steps.ofAJob(chunk))).isEqualTo(Map.of("year", "2024"));
    }

    @Test
    void surroundingsAreNoParameters() {
        assertThat(parametersOf(steps -> steps.surroundings(
                        "n", null, null, new StandardEnvironment(), new GenericApplicationContext())))
                .isEqualTo(Map.of("name", "n"));
    }

    private SortedMap<String, String> parametersOf(Consumer<Steps> call) {
        Decisions decisions = new Decisions();
        contexts.withBean("recorder", Decisions.class, () -> decisions)
                .run(context -> call.accept(context.getBean(Steps.class)));
        return decisions.lastSpec().parameters();
    }

    @SafeVarargs
    private void assertRunsEachTime(Consumer<Steps>... calls) {
        contexts.run(context -> {
            for (int i = 0; i < calls.length; i++) {
                calls[i].accept(context.getBean(Steps.class));
                assertThat(work.runs()).as("call " + i).hasSize(i + 1);
            }
        });
    }
}
