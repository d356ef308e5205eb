package io.github.stepcache.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.stepcache.annotation.CachedStep;
import io.github.stepcache.decision.StaleReason;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
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

/** Arguments are part of what a step depends on (contract 7.2). */
class ArgumentsAsParametersTests {

    private Workspace work;
    private ApplicationContextRunner contexts;

    @BeforeEach
    void setUp(@TempDir Path dir) {
        work = new Workspace(dir);
        contexts = Contexts.in(work, Steps.class);
    }

    record Study(String id, int year) {}

    enum Mode {
        FULL,
        SHORT
    }

    static class Order {
        public int getNumber() {
            return 7;
        }
    }

    static class Steps {
        private final Workspace work;

        Steps(Workspace work) {
            this.work = work;
        }

        @CachedStep(name = "report", outputDir = "report", requiredOutputs = "x")
        public String report(int year) {
            work.run("report " + year, "report/x");
            return "report of " + year;
        }

        @CachedStep(name = "open", outputDir = "open", requiredOutputs = "x")
        public void open(@Nullable Object value) {
            work.run("open", "open/x");
        }

        @CachedStep(name = "text", outputDir = "text", requiredOutputs = "x")
        public void text(@Nullable String value) {
            work.run("text " + value, "text/x");
        }

        @CachedStep(name = "many", outputDir = "many", requiredOutputs = "x")
        public void many(Study study, Mode mode, Path path, LocalDate date, Optional<String> tag, String... words) {
            work.run("many", "many/x");
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
    void reportsOfDifferentYearsAreNeverTakenForOneAnother() {
        contexts.run(context -> {
            Steps steps = context.getBean(Steps.class);

            assertThat(steps.report(2023)).isEqualTo("report of 2023");
            assertThat(steps.report(2023)).isEqualTo("report of 2023");
            assertThat(steps.report(2024)).isEqualTo("report of 2024");
            assertThat(context.getBean(Decisions.class).last().reasons())
                    .containsExactly(
                            new StaleReason.ParameterChanged("year", Optional.of("2023"), Optional.of("2024")));
            assertThat(steps.report(2023)).isEqualTo("report of 2023");
            assertThat(work.runs()).containsExactly("report 2023", "report 2024", "report 2023");
        });
    }

    @Test
    void nullIsNotTheWordNull() {
        assertRunsEachTime(
                steps -> steps.text(null),
                steps -> steps.text("null"),
                steps -> steps.text(""),
                steps -> steps.text(null));
    }

    @Test
    void openArgumentTellsTypesApart() {
        assertRunsEachTime(
                steps -> steps.open(1),
                steps -> steps.open("1"),
                steps -> steps.open(null),
                steps -> steps.open("null"),
                steps -> steps.open(List.of("a, b")),
                steps -> steps.open(List.of("a", "b")),
                steps -> steps.open(new String[] {"a", "b"}));
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
    void argumentsOfManyTypesAreRecordedAsText() {
        assertThat(parametersOf(steps -> steps.many(
                        new Study("s", 1),
                        Mode.FULL,
                        Path.of("a/b"),
                        LocalDate.of(2024, 2, 29),
                        Optional.of("t"),
                        "v",
                        "w")))
                .containsEntry("study", Study.class.getName() + "(\"id\",\"s\",\"year\",Integer:\"1\")")
                .containsEntry("mode", "FULL")
                .containsEntry("path", "a/b")
                .containsEntry("date", "2024-02-29")
                .containsEntry("tag", "Optional[\"t\"]")
                .containsEntry("words", "Array[\"v\",\"w\"]")
                .hasSize(6);
    }

    @Test
    void equalArgumentsOfManyTypesAreFresh() {
        contexts.run(context -> {
            for (int i = 0; i < 2; i++) {
                context.getBean(Steps.class)
                        .many(
                                new Study("s", 1),
                                Mode.FULL,
                                Path.of("a/b"),
                                LocalDate.of(2024, 2, 29),
                                Optional.empty(),
                                "v");
            }
            assertThat(work.runs()).hasSize(1);
        });
    }

    @Test
    void argumentWithoutAStableValueIsRefusedAndTheMessageSaysWhatToDo() {
        contexts.run(context -> {
            for (Object unstable : new Object[] {new Order(), List.of(1).stream(), (Supplier<Integer>) () -> 1}) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> context.getBean(Steps.class).open(unstable))
                        .withMessageContaining("@CachedStep on " + Steps.class.getName() + ".open: argument \"value\"")
                        .withMessageContaining(unstable.getClass().getName() + " has no stable value")
                        .withMessageContaining("parameters = \"value=#{#value.id}\"")
                        .withMessageContaining("CachedStep.NO_PARAMETERS");
            }
            assertThat(work.runs()).isEmpty();
        });
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
