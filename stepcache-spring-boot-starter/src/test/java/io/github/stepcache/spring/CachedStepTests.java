package io.github.stepcache.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.annotation.CachedStep;
import io.github.stepcache.decision.StaleReason;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class CachedStepTests {

    private Workspace work;

    @BeforeEach
    void setUp(@TempDir Path dir) {
        work = new Workspace(dir);
        work.write("in/a.csv", "1");
        work.write("in/b.txt", "2");
    }

    static class Report {
        private final Workspace work;

        Report(Workspace work) {
            this.work = work;
        }

        @CachedStep(name = "report", inputs = "in", outputDir = "out", requiredOutputs = "report.txt")
        public void write() {
            work.run("report", "out/report.txt");
        }
    }

    @Test
    void coldStepRunsAndIsSkippedAfterwards() {
        Contexts.in(work, Report.class).run(context -> {
            context.getBean(Report.class).write();
            context.getBean(Report.class).write();

            assertThat(work.runs()).containsExactly("report");
            assertThat(work.dir().resolve("out/.report.manifest.json")).exists();
            assertThat(context.getBean(Decisions.class).last().isFresh()).isTrue();
        });
    }

    @Test
    void stepIsSkippedInTheNextProcess() {
        Contexts.in(work, Report.class)
                .run(context -> context.getBean(Report.class).write());
        Contexts.in(work, Report.class)
                .run(context -> context.getBean(Report.class).write());

        assertThat(work.runs()).hasSize(1);
    }

    @Test
    void changedInputRunsTheStepAndTheLogSaysWhy(CapturedOutput output) {
        Contexts.in(work, Report.class).run(context -> {
            context.getBean(Report.class).write();
            work.write("in/a.csv", "changed");
            context.getBean(Report.class).write();

            assertThat(work.runs()).hasSize(2);
            assertThat(output)
                    .contains("Step \"report\" ran, stale: output directory \"out\" does not exist;"
                            + " no manifest at \"out/.report.manifest.json\"")
                    .contains("Step \"report\" ran, stale: input \"in/a.csv\" changed");
        });
    }

    @Test
    void skippedStepIsOneLineInTheLog(CapturedOutput output) {
        Contexts.in(work, Report.class)
                .run(context -> context.getBean(Report.class).write());
        int before = output.getOut().length();
        Contexts.in(work, Report.class)
                .run(context -> context.getBean(Report.class).write());

        assertThat(output.getOut().substring(before).lines())
                .filteredOn(line -> line.contains("StepCache"))
                .singleElement()
                .asString()
                .startsWith("INFO  StepCache - Step \"report\" skipped, fresh: nothing changed since ")
                .contains("2 inputs checked");
    }

    @Test
    void lostOutputRunsTheStep() {
        Contexts.in(work, Report.class).run(context -> {
            context.getBean(Report.class).write();
            work.delete("out/report.txt");
            context.getBean(Report.class).write();

            assertThat(work.runs()).hasSize(2);
            assertThat(context.getBean(Decisions.class).last().reasons())
                    .containsExactly(new StaleReason.OutputMissing("report.txt"));
        });
    }

    static class Unnamed {
        private final Workspace work;

        Unnamed(Workspace work) {
            this.work = work;
        }

        @CachedStep(outputDir = "out", requiredOutputs = "x")
        public void write() {
            work.run("unnamed", "out/x");
        }
    }

    @Test
    void stepWithoutANameHasThatOfItsClassAndMethod() {
        Contexts.in(work, Unnamed.class).run(context -> {
            context.getBean(Unnamed.class).write();

            assertThat(context.getBean(Decisions.class).lastSpec().name()).isEqualTo("Unnamed.write");
            assertThat(work.dir().resolve("out/.Unnamed.write.manifest.json")).exists();
        });
    }

    static class Overloaded {
        private final Workspace work;

        Overloaded(Workspace work) {
            this.work = work;
        }

        @CachedStep(name = "one", outputDir = "out", requiredOutputs = "one")
        public void write(String text) {
            work.run("text " + text, "out/one");
        }

        @CachedStep(name = "two", outputDir = "out", requiredOutputs = "two")
        public void write(int number) {
            work.run("number " + number, "out/two");
        }
    }

    @Test
    void overloadsAreDifferentSteps() {
        Contexts.in(work, Overloaded.class).run(context -> {
            Overloaded bean = context.getBean(Overloaded.class);
            bean.write("1");
            bean.write(1);
            bean.write("1");
            bean.write(1);

            assertThat(work.runs()).containsExactly("text 1", "number 1");
        });
    }

    static class Elsewhere {
        private final Workspace work;

        Elsewhere(Workspace work) {
            this.work = work;
        }

        @CachedStep(name = "elsewhere", outputDir = "out", manifestDir = "records", requiredOutputs = "x")
        public void write() {
            work.run("elsewhere", "out/x");
        }
    }

    @Test
    void manifestIsKeptInTheManifestDirectory() {
        Contexts.in(work, Elsewhere.class).run(context -> {
            context.getBean(Elsewhere.class).write();
            context.getBean(Elsewhere.class).write();

            assertThat(work.runs()).hasSize(1);
            assertThat(work.dir().resolve("records/.elsewhere.manifest.json")).exists();
            assertThat(work.dir().resolve("out/.elsewhere.manifest.json")).doesNotExist();
        });
    }

    static class OnlyCsv {
        private final Workspace work;

        OnlyCsv(Workspace work) {
            this.work = work;
        }

        @CachedStep(inputs = "in", extensions = ".csv", outputDir = "out", requiredOutputs = "x")
        public void write() {
            work.run("only csv", "out/x");
        }
    }

    @Test
    void onlyFilesWithTheExtensionsCount() {
        Contexts.in(work, OnlyCsv.class).run(context -> {
            context.getBean(OnlyCsv.class).write();
            work.write("in/b.txt", "changed");
            context.getBean(OnlyCsv.class).write();
            assertThat(work.runs()).hasSize(1);

            work.write("in/a.csv", "changed");
            context.getBean(OnlyCsv.class).write();
            assertThat(work.runs()).hasSize(2);
        });
    }

    static class Versioned {
        private final Workspace work;

        Versioned(Workspace work) {
            this.work = work;
        }

        @CachedStep(
                outputDir = "out",
                requiredOutputs = "x",
                artifactVersions = {"schema=1.0", "rules = a=b"})
        public void write() {
            work.run("versioned", "out/x");
        }
    }

    @Test
    void artifactVersionsOfTheStepComeBeforeThoseOfAllSteps() {
        ApplicationContextRunner runner = Contexts.in(work, Versioned.class)
                .withPropertyValues("stepcache.artifact-versions.model=7", "stepcache.artifact-versions.schema=0");

        runner.run(context -> {
            context.getBean(Versioned.class).write();
            assertThat(context.getBean(Decisions.class).lastSpec().artifactVersions())
                    .containsEntry("schema", "1.0")
                    .containsEntry("rules", "a=b")
                    .containsEntry("model", "7")
                    .hasSize(3);
        });
        runner.withPropertyValues("stepcache.artifact-versions.model=8").run(context -> {
            context.getBean(Versioned.class).write();
            assertThat(context.getBean(Decisions.class).last().reasons())
                    .singleElement()
                    .extracting(StaleReason::describe)
                    .asString()
                    .contains("model", "7", "8");
        });
        assertThat(work.runs()).hasSize(2);
    }
}
