package io.github.stepcache.lock;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.step.StepFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The right to run a step goes to one caller at a time (contract 6.4). */
@Timeout(60)
class StepLocksTests {

    private final Path base;
    private final StepFiles files;

    StepLocksTests(@TempDir Path base) throws IOException {
        this.base = base.toRealPath();
        this.files = new StepFiles(this.base.resolve("out"), "report");
    }

    @Test
    void lockFileLiesBesideTheManifestDirectoryAndStaysThere() throws IOException {
        try (StepLock lock = locks(LockMode.FILE).acquire(files)) {
            assertThat(lock.isHeld()).isTrue();
            assertThat(content()).containsExactly(base.resolve(".out.report.lock"));
        }
        assertThat(content()).containsExactly(base.resolve(".out.report.lock"));
    }

    @Test
    void lockAmongThreadsCreatesNoFile() throws IOException {
        try (StepLock lock = locks(LockMode.JVM).acquire(files)) {
            assertThat(lock.isHeld()).isTrue();
        }
        assertThat(content()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(LockMode.class)
    void secondCallerIsToldWhenTheTimeoutHasPassed(LockMode mode) {
        try (StepLock lock = locks(mode).acquire(files)) {
            assertThat(lock.intrusion()).isEmpty();
            assertThat(isFree(mode)).isFalse();
        }
        assertThat(isFree(mode)).isTrue();
    }

    @Test
    void locksOfDifferentReachExcludeEachOtherInOneProcess() {
        try (StepLock lock = locks(LockMode.FILE).acquire(files)) {
            assertThat(lock.isHeld()).isTrue();
            assertThat(isFree(LockMode.JVM)).isFalse();
        }
    }

    @Test
    void lockCanBeGivenBackByAnotherThread() {
        StepLock lock = locks(LockMode.FILE).acquire(files);
        CompletableFuture.runAsync(lock::close).join();

        assertThat(isFree(LockMode.FILE)).isTrue();
    }

    @Test
    void lockGivenBackTwiceIsNotTakenFromItsNextOwner() {
        StepLock first = locks(LockMode.FILE).acquire(files);
        first.close();
        try (StepLock second = locks(LockMode.FILE).acquire(files)) {
            first.close();
            assertThat(second.isHeld()).isTrue();
            assertThat(isFree(LockMode.FILE)).isFalse();
        }
    }

    @Test
    void callerThatHoldsTheLockAlreadyIsLetThroughAsAnIntruder() {
        try (StepLock outer = locks(LockMode.FILE).acquire(files)) {
            try (StepLock inner = locks(LockMode.FILE).acquire(files)) {
                assertThat(inner.isHeld()).isFalse();
                assertThat(inner.intrusion()).isPresent();
            }
            assertThat(outer.intrusion()).isEmpty();
            assertThat(isFree(LockMode.FILE)).isFalse();
        }
    }

    @Test
    void timeoutOfAThousandYearsIsNoProblem() {
        StepLocks patient =
                new StepLocks(LockMode.FILE, Optional.of(Duration.ofSeconds(Long.MAX_VALUE)), Optional.empty());
        StepLock first = locks(LockMode.FILE).acquire(files);
        CompletableFuture<Boolean> second = CompletableFuture.supplyAsync(() -> {
            try (StepLock lock = patient.acquire(files)) {
                return lock.isHeld();
            }
        });
        first.close();

        assertThat(second).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"directory", "link to a file", "link to nothing", "pipe", "file in the place of its directory"})
    void brokenLockPlaceIsNeitherUsedNorHarmedAndThreadsStillExcludeEachOther(String what) throws Exception {
        Path place = base.resolve(".out.report.lock");
        StepFiles broken = new StepFiles(base.resolve("file/out"), "report");
        Files.writeString(base.resolve("file"), "a file");
        switch (what) {
            case "directory" -> Files.createDirectory(place);
            case "link to a file" -> Files.createSymbolicLink(place, base.resolve("file"));
            case "link to nothing" -> Files.createSymbolicLink(place, base.resolve("nothing"));
            case "pipe" -> makePipe(place);
            default -> {}
        }
        List<Path> before = content();
        StepFiles asked = what.startsWith("file ") ? broken : files;
        try (StepLock lock = locks(LockMode.FILE).acquire(asked)) {
            assertThat(lock.isHeld()).isTrue();
            assertThat(isFree(LockMode.FILE, asked)).isFalse();
        }

        assertThat(isFree(LockMode.FILE, asked)).isTrue();
        assertThat(content()).isEqualTo(before);
        assertThat(base.resolve("file")).hasContent("a file");
    }

    @Test
    void lockFileThatIsDeletedMeanwhileDoesNotHang() throws IOException {
        try (StepLock lock = locks(LockMode.FILE).acquire(files)) {
            assertThat(lock.isHeld()).isTrue();
            Files.delete(base.resolve(".out.report.lock"));
            assertThat(isFree(LockMode.FILE)).isFalse();
        }
        assertThat(isFree(LockMode.FILE)).isTrue();
    }

    private static void makePipe(Path place) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder("mkfifo", place.toString()).inheritIO().start();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    private static StepLocks locks(LockMode mode) {
        return new StepLocks(mode, Optional.of(Duration.ofMillis(50)), Optional.empty());
    }

    private boolean isFree(LockMode mode) {
        return isFree(mode, files);
    }

    /** Ask on another thread: the one that holds a lock is let through. */
    private static boolean isFree(LockMode mode, StepFiles files) {
        CompletableFuture<Boolean> attempt = CompletableFuture.supplyAsync(() -> {
            try (StepLock lock = locks(mode).acquire(files)) {
                return lock.isHeld();
            } catch (LockTimeoutException e) {
                return false;
            }
        });
        return attempt.join();
    }

    private List<Path> content() throws IOException {
        try (Stream<Path> found = Files.list(base)) {
            return found.sorted().toList();
        }
    }
}
