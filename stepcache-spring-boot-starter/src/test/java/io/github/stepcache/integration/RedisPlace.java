package io.github.stepcache.integration;

import io.github.stepcache.lock.SharedLocks;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.integration.redis.util.RedisLockRegistry;

/** Locks that are keys of a Redis server. */
final class RedisPlace implements LockPlace {

    private final LettuceConnectionFactory connections;

    RedisPlace(int port) {
        this.connections = new LettuceConnectionFactory("localhost", port);
        connections.afterPropertiesSet();
        connections.start();
    }

    void deleteAllKeys() {
        StringRedisTemplate redis = new StringRedisTemplate(connections);
        redis.delete(redis.keys("*"));
    }

    @Override
    public SharedLocks machine() {
        return new RegistryLocks(new RedisLockRegistry(connections, "locks"), TIMING);
    }

    @Override
    public void close() {
        connections.destroy();
    }
}
