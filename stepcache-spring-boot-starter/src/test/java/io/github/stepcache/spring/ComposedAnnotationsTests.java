package io.github.stepcache.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.annotation.CachedStep;
import io.github.stepcache.step.StepSpec;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.annotation.AliasFor;

/** What annotations of an application say of a step counts as if it stood in {@code @CachedStep} itself. */
class ComposedAnnotationsTests {

    private Workspace work;

    @BeforeEach
    void setUp(@TempDir Path dir) {
        work = new Workspace(dir);
    }

    @Retention(RetentionPolicy.RUNTIME)
    @CachedStep(outputDir = "out/#{#study}", artifactVersions = "schema=1")
    @interface StudyStep {
        @AliasFor(annotation = CachedStep.class)
        String name();

        @AliasFor(annotation = CachedStep.class, attribute = "requiredOutputs")
        String[] outputs();
    }

    /** Composed of one that is composed itself. */
    @Retention(RetentionPolicy.RUNTIME)
    @StudyStep(name = "", outputs = "report.txt")
    @interface ReportStep {
        @AliasFor(annotation = StudyStep.class, attribute = "name")
        String value();

        @AliasFor(annotation = CachedStep.class)
        String[] artifactVersions() default {};
    }

    interface Reports {
        @ReportStep(value = "report-#{#study}", artifactVersions = "schema=2")
        void report(String study);
    }

    static class Implementation implements Reports {
        private final Workspace work;

        Implementation(Workspace work) {
            this.work = work;
        }

        @Override
        public void report(String study) {
            work.run(study, "out/" + study + "/report.txt");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void onAnInterfaceThroughTwoAnnotations(boolean proxyTargetClass) {
        Proxied.assertCachedOnce(
                work,
                Proxied.by(work, proxyTargetClass, Implementation.class),
                Reports.class,
                proxyTargetClass,
                reports -> reports.report("heart"));
    }

    @Test
    void aliasesOfAllLevelsCount() {
        Contexts.in(work, Implementation.class).run(context -> {
            context.getBean(Reports.class).report("heart");
            StepSpec spec = context.getBean(Decisions.class).lastSpec();

            assertThat(spec.name()).isEqualTo("report-heart");
            assertThat(spec.requiredOutputs()).isEqualTo(List.of("report.txt"));
            assertThat(spec.artifactVersions()).containsOnlyKeys("schema").containsEntry("schema", "2");
            assertThat(work.dir().resolve("out/heart/.report-heart.manifest.json"))
                    .exists();
        });
    }

    static class Nearer extends Implementation {
        Nearer(Workspace work) {
            super(work);
        }

        @Override
        @StudyStep(name = "nearer", outputs = "report.txt")
        public void report(String study) {
            super.report(study);
        }
    }

    @Test
    void annotationOfTheClassIsNearerThanThatOfItsInterface() {
        Contexts.in(work, Nearer.class).run(context -> {
            context.getBean(Reports.class).report("heart");

            assertThat(context.getBean(Decisions.class).lastSpec().name()).isEqualTo("nearer");
            assertThat(context.getBean(Decisions.class).count()).isEqualTo(1);
        });
    }
}
