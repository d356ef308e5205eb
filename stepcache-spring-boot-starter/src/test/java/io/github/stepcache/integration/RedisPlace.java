package io.github.stepcache.integration;

import io.github.stepcache.lock.SharedLocks;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.integration.redis.util.RedisLockRegistry;

/** Locks that are keys of a Redis server. */
final class RedisPlace implements LockPlace {

    private final LettuceConnectionFactory connections;
    private final Queue<RedisLockRegistry> registries = new ConcurrentLinkedQueue<>();

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
        RedisLockRegistry registry = new RedisLockRegistry(connections, "locks");
        registries.add(registry);
        return new RegistryLocks(registry, TIMING);
    }

    @Override
    public void close() {
        registries.forEach(RedisLockRegistry::destroy); // their threads keep a process from ending for a minute
        connections.destroy();
    }
}
