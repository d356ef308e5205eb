package io.github.stepcache.lock;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.stepcache.step.StepFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whoever waits for a lock file that is no longer there in the end waits for, and locks, the one that is. */
@Timeout(60)
class ReplacedLockFileTests {

    private final StepLocks locks = new StepLocks(LockMode.FILE, Optional.empty(), Optional.empty());
    private final Path file;
    private final StepFiles files;

    ReplacedLockFileTests(@TempDir Path base) throws IOException {
        Path real = base.toRealPath();
        this.file = real.resolve("deep/down/.out.report.lock");
        this.files = new StepFiles(real.resolve("deep/down/out"), "report");
    }

    @Test
    void missingDirectoriesOfTheLockFileAreMade() throws IOException {
        try (StepLock lock = locks.acquire(files)) {
            assertThat(lock.isHeld()).isTrue();
            assertIsLocked();
        }
    }

    @Test
    void lockFileThatLiesThereAlreadyIsLocked() throws IOException {
        locks.acquire(files).close();
        try (StepLock lock = locks.acquire(files)) {
            assertThat(lock.isHeld()).isTrue();
            assertIsLocked();
        }
    }

    @Test
    void fileThatWasReplacedDuringTheWaitIsNotTakenForTheLock() throws Exception {
        StepLock lock = lockAfter(() -> {
            Files.delete(file);
            Files.createFile(file);
        });

        assertIsLocked();
        lock.close();
    }

    @Test
    void fileThatWasDeletedDuringTheWaitIsNotTakenForTheLock() throws Exception {
        StepLock lock = lockAfter(() -> Files.delete(file));

        assertIsLocked();
        lock.close();
    }

    @Test
    void lockCanBeTakenAgainAfterTheDirectoryAroundItWasDeleted() throws IOException {
        locks.acquire(files).close();
        Files.delete(file);
        Files.delete(file.getParent());
        try (StepLock lock = locks.acquire(files)) {
            assertThat(lock.isHeld()).isTrue();
            assertIsLocked();
        }
    }

    private interface Change {
        void make() throws IOException;
    }

    /** Have a thread wait for the lock that another channel holds, change the file, and let go. */
    private StepLock lockAfter(Change change) throws Exception {
        locks.acquire(files).close();
        FutureTask<StepLock> acquired = new FutureTask<>(() -> locks.acquire(files));
        Thread waiting = new Thread(acquired);
        try (FileChannel holder = FileChannel.open(file, StandardOpenOption.WRITE)) {
            assertThat(holder.tryLock()).isNotNull();
            waiting.start();
            Awaitility.await()
                    .pollInterval(1, MILLISECONDS)
                    .until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
            change.make();
        }
        return acquired.get();
    }

    /** Ask for the lock of the file that lies there now; this process has it, or none. */
    private void assertIsLocked() throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            assertThatThrownBy(channel::tryLock).isInstanceOf(OverlappingFileLockException.class);
        }
    }
}
