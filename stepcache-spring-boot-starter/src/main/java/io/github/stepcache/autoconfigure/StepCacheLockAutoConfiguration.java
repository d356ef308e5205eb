package io.github.stepcache.autoconfigure;

import io.github.stepcache.integration.RegistryLocks;
import io.github.stepcache.lock.SharedLocks;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.integration.support.locks.LockRegistry;

/** Shares locks with other machines by a lock registry of Spring Integration, where {@code stepcache.lock} asks for it. */
@AutoConfiguration(before = StepCacheAutoConfiguration.class)
@ConditionalOnClass(LockRegistry.class)
public final class StepCacheLockAutoConfiguration {

    /** For the container. */
    StepCacheLockAutoConfiguration() {}

    /** Made only if the cache wants it, so that the property is asked for at each start. */
    @Bean
    @Lazy
    @ConditionalOnMissingBean
    SharedLocks stepCacheSharedLocks(ListableBeanFactory beans) {
        String[] names = beans.getBeanNamesForType(LockRegistry.class);
        if (names.length == 0) {
            throw new SharedLocksMissingException(
                    "there is no bean of type LockRegistry.",
                    "Define one, such as a RedisLockRegistry or a JdbcLockRegistry, or set stepcache.lock=file.");
        }
        LockRegistry<?> registry = beans.getBeanProvider(LockRegistry.class).getIfUnique();
        if (registry == null) {
            throw new SharedLocksMissingException(
                    "there are several beans of type LockRegistry: " + String.join(", ", names) + '.',
                    "Mark the one to use as @Primary, or set stepcache.lock=file.");
        }
        return new RegistryLocks(registry);
    }
}
