package io.github.stepcache.autoconfigure;

import io.github.stepcache.metrics.DefaultStepObservationConvention;
import io.github.stepcache.metrics.StepMeters;
import io.github.stepcache.metrics.StepObservationConvention;
import io.github.stepcache.metrics.StoreMeters;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;

/** Counts what steps read and save, and what becomes of stores, where the application has metrics. */
@AutoConfiguration(
        before = StepCacheAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
        })
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnSingleCandidate(MeterRegistry.class)
public final class StepCacheMetricsAutoConfiguration {

    /** For the container. */
    StepCacheMetricsAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    StepMeters stepMeters(MeterRegistry registry, ObjectProvider<StepObservationConvention> convention) {
        return new StepMeters(registry, convention.getIfAvailable(DefaultStepObservationConvention::new));
    }

    @Bean
    @ConditionalOnMissingBean
    StoreMeters storeMeters(MeterRegistry registry) {
        return new StoreMeters(registry);
    }
}
