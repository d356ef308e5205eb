package io.github.stepcache.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.stepcache.annotation.CachedStep;
import io.github.stepcache.decision.StaleReason;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

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
                .containsEntry("words", "String[\"v\",\"w\"]")
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
