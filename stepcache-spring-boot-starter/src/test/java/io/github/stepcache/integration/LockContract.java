package io.github.stepcache.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.lock.SharedLockException;
import io.github.stepcache.lock.SharedLocks;
import io.github.stepcache.lock.SharedLocks.SharedLock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every lock does that keeps a step from running twice at once. */
@Timeout(180)
abstract class LockContract {

    static final Duration LONG = Duration.ofMinutes(1);
    static final Duration SHORT = Duration.ofMillis(300);
    static final String NAME = "0123456789abcdef".repeat(4);

    private LockPlace place;

    /** The place of the locks, empty. */
    abstract LockPlace open() throws Exception;

    @BeforeEach
    void openPlace() throws Exception {
        place = open();
    }

    @AfterEach
    void closePlace() {
        place.close();
    }

    final LockPlace place() {
        return place;
    }

    final SharedLocks machine() {
        return place.machine();
    }

    /** Take the lock, which is free. */
    final SharedLock take(SharedLocks locks) throws SharedLockException {
        return locks.acquire(NAME, LONG).orElseThrow();
    }

    final boolean isFree() throws SharedLockException {
        var lock = machine().acquire(NAME, SHORT);
        lock.ifPresent(SharedLock::close);
        return lock.isPresent();
    }

    @Test
    void manyThreadsHaveItOneByOne() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(6);
        List<Future<?>> all = new ArrayList<>();
        SharedLocks common = machine();
        for (int i = 0; i < 6; i++) {
            SharedLocks locks = i < 3 ? common : machine();
            all.add(threads.submit(() -> {
                for (int round = 0; round < 5; round++) {
                    try (SharedLock lock = take(locks)) {
                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        assertThat(lock.isStillHeld()).isTrue();
                        inside.decrementAndGet();
                    }
                }
                return true;
            }));
        }
        for (Future<?> thread : all) {
            thread.get();
        }
        threads.shutdown();
        assertThat(most).hasValue(1);
    }

    @Test
    void otherOneWaitsUntilItIsGivenBack() throws Exception {
        SharedLock first = take(machine());
        CompletableFuture<SharedLock> second = CompletableFuture.supplyAsync(this::takeAsAnother);
        assertThat(isFree()).isFalse();
        assertThat(second).isNotDone();
        first.close();

        SharedLock lock = second.get();
        assertThat(lock.isStillHeld()).isTrue();
        assertThat(isFree()).isFalse();
        lock.close();
        assertThat(isFree()).isTrue();
    }

    @Test
    void waitEndsWithPatience() throws Exception {
        try (SharedLock lock = take(machine())) {
            assertThat(machine().acquire(NAME, Duration.ofNanos(1))).isEmpty();
            assertThat(machine().acquire(NAME, SHORT)).isEmpty();
            assertThat(lock.isStillHeld()).isTrue();
        }
    }

    @Test
    void impatientOnesGetWhatIsFree() throws Exception {
        SharedLocks locks = machine();
        for (int i = 0; i < 3; i++) {
            var lock = locks.acquire(NAME, Duration.ofNanos(1));
            assertThat(lock).isPresent();
            lock.get().close();
        }
    }

    @Test
    void itCanBeAskedAndGivenBackOnAnotherThread() throws Exception {
        SharedLock lock = take(machine());
        assertThat(CompletableFuture.supplyAsync(lock::isStillHeld).get()).isTrue();
        CompletableFuture.runAsync(lock::close).get();

        assertThat(isFree()).isTrue();
    }

    @Test
    void givenBackTwiceItIsNotTakenFromItsNextOwner() throws Exception {
        SharedLocks locks = machine();
        SharedLock first = take(locks);
        first.close();
        try (SharedLock second = take(locks)) {
            first.close();
            assertThat(second.isStillHeld()).isTrue();
            assertThat(isFree()).isFalse();
        }
    }

    @Test
    void otherNamesAreOtherLocks() throws Exception {
        try (SharedLock lock = take(machine());
                SharedLock other = machine()
                        .acquire("f".repeat(64), Duration.ofSeconds(20))
                        .orElseThrow()) {
            assertThat(lock.isStillHeld()).isTrue();
            assertThat(other.isStillHeld()).isTrue();
        }
    }

    @Test
    void interruptsDoNotEndTheWaitAndAreKept() throws Exception {
        SharedLock first = take(machine());
        CountDownLatch asks = new CountDownLatch(1);
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread second = new Thread(() -> {
            asks.countDown();
            SharedLock lock = takeAsAnother();
            boolean kept = Thread.currentThread().isInterrupted();
            kept &= lock.isStillHeld() && Thread.currentThread().isInterrupted();
            lock.close();
            interrupted.complete(kept && Thread.currentThread().isInterrupted());
        });
        second.start();
        asks.await();
        second.interrupt();
        Awaitility.await().until(() -> second.getState() != Thread.State.RUNNABLE);
        second.interrupt();
        assertThat(isFree()).isFalse();
        assertThat(interrupted).isNotDone();
        first.close();

        assertThat(interrupted.get()).isTrue();
        assertThat(isFree()).isTrue();
    }

    private SharedLock takeAsAnother() {
        try {
            return take(machine());
        } catch (SharedLockException e) {
            throw new IllegalStateException(e);
        }
    }
}
