package io.github.stepcache.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.stepcache.step.StepFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The right to run a step reaches as far as all machines, where those who keep their locks answer. */
@Timeout(60)
class SharingTests {

    private static final Duration NOT_LONG = Duration.ofMillis(50);

    private final Logger logger = (Logger) LoggerFactory.getLogger(StepLocks.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Semaphore free = new Semaphore(1);
    private final StepFiles here;
    private final StepFiles there;

    SharingTests(@TempDir Path base) {
        this.here = new StepFiles(base.resolve("here/out"), "report");
        this.there = new StepFiles(base.resolve("there/out"), "report");
    }

    @BeforeEach
    void capture() {
        log.start();
        logger.setLevel(Level.INFO);
        logger.setAdditive(false);
        logger.addAppender(log);
    }

    @AfterEach
    void endCapture() {
        logger.detachAppender(log);
        logger.setAdditive(true);
        logger.setLevel(null);
    }

    @Test
    void otherMachineWaitsUntilTheLockIsGivenBack() {
        StepLocks ours = machine(new OneLock());
        StepLocks theirs = machine(new OneLock());
        StepLock first = ours.acquire(here);
        StepLock second = theirs.acquire(there);

        assertThat(ours.share(first, here, "key")).isTrue();
        CompletableFuture<Boolean> shared = CompletableFuture.supplyAsync(() -> theirs.share(second, there, "key"));
        assertThat(shared).isNotDone();
        first.close();

        assertThat(shared).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(true);
        assertThat(free.availablePermits()).isZero();
        second.close();
        assertThat(free.availablePermits()).isOne();
    }

    @Test
    void waitForAnotherMachineEndsAtTheTimeout() {
        StepLocks hasty = new StepLocks(LockMode.REGISTRY, Optional.of(NOT_LONG), Optional.of(new OneLock()));
        free.acquireUninterruptibly();
        try (StepLock lock = hasty.acquire(here)) {
            assertThatThrownBy(() -> hasty.share(lock, here, "key"))
                    .isInstanceOf(LockTimeoutException.class)
                    .hasMessageContaining("\"report\"");
            assertThat(lock.hasLostShare()).isFalse();
        }
        free.release();
        try (StepLock lock = hasty.acquire(here)) {
            assertThat(hasty.share(lock, here, "key")).isTrue();
        }
    }

    @Test
    void locksOfThisMachineAloneAreNotShared() {
        for (LockMode mode : new LockMode[] {LockMode.FILE, LockMode.JVM}) {
            StepLocks locks = new StepLocks(mode, Optional.empty(), Optional.of(new BrokenLocks()));
            try (StepLock lock = locks.acquire(here)) {
                assertThat(locks.share(lock, here, "key")).isFalse();
                assertThat(lock.hasLostShare()).isFalse();
            }
        }
        assertThat(log.list).isEmpty();
    }

    @Test
    void stepThatCallsItselfForAnotherDirectoryDoesNotWaitForItself() {
        StepLocks locks = machine(new OneLock());
        try (StepLock outer = locks.acquire(here)) {
            assertThat(locks.share(outer, here, "key")).isTrue();
            try (StepLock inner = locks.acquire(there)) {
                assertThat(locks.share(inner, there, "key")).isFalse();
                assertThat(inner.hasLostShare()).isFalse();
            }
            assertThat(free.availablePermits()).isZero();
        }
        assertThat(free.availablePermits()).isOne();
    }

    @Test
    void stepThatIsCalledFromWithinItselfSharesNothing() {
        StepLocks locks = machine(new OneLock());
        try (StepLock outer = locks.acquire(here);
                StepLock inner = locks.acquire(here)) {
            assertThat(locks.share(inner, here, "key")).isFalse();
            assertThat(locks.share(outer, here, "key")).isTrue();
        }
        assertThat(free.availablePermits()).isOne();
    }

    @Test
    void runThatHasLeftItsThreadIsWaitedForByThatThread() {
        StepLocks hasty = new StepLocks(LockMode.REGISTRY, Optional.of(NOT_LONG), Optional.of(new OneLock()));
        try (StepLock lock = hasty.acquire(here)) {
            assertThat(hasty.share(lock, here, "key")).isTrue();
            lock.detach();
            try (StepLock other = hasty.acquire(there)) {
                assertThatThrownBy(() -> hasty.share(other, there, "key")).isInstanceOf(LockTimeoutException.class);
            }
        }
        assertThat(free.availablePermits()).isOne();
    }

    @Test
    void lostLockIsNoticed() {
        OneLock registry = new OneLock();
        StepLocks locks = machine(registry);
        try (StepLock lock = locks.acquire(here)) {
            locks.share(lock, here, "key");
            assertThat(lock.hasLostShare()).isFalse();
            registry.lost = true;
            assertThat(lock.hasLostShare()).isTrue();
        }
    }

    @Test
    void machinesThatDoNotAnswerAreWarnedOfOnceUntilTheyAnswerAgain() {
        BrokenLocks registry = new BrokenLocks();
        StepLocks locks = machine(registry);
        for (int call = 0; call < 3; call++) {
            try (StepLock lock = locks.acquire(here)) {
                assertThat(locks.share(lock, here, "key")).isFalse();
                assertThat(lock.hasLostShare()).isFalse();
            }
        }
        registry.answers = true;
        try (StepLock lock = locks.acquire(here)) {
            assertThat(locks.share(lock, here, "key")).isTrue();
        }

        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "Cannot share locks with other machines: nobody\\nthere. They are not kept from running the same"
                                + " step at the same time.",
                        "Locks can be shared with other machines again");
    }

    @Test
    void brokenLocksDoNoHarm() {
        StepLocks locks = machine((name, patience) -> {
            throw new IllegalStateException("a bug");
        });
        try (StepLock lock = locks.acquire(here)) {
            assertThat(locks.share(lock, here, "key")).isFalse();
        }
        try (StepLock lock = locks.acquire(here)) {
            assertThat(lock.isHeld()).isTrue();
        }
    }

    @Test
    void interruptOfAWaitIsKeptForLater() {
        StepLocks locks = machine(new OneLock());
        try (StepLock lock = locks.acquire(here)) {
            Thread.currentThread().interrupt();
            assertThat(locks.share(lock, here, "key")).isTrue();
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private static StepLocks machine(SharedLocks shared) {
        return new StepLocks(LockMode.REGISTRY, Optional.empty(), Optional.of(shared));
    }

    /** What one machine sees of the only lock that there is. */
    private final class OneLock implements SharedLocks {

        private boolean lost;

        @Override
        public Optional<SharedLock> acquire(String name, Duration patience) {
            boolean interrupted = Thread.interrupted();
            try {
                return free.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)
                        ? Optional.of(new Held())
                        : Optional.empty();
            } catch (InterruptedException e) {
                interrupted = true;
                return Optional.empty();
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        private final class Held implements SharedLock {

            @Override
            public boolean isStillHeld() {
                return !lost;
            }

            @Override
            public void close() {
                free.release();
            }
        }
    }

    /** Those who keep the locks do not answer. */
    private final class BrokenLocks implements SharedLocks {

        private boolean answers;

        @Override
        public Optional<SharedLock> acquire(String name, Duration patience) throws SharedLockException {
            if (answers) {
                return new OneLock().acquire(name, patience);
            }
            throw new SharedLockException("nobody\nthere", new IllegalStateException());
        }
    }
}
