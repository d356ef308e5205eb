package io.github.stepcache.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.annotation.CachedStep;
import io.github.stepcache.decision.StaleReason.ParameterChanged;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Properties and the values of beans can be parameters: where they change, the step runs, and says so. */
class EnvironmentParametersTests {

    private final Catalog catalog = new Catalog();
    private Workspace work;

    @BeforeEach
    void setUp(@TempDir Path dir) {
        work = new Workspace(dir);
    }

    /** A bean that a step depends on. */
    public static class Catalog {
        private Path dir = Path.of("first");

        public Path getDir() {
            return dir;
        }
    }

    static class Report {
        private final Workspace work;

        Report(Workspace work) {
            this.work = work;
        }

        @CachedStep(
                name = "report",
                outputDir = "out",
                requiredOutputs = "report.txt",
                parameters = {"mode=${app.mode}", "dir=#{@catalog.dir}"})
        public void write() {
            work.run("report", "out/report.txt");
        }
    }

    @Test
    void sameValuesAreFreshInTheNextProcess() {
        Decisions decisions = call("app.mode=short");
        call("app.mode=short");

        assertThat(work.runs()).hasSize(1);
        assertThat(decisions.lastSpec().parameters()).isEqualTo(Map.of("mode", "short", "dir", "first"));
    }

    @Test
    void changedPropertyRunsTheStep() {
        call("app.mode=short");

        assertThat(call("app.mode=long").last().reasons())
                .containsExactly(new ParameterChanged("mode", Optional.of("short"), Optional.of("long")));
    }

    @Test
    void changedValueOfABeanRunsTheStepWithinOneProcess() {
        Contexts.in(work, Report.class)
                .withBean("catalog", Catalog.class, () -> catalog)
                .withPropertyValues("app.mode=short")
                .run(context -> {
                    context.getBean(Report.class).write();
                    catalog.dir = Path.of("second");
                    context.getBean(Report.class).write();

                    assertThat(context.getBean(Decisions.class).last().reasons())
                            .containsExactly(new ParameterChanged("dir", Optional.of("first"), Optional.of("second")));
                });
    }

    @Test
    void propertyWithoutAValueFailsTheStart() {
        Contexts.in(work, Report.class)
                .withBean("catalog", Catalog.class, () -> catalog)
                .run(context -> assertThat(Contexts.problems(context))
                        .singleElement()
                        .satisfies(problem -> assertThat(problem.what()).contains("app.mode")));
    }

    private Decisions call(String property) {
        Decisions decisions = new Decisions();
        Contexts.in(work, Report.class)
                .withBean("catalog", Catalog.class, () -> catalog)
                .withBean("recorder", Decisions.class, () -> decisions)
                .withPropertyValues(property)
                .run(context -> context.getBean(Report.class).write());
        return decisions;
    }
}
