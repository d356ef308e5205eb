package io.github.stepcache.integration;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import org.springframework.integration.support.locks.DistributedLock;
import org.springframework.integration.support.locks.LockRegistry;
import org.springframework.integration.support.locks.RenewableLockRegistry;

/**
 * One lock of a registry, as the thread sees it that takes it and gives it back. Where the registry lets its locks expire and
 * has them renewed, how long they live is told to it; where it does not, they live as long as it likes.
 */
final class RegisteredLock {

    private final LockRegistry<?> registry;
    private final String name;
    private final Duration life;
    private final Lock lock;

    RegisteredLock(LockRegistry<?> registry, String name, Duration life) {
        this.registry = registry;
        this.name = name;
        this.life = life;
        this.lock = registry.obtain(name);
    }

    boolean tryLock(Duration patience) throws InterruptedException {
        if (lock instanceof DistributedLock expiring && registry instanceof RenewableLockRegistry<?>) {
            return expiring.tryLock(patience, life);
        }
        return lock.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Say that the owner lives.
     *
     * @throws IllegalStateException if the lock is lost
     */
    void renew() {
        if (lock instanceof DistributedLock && registry instanceof RenewableLockRegistry<?> renewable) {
            renewable.renewLock(name, life);
        }
    }

    void unlock() {
        lock.unlock();
    }

    /** Tell whether another name has the same lock, since some registries have only so many. */
    boolean isMixedUpWith(RegisteredLock other) {
        return lock == other.lock && !name.equals(other.name);
    }
}
