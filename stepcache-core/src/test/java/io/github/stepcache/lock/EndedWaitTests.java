package io.github.stepcache.lock;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.step.StepFiles;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A thread that holds {@code report} waits for {@code clean}; the one that holds {@code clean} gives it back and asks
 * for {@code report} at once, before the first has woken up. Nobody waits for anybody then: that is no deadlock.
 */
@Timeout(60)
class EndedWaitTests {

    private final StepLocks locks = new StepLocks(LockMode.JVM, Optional.empty(), Optional.empty());
    private final StepFiles report;
    private final StepFiles clean;
    private final AtomicInteger insideReport = new AtomicInteger();

    EndedWaitTests(@TempDir Path base) {
        this.report = new StepFiles(base.resolve("out"), "report");
        this.clean = new StepFiles(base.resolve("out"), "clean");
    }

    @RepeatedTest(100)
    void waitThatHasEndedIsNotTakenForADeadlock() throws InterruptedException {
        StepLock held = locks.acquire(clean);
        Thread other = new Thread(this::reportThatCallsClean);
        other.start();
        Awaitility.await()
                .pollInterval(1, MILLISECONDS)
                .until(() -> insideReport.get() == 1 && other.getState() == Thread.State.TIMED_WAITING);

        held.close();
        try (StepLock lock = locks.acquire(report)) {
            assertThat(lock.isHeld()).isTrue();
            assertThat(insideReport.incrementAndGet()).as("at once in the step").isEqualTo(1);
        }
        other.join();
    }

    private void reportThatCallsClean() {
        StepLock outer = locks.acquire(report);
        insideReport.incrementAndGet();
        locks.acquire(clean).close();
        insideReport.decrementAndGet();
        outer.close();
    }
}
