package io.github.stepcache.integration;

import io.github.stepcache.lock.SharedLockException;
import io.github.stepcache.lock.SharedLocks;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.integration.support.locks.LockRegistry;

/**
 * Locks that machines share by any {@link LockRegistry} of Spring Integration. Where the registry can have its locks expire,
 * as Redis and databases do, they do so a minute after their owner died, and are renewed as long as it lives.
 */
public final class RegistryLocks implements SharedLocks {

    private static final String PREFIX = "stepcache-";

    private final LockRegistry<?> registry;
    private final LockTiming timing;
    private final Set<RegisteredLock> held = ConcurrentHashMap.newKeySet();
    private final AtomicLong silentUntil = new AtomicLong(System.nanoTime());

    /**
     * Set up.
     *
     * @param registry keeps the locks
     */
    public RegistryLocks(LockRegistry<?> registry) {
        this(registry, LockTiming.DEFAULT);
    }

    RegistryLocks(LockRegistry<?> registry, LockTiming timing) {
        this.registry = registry;
        this.timing = timing;
    }

    @Override
    public Optional<SharedLock> acquire(String name, Duration patience) throws SharedLockException {
        if (silentUntil.get() - System.nanoTime() > 0) {
            throw noAnswer();
        }
        String lock = PREFIX + name;
        LockKeeper keeper =
                new LockKeeper(lock, () -> new RegisteredLock(registry, lock, timing.life()), held, patience, timing);
        try {
            keeper.start();
        } catch (OutOfMemoryError e) {
            throw new SharedLockException("the system has no thread left", e);
        }
        return isTaken(keeper) ? Optional.of(new Held(keeper)) : Optional.empty();
    }

    /** Wait for the registry: as long as it says that somebody else has the lock, and it is not time to give up. */
    private boolean isTaken(LockKeeper keeper) throws SharedLockException {
        while (true) {
            Optional<Boolean> taken = answer(keeper.taken(), untilSilent(keeper));
            if (taken.isPresent()) {
                return taken.get();
            }
            if (untilSilent(keeper) <= 0 && keeper.taken().complete(false)) {
                silentUntil.set(System.nanoTime() + timing.silence().toNanos());
                throw noAnswer();
            }
        }
    }

    /** A registry waits once for the other threads of this process, and once for other machines. */
    private long untilSilent(LockKeeper keeper) {
        long limit = 2 * timing.attempt().toNanos() + timing.answer().toNanos();
        return keeper.lastSign() + limit - System.nanoTime();
    }

    private SharedLockException noAnswer() {
        return new SharedLockException(
                "no answer from the lock registry in " + timing.answer().toSeconds() + " s",
                new TimeoutException("no answer"));
    }

    /** Wait for an answer, whatever interrupts come. */
    private static Optional<Boolean> answer(CompletableFuture<Boolean> answer, long nanos) throws SharedLockException {
        long end = System.nanoTime() + nanos;
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return Optional.of(answer.get(end - System.nanoTime(), TimeUnit.NANOSECONDS));
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new SharedLockException(WithoutSecrets.of(e), e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** A lock that its keeper keeps. */
    private final class Held implements SharedLock {

        private final LockKeeper keeper;

        Held(LockKeeper keeper) {
            this.keeper = keeper;
        }

        @Override
        public boolean isStillHeld() {
            return inTime(keeper.ask());
        }

        /** Wait for the registry: the process may end now, and others would have to wait for the lock to expire. */
        @Override
        public void close() {
            inTime(keeper.end());
        }

        private boolean inTime(CompletableFuture<Boolean> reply) {
            try {
                return answer(reply, timing.answer().toNanos()).orElse(false);
            } catch (SharedLockException impossible) { // replies are yes or no
                return false;
            }
        }
    }
}
