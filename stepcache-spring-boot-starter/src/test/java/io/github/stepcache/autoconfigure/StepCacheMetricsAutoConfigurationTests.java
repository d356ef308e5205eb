package io.github.stepcache.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.StepCache;
import io.github.stepcache.annotation.CachedStep;
import io.github.stepcache.metrics.DefaultStepObservationConvention;
import io.github.stepcache.metrics.StepMeters;
import io.github.stepcache.metrics.StepObservationContext;
import io.github.stepcache.metrics.StepObservationConvention;
import io.github.stepcache.metrics.StoreMeters;
import io.github.stepcache.spring.Contexts;
import io.github.stepcache.spring.Workspace;
import io.github.stepcache.store.StoreListener;
import io.micrometer.common.KeyValue;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class StepCacheMetricsAutoConfigurationTests {

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private ApplicationContextRunner contexts;

    @BeforeEach
    void setUp(@TempDir Path dir) {
        contexts = Contexts.in(new Workspace(dir), Step.class)
                .withConfiguration(AutoConfigurations.of(StepCacheMetricsAutoConfiguration.class));
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
    void stepsAreCounted() {
        contexts.withBean(MeterRegistry.class, () -> registry).run(context -> {
            context.getBean(Step.class).step();

            assertThat(registry.get("stepcache.hashed.bytes")
                            .tag("step", "step")
                            .counter()
                            .count())
                    .isEqualTo(4);
        });
    }

    @Test
    void registryOfSpringBootIsFound() {
        contexts.withConfiguration(AutoConfigurations.of(
                        MetricsAutoConfiguration.class,
                        SimpleMetricsExportAutoConfiguration.class,
                        CompositeMeterRegistryAutoConfiguration.class))
                .run(context ->
                        assertThat(context).hasSingleBean(StepMeters.class).hasSingleBean(StoreMeters.class));
    }

    @Test
    void storesAreCountedWhereTheStepsAre() {
        contexts.withBean(MeterRegistry.class, () -> registry).run(context -> {
            context.getBean(StoreListener.class).failed("local", "no space left");

            assertThat(registry.get("stepcache.store.failures").counter().count())
                    .isEqualTo(1);
        });
    }

    @Test
    void ofSeveralRegistriesTheOneForAllIsTaken() {
        contexts.withConfiguration(AutoConfigurations.of(
                        MetricsAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class))
                .withBean("first", MeterRegistry.class, SimpleMeterRegistry::new)
                .withBean("second", MeterRegistry.class, SimpleMeterRegistry::new)
                .run(context -> {
                    context.getBean(Step.class).step();

                    assertThat(context.getBeansOfType(SimpleMeterRegistry.class).values())
                            .hasSize(2)
                            .allSatisfy(each -> assertThat(
                                            each.find("stepcache.hashed.files").counter())
                                    .isNotNull());
                });
    }

    @Test
    void nothingIsCountedWithoutARegistry() {
        contexts.run(context -> assertThat(context)
                .hasNotFailed()
                .hasSingleBean(StepCache.class)
                .doesNotHaveBean(StepMeters.class)
                .doesNotHaveBean(StoreMeters.class));
    }

    @Test
    void nothingIsMissedWithoutMicrometer() {
        contexts.withClassLoader(new FilteredClassLoader("io.micrometer"))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(StepCache.class)
                        .doesNotHaveBean(StepMeters.class)
                        .doesNotHaveBean(StoreMeters.class));
    }

    static class Shortening extends DefaultStepObservationConvention {
        @Override
        protected KeyValue step(StepObservationContext context) {
            return KeyValue.of("step", "any");
        }
    }

    @Test
    void ownConventionNamesTheTags() {
        contexts.withBean(MeterRegistry.class, () -> registry)
                .withBean(StepObservationConvention.class, Shortening::new)
                .run(context -> {
                    context.getBean(Step.class).step();

                    assertThat(registry.get("stepcache.hashed.files")
                                    .tag("step", "any")
                                    .counters())
                            .hasSize(1);
                });
    }
}
