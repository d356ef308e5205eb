package io.github.stepcache.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.stepcache.FingerprintMode;
import io.github.stepcache.MissingOutputs;
import io.github.stepcache.MissingOutputsException;
import io.github.stepcache.OutputVerification;
import io.github.stepcache.annotation.CachedStep;
import io.github.stepcache.code.CodeScope;
import io.github.stepcache.decision.StaleReason;
import io.github.stepcache.lock.LockMode;
import io.github.stepcache.lock.LockTimeoutException;
import io.github.stepcache.spring.Contexts;
import io.github.stepcache.spring.Decisions;
import io.github.stepcache.spring.Workspace;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.SpringVersion;

@ExtendWith(OutputCaptureExtension.class)
class StepCachePropertiesTests {

    private Workspace work;
    private ApplicationContextRunner contexts;

    @BeforeEach
    void setUp(@TempDir Path dir) {
        work = new Workspace(dir);
        work.write("in/a.csv", "1");
        work.write("in/draft/b.csv", "2");
        work.write("in/c.tmp", "3");
        contexts = Contexts.in(work, Report.class);
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

        @CachedStep(name = "lazy-bones", outputDir = "lazy", requiredOutputs = "never")
        public void forgetToWrite() {
            work.run("lazy-bones");
        }

        @CachedStep(name = "convert", outputDir = "converted/#{#name}", requiredOutputs = "x")
        public String convert(String name, Object options) {
            return "converted";
        }

        @CachedStep(name = "slow", outputDir = "slow", requiredOutputs = "x", parameters = CachedStep.NO_PARAMETERS)
        public void wait(CountDownLatch started, CountDownLatch end) throws InterruptedException {
            started.countDown();
            end.await();
            work.run("slow", "slow/x");
        }
    }

    @Test
    void defaultsAreTheSafeOnes() {
        contexts.run(context -> {
            StepCacheProperties properties = context.getBean(StepCacheProperties.class);

            assertThat(properties.enabled()).isTrue();
            assertThat(properties.force()).isFalse();
            assertThat(properties.forceSteps()).isEmpty();
            assertThat(properties.excludes()).isEmpty();
            assertThat(properties.artifactVersions()).isEmpty();
            assertThat(properties.lock()).isEqualTo(LockMode.FILE);
            assertThat(properties.lockTimeout()).isNull();
            assertThat(properties.fingerprint()).isEqualTo(FingerprintMode.INDEX);
            assertThat(properties.code()).isEqualTo(CodeScope.CALLS);
            assertThat(properties.codePackages()).isEmpty();
            assertThat(properties.codeLibraries()).isFalse();
            assertThat(properties.hashThreads()).isNull();
            assertThat(properties.outputs().verify()).isEqualTo(OutputVerification.CONTENT);
            assertThat(properties.outputs().missing()).isEqualTo(MissingOutputs.WARN);
        });
    }

    @Test
    void indexIsKeptUnlessContentIsAlwaysToBeRead() {
        Path index = work.dir().resolve("out/.report.index");
        contexts.withPropertyValues("stepcache.fingerprint=content", "stepcache.hash-threads=1")
                .run(context -> context.getBean(Report.class).write());
        assertThat(index).doesNotExist();

        contexts.withPropertyValues("stepcache.force=true")
                .run(context -> context.getBean(Report.class).write());
        assertThat(index).exists();
    }

    @Test
    void librariesAreArtifactVersionsIfThatIsSaid() {
        contexts.withPropertyValues("stepcache.code-libraries=true").run(context -> {
            context.getBean(Report.class).write();
            assertThat(work.read("out/.report.manifest.json"))
                    .contains("\"java\": \"" + Runtime.version().feature() + '"')
                    .contains("\"library spring-core\": \"" + SpringVersion.getVersion() + '"');
            context.getBean(Report.class).write();
        });
        contexts.run(context -> {
            context.getBean(Report.class).write();
            assertThat(context.getBean(Decisions.class).last().reasons())
                    .anySatisfy(reason ->
                            assertThat(reason.describe()).contains("java").doesNotContain("library"));
        });
        assertThat(work.runs()).hasSize(2);
    }

    @Test
    void switchedOffCacheRunsEachTimeAndLeavesNoValidManifest() {
        contexts.run(context -> context.getBean(Report.class).write());
        contexts.withPropertyValues("stepcache.enabled=false").run(context -> {
            context.getBean(Report.class).write();
            context.getBean(Report.class).write();
            assertThat(work.dir().resolve("out/.report.manifest.json")).doesNotExist();
        });
        assertThat(work.runs()).hasSize(3);

        contexts.run(context -> context.getBean(Report.class).write());
        assertThat(work.runs()).hasSize(4);
    }

