package io.github.stepcache.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.stepcache.step.StepFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Steps that call each other on several machines save work where they can, and never wait for each other for ever. */
@Timeout(60)
class NestedSharingTests {

    private static final Duration NOT_LONG = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofMinutes(10);

    private final Map<String, Semaphore> locks = new ConcurrentHashMap<>();

    @TempDir
    private Path base;

    @Test
    void machinesThatNestTheSameStepsTheOtherWayRoundBothGoOn() {
        CyclicBarrier both = new CyclicBarrier(2);
        Executor threads = task -> new Thread(task).start();
        CompletableFuture<Boolean> first = CompletableFuture.supplyAsync(() -> nest("m1", "a", "b", both), threads);
        CompletableFuture<Boolean> second = CompletableFuture.supplyAsync(() -> nest("m2", "b", "a", both), threads);

        assertThat(first).succeedsWithin(Duration.ofSeconds(30));
        assertThat(second).succeedsWithin(Duration.ofSeconds(30));
        assertThat(locks.values()).allMatch(lock -> lock.availablePermits() == 1);
    }

    @Test
    void innerStepThatNobodyElseRunsIsShared() {
        assertThat(nest("m1", "a", "b", new CyclicBarrier(1))).isTrue();
    }

    @Test
    void timeoutThatIsShorterStillEndsTheInnerStep() {
        StepLocks machine = machine(Optional.of(NOT_LONG), LONG);
        take("b");
        try (StepLock outer = machine.acquire(files("m1", "a"));
                StepLock inner = machine.acquire(files("m1", "b"))) {
            assertThat(machine.share(outer, files("m1", "a"), "a")).isTrue();
            assertThatThrownBy(() -> machine.share(inner, files("m1", "b"), "b"))
                    .isInstanceOf(LockTimeoutException.class);
        }
    }

    @Test
    void stepThatIsCalledAfterAnotherOneHasAllTheTimeAgain() {
        StepLocks machine = machine(Optional.of(NOT_LONG), Duration.ofNanos(1));
        take("b");
        try (StepLock earlier = machine.acquire(files("m1", "a"))) {
            assertThat(machine.share(earlier, files("m1", "a"), "a")).isTrue();
        }
        try (StepLock later = machine.acquire(files("m1", "b"))) {
            assertThatThrownBy(() -> machine.share(later, files("m1", "b"), "b"))
                    .isInstanceOf(LockTimeoutException.class);
        }
    }

    /** Run a step within another one, when the other machine is as far, and tell whether the inner one was shared. */
    private boolean nest(String name, String outerStep, String innerStep, CyclicBarrier both) {
        StepLocks machine = machine(Optional.empty(), NOT_LONG);
        try (StepLock outer = machine.acquire(files(name, outerStep))) {
            assertThat(machine.share(outer, files(name, outerStep), outerStep)).isTrue();
            both.await(20, TimeUnit.SECONDS);
            try (StepLock inner = machine.acquire(files(name, innerStep))) {
                return machine.share(inner, files(name, innerStep), innerStep);
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void take(String lock) {
        lock(lock).acquireUninterruptibly();
    }

    private StepFiles files(String machine, String step) {
        return new StepFiles(base.resolve(machine), step);
    }

    private StepLocks machine(Optional<Duration> timeout, Duration patience) {
        return new StepLocks(LockMode.REGISTRY, timeout, Optional.of(new Machine()), patience);
    }

    private Semaphore lock(String name) {
        return locks.computeIfAbsent(name, key -> new Semaphore(1));
    }

    /** What one machine sees of the locks that all share. */
    private final class Machine implements SharedLocks {

        @Override
        public Optional<SharedLock> acquire(String name, Duration patience) throws SharedLockException {
            try {
                return lock(name).tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)
                        ? Optional.of(new Held(lock(name)))
                        : Optional.empty();
            } catch (InterruptedException e) {
                throw new SharedLockException("interrupted", e);
            }
        }
    }

    private record Held(Semaphore lock) implements SharedLocks.SharedLock {

        @Override
        public boolean isStillHeld() {
            return true;
        }

        @Override
        public void close() {
            lock.release();
        }
    }
}
