package io.github.stepcache.autoconfigure;

import io.github.stepcache.StepCache;
import io.github.stepcache.actuate.StepCacheEndpoint;
import io.github.stepcache.actuate.StepCacheEndpointWebExtension;
import io.github.stepcache.history.StepJournal;
import io.github.stepcache.spring.CachedStepMethods;
import io.github.stepcache.spring.DeclaredSteps;
import io.github.stepcache.spring.SeenSteps;
import java.nio.file.Path;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Sets up the Actuator endpoint {@code stepcache}, where there is Actuator and the endpoint is exposed. */
@AutoConfiguration(after = StepCacheAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnAvailableEndpoint(StepCacheEndpoint.class)
public final class StepCacheEndpointAutoConfiguration {

    /** For the container. */
    StepCacheEndpointAutoConfiguration() {}

    @Bean
    @ConditionalOnBean(StepJournal.class)
    @ConditionalOnMissingBean
    StepCacheEndpoint stepCacheEndpoint(
            DeclaredSteps declared,
            StepJournal journal,
            CachedStepMethods methods,
            ObjectProvider<StepCache> cache,
            StepCacheProperties properties) {
        return new StepCacheEndpoint(
                declared, journal, new SeenSteps(methods), cache::getObject, Path.of(properties.baseDir()));
    }

    @Bean
    @ConditionalOnBean(StepCacheEndpoint.class)
    @ConditionalOnMissingBean
    StepCacheEndpointWebExtension stepCacheEndpointWebExtension(StepCacheEndpoint endpoint) {
        return new StepCacheEndpointWebExtension(endpoint);
    }
}