    @Test
    void switchedOffCacheStandsInNobodysWay() {
        contexts.run(context -> assertThatIllegalArgumentException()
                .isThrownBy(() -> context.getBean(Report.class).convert("../x", new Object())));
        contexts.withPropertyValues("stepcache.enabled=false").run(context -> {
            assertThat(context.getBean(Report.class).convert("../x", new Object()))
                    .isEqualTo("converted");
            assertThat(context.getBean(Report.class).convert("a", new Object())).isEqualTo("converted");
        });
    }

    @Test
    void excludedFilesAreNoInputs() {
        contexts.withPropertyValues("stepcache.excludes=in/draft, **/*.tmp").run(context -> {
            context.getBean(Report.class).write();
            work.write("in/draft/b.csv", "changed");
            work.write("in/c.tmp", "changed");
            context.getBean(Report.class).write();
            assertThat(work.runs()).hasSize(1);
            assertThat(context.getBean(Decisions.class).results().get(0).inputs())
                    .isEqualTo(1);

            work.write("in/a.csv", "changed");
            context.getBean(Report.class).write();
            assertThat(work.runs()).hasSize(2);
        });
    }

    @Test
    void listsMayBeIndexed() {
        contexts.withPropertyValues("stepcache.excludes[0]=in/draft", "stepcache.excludes[1]=**/*.tmp")
                .run(context -> assertThat(
                                context.getBean(StepCacheProperties.class).excludes())
                        .containsExactly("in/draft", "**/*.tmp"));
    }

    @Test
    void lockFileLiesBesideTheOutputDirectory() {
        contexts.run(context -> {
            context.getBean(Report.class).write();
            assertThat(work.dir().resolve(".out.report.lock")).exists();
        });
    }

    @Test
    void locksWithinTheProcessLeaveNoFile() {
        contexts.withPropertyValues("stepcache.lock=jvm").run(context -> {
            context.getBean(Report.class).write();
            assertThat(work.dir().resolve(".out.report.lock")).doesNotExist();
        });
    }

    @Test
    void callerWaitsNoLongerThanTheLockTimeout() {
        contexts.withPropertyValues("stepcache.lock-timeout=10ms").run(context -> {
            Report bean = context.getBean(Report.class);
            CountDownLatch started = new CountDownLatch(1);
            CountDownLatch end = new CountDownLatch(1);
            ExecutorService other = Executors.newSingleThreadExecutor();
            try {
                Future<?> first = other.submit(() -> {
                    bean.wait(started, end);
                    return null;
                });
                started.await();
                assertThatExceptionOfType(LockTimeoutException.class)
                        .isThrownBy(() -> bean.wait(started, end))
                        .withMessageContaining("slow");
                end.countDown();
                assertThat(first.get()).isNull();
            } finally {
                end.countDown();
                other.shutdown();
            }
            assertThat(work.runs()).containsExactly("slow");
        });
    }

    @Test
    void editedOutputIsFoundUnlessOnlyExistenceIsLookedAt() {
        contexts.run(context -> context.getBean(Report.class).write());
        work.write("out/report.txt", "edited");

        contexts.withPropertyValues("stepcache.outputs.verify=exists").run(context -> {
            context.getBean(Report.class).write();
            assertThat(context.getBean(Decisions.class).last().isFresh()).isTrue();
        });
        contexts.withPropertyValues("stepcache.outputs.verify=content").run(context -> {
            context.getBean(Report.class).write();
            assertThat(context.getBean(Decisions.class).last().reasons())
                    .singleElement()
                    .isInstanceOf(StaleReason.OutputChanged.class);
        });
    }

    @Test
    void missingOutputIsAWarning(CapturedOutput output) {
        contexts.run(context -> {
            context.getBean(Report.class).forgetToWrite();
            context.getBean(Report.class).forgetToWrite();

            assertThat(work.runs()).hasSize(2);
            assertThat(output)
                    .contains("WARN  StepCache - Step \"lazy-bones\" is not remembered and will run again:"
                            + " output \"never\" is missing after it ran");
        });
    }

    @Test
    void missingOutputIsAFailureWhereThatIsAskedFor() {
        contexts.withPropertyValues("stepcache.outputs.missing=fail")
                .run(context -> assertThatExceptionOfType(MissingOutputsException.class)
                        .isThrownBy(() -> context.getBean(Report.class).forgetToWrite())
                        .withMessageContaining("never"));
    }

    @Test
    void valuesAreReadAsSpringBootReadsThem() {
        contexts.withPropertyValues(
                        "stepcache.lock=JVM",
                        "STEPCACHE_OUTPUTS_VERIFY=Exists",
                        "stepcache.lockTimeout=PT5M",
                        "stepcache.force-steps=a,b-*",
                        "stepcache.artifact-versions[schema.v2]=7")
                .run(context -> {
                    StepCacheProperties properties = context.getBean(StepCacheProperties.class);
                    assertThat(properties.lock()).isEqualTo(LockMode.JVM);
                    assertThat(properties.lockTimeout()).hasMinutes(5);
                    assertThat(properties.forceSteps()).containsExactly("a", "b-*");
                    assertThat(properties.artifactVersions()).containsEntry("schema.v2", "7");
                });
    }
}
