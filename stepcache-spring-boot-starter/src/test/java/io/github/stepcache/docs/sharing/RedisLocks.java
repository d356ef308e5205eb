package io.github.stepcache.docs.sharing;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.integration.redis.util.RedisLockRegistry;
import org.springframework.integration.support.locks.LockRegistry;

/** The locks of a cluster, in Redis. */
@Configuration(proxyBeanMethods = false)
class RedisLocks {

    @Bean
    LockRegistry<?> redisLocks(RedisConnectionFactory redis) {
        return new RedisLockRegistry(redis, "stepcache");
    }
}
