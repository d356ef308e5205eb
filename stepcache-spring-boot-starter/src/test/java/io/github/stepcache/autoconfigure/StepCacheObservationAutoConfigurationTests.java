package io.github.stepcache.autoconfigure;

import static io.micrometer.observation.tck.TestObservationRegistryAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.StepCache;
import io.github.stepcache.annotation.CachedStep;
import io.github.stepcache.metrics.DefaultStepObservationConvention;
import io.github.stepcache.metrics.StepMeters;
import io.github.stepcache.metrics.StepObservationConvention;
import io.github.stepcache.metrics.StepObservations;
import io.github.stepcache.spring.Contexts;
import io.github.stepcache.spring.Workspace;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class StepCacheObservationAutoConfigurationTests {

    private final TestObservationRegistry registry = TestObservationRegistry.create();
    private ApplicationContextRunner contexts;

    @BeforeEach
    void setUp(@TempDir Path dir) {
        contexts = Contexts.in(new Workspace(dir), Step.class)
                .withConfiguration(AutoConfigurations.of(StepCacheObservationAutoConfiguration.class));
    }

    /** Public, for proxies in another class loader. */
    public static class Step {
        private final Workspace work;

        public Step(Workspace work) {
            this.work = work;
        }

        @CachedStep(name = "step", outputDir = "out", requiredOutputs = "x")
        public void step() {
            work.run("step", "out/x");
        }
    }

    @Test
    void stepsAreObserved() {
        contexts.withBean(ObservationRegistry.class, () -> registry).run(context -> {
            context.getBean(Step.class).step();

            assertThat(registry)
                    .hasSingleObservationThat()
                    .hasNameEqualTo("stepcache.step")
                    .hasLowCardinalityKeyValue("step", "step")
                    .hasLowCardinalityKeyValue("outcome", "stale")
                    .hasBeenStopped();
        });
    }

    @Test
    void registryOfSpringBootIsFound() {
        contexts.withConfiguration(AutoConfigurations.of(ObservationAutoConfiguration.class))
                .run(context -> assertThat(context).hasSingleBean(StepObservations.class));
    }

    @Test
    void nothingIsObservedWithoutARegistry() {
        contexts.run(context -> assertThat(context)
                .hasNotFailed()
                .hasSingleBean(StepCache.class)
                .doesNotHaveBean(StepObservations.class));
    }

    @Test
    void nothingIsMissedWithoutMicrometer() {
        contexts.withClassLoader(new FilteredClassLoader("io.micrometer")).run(context -> {
            assertThat(context).hasNotFailed().hasSingleBean(StepCache.class).doesNotHaveBean(StepObservations.class);
            context.getBean(Step.class).step();
        });
    }

    @Test
    void observationsNeedNoMetrics() {
        contexts.withConfiguration(AutoConfigurations.of(StepCacheMetricsAutoConfiguration.class))
                .withBean(ObservationRegistry.class, () -> registry)
                .withClassLoader(new FilteredClassLoader(MeterRegistry.class))
                .run(context -> assertThat(context)
                        .hasSingleBean(StepObservations.class)
                        .doesNotHaveBean(StepMeters.class));
    }

    @Test
    void ownObservationsAreKept() {
        contexts.withBean(ObservationRegistry.class, () -> registry)
                .withBean("own", StepObservations.class, () -> new StepObservations(registry))
                .run(context -> assertThat(context)
                        .hasSingleBean(StepObservations.class)
                        .hasBean("own"));
    }

    @Test
    void ownConventionNamesSteps() {
        contexts.withBean(ObservationRegistry.class, () -> registry)
                .withBean(StepObservationConvention.class, Renaming::new)
                .run(context -> {
                    context.getBean(Step.class).step();

                    assertThat(registry).hasSingleObservationThat().hasNameEqualTo("my.step");
                });
    }

    static class Renaming extends DefaultStepObservationConvention {
        @Override
        public String getName() {
            return "my.step";
        }
    }

    @Test
    void observationsBecomeTimersAndCanBeSwitchedOff() {
        ApplicationContextRunner metrics = contexts.withConfiguration(
                        AutoConfigurations.of(MetricsAutoConfiguration.class, ObservationAutoConfiguration.class))
                .withConfiguration(AutoConfigurations.of(SimpleMetricsExportAutoConfiguration.class));
        metrics.run(context -> {
            context.getBean(Step.class).step();
            context.getBean(Step.class).step();

            MeterRegistry meters = context.getBean(MeterRegistry.class);
            assertThat(meters.get("stepcache.step")
                            .tags("step", "step", "outcome", "fresh", "error", "none")
                            .timer()
                            .count())
                    .isEqualTo(1);
        });
        metrics.withPropertyValues("management.observations.enable.stepcache=false")
                .run(context -> {
                    context.getBean(Step.class).step();

                    assertThat(context.getBean(MeterRegistry.class)
                                    .find("stepcache.step")
                                    .meters())
                            .isEmpty();
                });
    }
}
