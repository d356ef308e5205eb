package io.github.stepcache.autoconfigure;

import io.github.stepcache.metrics.StepObservationConvention;
import io.github.stepcache.metrics.StepObservations;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Puts an observation round each step, where the application observes. */
@AutoConfiguration(
        before = StepCacheAutoConfiguration.class,
        afterName = "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration")
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnBean(ObservationRegistry.class)
public final class StepCacheObservationAutoConfiguration {

    /** For the container. */
    StepCacheObservationAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    StepObservations stepObservations(
            ObservationRegistry registry, ObjectProvider<StepObservationConvention> convention) {
        return new StepObservations(registry, convention.getIfAvailable());
    }
}
