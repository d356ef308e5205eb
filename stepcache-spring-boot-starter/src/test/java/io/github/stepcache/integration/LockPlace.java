package io.github.stepcache.integration;

import io.github.stepcache.lock.LockMode;
import io.github.stepcache.lock.SharedLocks;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.integration.support.locks.DefaultLockRegistry;
import org.springframework.integration.support.locks.LockRegistry;

/** Where locks are kept that a test is about, whichever they are. */
interface LockPlace extends AutoCloseable {

    /** Lives that are short enough for a test, and answers that a busy machine can give in time. */
    LockTiming TIMING = new LockTiming(
            Duration.ofSeconds(3),
            Duration.ofMillis(500),
            Duration.ofMillis(250),
            Duration.ofSeconds(5),
            Duration.ofMillis(1));

    /** See the locks as one more machine does, or one more process, or thread, as far as they reach. */
    SharedLocks machine();

    @Override
    default void close() {}

    /** Open a place that another process may have open, too. */
    static LockPlace at(String address) {
        if (address.startsWith("jdbc:")) {
            return new JdbcPlace(address);
        }
        return address.startsWith("redis:")
                ? new RedisPlace(Integer.parseInt(address.substring("redis:".length())))
                : files(Path.of(address), LockMode.FILE);
    }

    /** The locks that the cache has without others. */
    static LockPlace files(Path directory, LockMode mode) {
        return () -> new OwnLocks(directory, mode);
    }

    static LockPlace memory() {
        LockRegistry<?> registry = new DefaultLockRegistry();
        return () -> new RegistryLocks(registry, TIMING);
    }
}
