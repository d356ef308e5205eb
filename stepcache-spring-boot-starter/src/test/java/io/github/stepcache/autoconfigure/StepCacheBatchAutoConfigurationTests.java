package io.github.stepcache.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.batch.CachedSteps;
import io.github.stepcache.spring.Contexts;
import io.github.stepcache.spring.Workspace;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.batch.autoconfigure.BatchAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class StepCacheBatchAutoConfigurationTests {

    private ApplicationContextRunner contexts;

    @BeforeEach
    void setUp(@TempDir Path dir) {
        contexts = Contexts.in(new Workspace(dir))
                .withConfiguration(AutoConfigurations.of(StepCacheBatchAutoConfiguration.class));
    }

    @Test
    void cachedStepsAreThereWithSpringBatch() {
        contexts.withConfiguration(AutoConfigurations.of(BatchAutoConfiguration.class))
                .run(context -> assertThat(context).hasSingleBean(CachedSteps.class));
    }

    @Test
    void nothingIsMissedWithoutAJobRepository() {
        contexts.run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(CachedSteps.class));
    }

    @Test
    void nothingIsMissedWithoutSpringBatch() {
        contexts.withClassLoader(new FilteredClassLoader("org.springframework.batch"))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(CachedSteps.class));
    }
}
