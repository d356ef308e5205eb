package io.github.stepcache.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.samskivert.mustache.Mustache;
import io.github.stepcache.StepCache;
import io.github.stepcache.annotation.CachedStep;
import io.github.stepcache.autoconfigure.StepCacheReportAutoConfiguration;
import io.github.stepcache.history.Calls;
import io.github.stepcache.history.StepJournal;
import io.github.stepcache.spring.Contexts;
import io.github.stepcache.spring.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class StepReportTests {

    private Workspace work;
    private ApplicationContextRunner contexts;

    @BeforeEach
    void setUp(@TempDir Path dir) {
        work = new Workspace(dir);
        contexts = Contexts.in(work, Steps.class)
                .withConfiguration(AutoConfigurations.of(StepCacheReportAutoConfiguration.class));
    }

    static class Steps {
        private final Workspace work;

        Steps(Workspace work) {
            this.work = work;
        }

        @CachedStep(name = "first", inputs = "in", outputDir = "out/first", requiredOutputs = "x")
        public void first() {
            work.run("first", "out/first/x");
        }

        @CachedStep(name = "second", inputs = "out/first", outputDir = "out/second", requiredOutputs = "x")
        public void second() {
            work.run("second", "out/second/x");
        }

        @CachedStep(name = "third", inputs = "out/second", outputDir = "out/third", requiredOutputs = "x")
        public void third() {
            throw new IllegalStateException("nobody asks for it");
        }
    }

    private void run(String... properties) {
        contexts.withPropertyValues(properties).run(context -> {
            work.write("in/a.csv", "1");
            context.getBean(Steps.class).first();
            context.getBean(Steps.class).second();
            assertThat(work.dir().resolve("report")).doesNotExist();
        });
    }

    @Test
    void pageIsWrittenBelowTheBaseDirectoryWhenTheContextIsClosed(CapturedOutput output) {
        run("stepcache.report.file=report/steps.html", "spring.application.name=A <pipeline>");

        assertThat(work.read("report/steps.html"))
                .contains("<bdi>A &lt;pipeline&gt;</bdi>", "<bdi>first</bdi>", "not asked for")
                .contains("\"edges\":[[0,1],[1,2]]");
        assertThat(output).contains("The report on 3 steps is at");
        assertThat(work.dir().resolve("report")).isDirectoryContaining("glob:**/steps.html");
        assertThat(work.dir().resolve("report").toFile().list()).containsExactly("steps.html");
    }

    @Test
    void withoutAFileNothingIsWritten() {
        run();
        run("stepcache.report.file=");

        contexts.run(
                context -> assertThat(context).doesNotHaveBean(StepReport.class).hasSingleBean(StepJournal.class));
        assertThat(work.dir().resolve("report")).doesNotExist();
    }

    @Test
    void pageOfTheLastRunStaysWhereNoStepWasAskedFor() {
        work.write("steps.html", "of the last run");

        contexts.withPropertyValues("stepcache.report.file=steps.html")
                .run(context -> assertThat(context).hasSingleBean(StepReport.class));

        assertThat(work.read("steps.html")).isEqualTo("of the last run");
    }

    @Test
    void pageThatCannotBeWrittenIsOneWarning(CapturedOutput output) {
        work.write("file", "");

        run("stepcache.report.file=file/steps.html");

        assertThat(work.runs()).containsExactly("first", "second");
        assertThat(output.getAll().split("could not be written", -1)).hasSize(2);
        assertThat(output.getAll().lines().filter(line -> line.contains("WARN") && line.contains("report")))
                .hasSize(1);
    }

    @Test
    void directoryInThePlaceOfThePageIsOneWarningAndLeavesNothingBehind(CapturedOutput output) {
        work.write("steps.html/keep", "");

        run("stepcache.report.file=steps.html");

        assertThat(output).contains("could not be written");
        assertThat(work.dir().toFile().list()).containsExactlyInAnyOrder("in", "out", "steps.html");
    }

    @Test
    void baseDirectoryThatWasRemovedDoesNotComeUpAgain(@TempDir Path dir, CapturedOutput output) {
        Calls calls = new Calls();
        calls.ran(Samples.step("step", "in"), Duration.ofMillis(1), Calls.changed(1));
        Path gone = dir.resolve("gone");

        new StepReport("A report", gone, Path.of("a/b.html"), calls.journal(), List::of, Clock.systemUTC()).write();

        assertThat(output).contains("could not be written", "the base directory is gone");
        assertThat(gone).doesNotExist();
    }

    @Test
    void withoutTheTemplateEngineTheStartFailsAndSaysWhatToAdd() {
        withoutTheTemplateEngine()
                .withPropertyValues("stepcache.report.file=steps.html")
                .run(context -> {
                    assertThat(context).hasFailed();
                    FailureAnalysis analysis = new ReportLibraryMissingFailureAnalyzer()
                            .analyze(Objects.requireNonNull(context.getStartupFailure()));
                    assertThat(analysis).isNotNull();
                    assertThat(analysis.getDescription()).contains("'stepcache.report.file'", "template engine");
                    assertThat(analysis.getAction()).contains("com.samskivert:jmustache");
                });
    }

    @Test
    void withoutTheTemplateEngineNothingIsMissedByWhoWantsNoReport() {
        withoutTheTemplateEngine()
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(StepCache.class));
    }

    @Test
    void pageIsReplacedAsAWholeWhoeverWritesAtTheSameTime() throws IOException {
        Path file = work.dir().resolve("steps.html");
        Calls calls = new Calls();
        calls.ran(Samples.step("step", "in"), Duration.ofMillis(1), Calls.changed(500));
        report(calls, file).write();
        long length = Files.size(file);

        List<CompletableFuture<Void>> writers = IntStream.range(0, 4)
                .mapToObj(writer -> CompletableFuture.runAsync(() -> {
                    for (int i = 0; i < 20; i++) {
                        report(calls, file).write();
                    }
                }))
                .toList();
        CompletableFuture<Void> all = CompletableFuture.allOf(writers.toArray(CompletableFuture[]::new));
        do {
            assertThat(Files.readString(file)).endsWith("</html>\n");
        } while (!all.isDone());
        all.join();

        assertThat(file).hasSize(length);
        assertThat(work.dir().toFile().list()).containsExactly("steps.html");
    }

    @Test
    void interruptedThreadWritesAllTheSameAndStaysInterrupted() {
        Calls calls = new Calls();
        calls.ran(Samples.step("step", "in"), Duration.ofMillis(1), Calls.changed(1));

        Thread.currentThread().interrupt();
        report(calls, work.dir().resolve("steps.html")).destroy();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(work.read("steps.html")).endsWith("</html>\n");
    }

    private ApplicationContextRunner withoutTheTemplateEngine() {
        return Contexts.in(work)
                .withConfiguration(AutoConfigurations.of(StepCacheReportAutoConfiguration.class))
                .withClassLoader(new FilteredClassLoader(Mustache.class));
    }

    private StepReport report(Calls calls, Path file) {
        return new StepReport("A report", work.dir(), file, calls.journal(), List::of, Clock.systemUTC());
    }
}
