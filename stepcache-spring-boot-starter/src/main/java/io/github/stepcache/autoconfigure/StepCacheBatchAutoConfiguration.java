package io.github.stepcache.autoconfigure;

import io.github.stepcache.StepCache;
import io.github.stepcache.batch.CachedSteps;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Sets up what makes steps of Spring Batch cached steps, where there is Spring Batch. */
@AutoConfiguration(
        after = StepCacheAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.batch.autoconfigure.BatchAutoConfiguration",
            "org.springframework.boot.batch.jdbc.autoconfigure.BatchJdbcAutoConfiguration"
        })
@ConditionalOnClass(JobRepository.class)
public final class StepCacheBatchAutoConfiguration {

    /** For the container. */
    StepCacheBatchAutoConfiguration() {}

    @Bean
    @ConditionalOnBean(JobRepository.class)
    @ConditionalOnMissingBean
    CachedSteps cachedSteps(StepCache cache, JobRepository repository) {
        return new CachedSteps(cache, repository);
    }
}
