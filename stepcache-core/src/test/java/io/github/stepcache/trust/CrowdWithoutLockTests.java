package io.github.stepcache.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.StepCache;
import io.github.stepcache.trust.CrowdProgram.Way;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two processes that nothing could keep apart: what both have written is never remembered as the work of one. */
class CrowdWithoutLockTests {

    @TempDir
    private Path base;

    private CrowdProcess other;

    /** Why the lock is none. */
    enum Cause {
        DELETED,
        CANNOT_BE_MADE
    }

    @BeforeEach
    void startOther() throws IOException {
        other = CrowdProcess.of(1);
        Files.writeString(base.resolve("in"), "input");
    }

    @AfterEach
    void endOther() {
        other.close();
    }

    @ParameterizedTest
    @EnumSource(Cause.class)
    void runAroundAnotherOneIsNotRemembered(Cause cause) throws Exception {
        breakLock(cause, Cause.CANNOT_BE_MADE);
        cache().run(CrowdProgram.STEP, () -> {
            breakLock(cause, Cause.DELETED);
            write("a");
            other.call(Way.PLAIN, base);
            assertThat(other.results()).singleElement().asString().contains(" RAN ");
            write("b");
        });

        assertThat(cache().check(CrowdProgram.STEP).isFresh()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Cause.class)
    void runThatEndsAfterAnotherOneBeganItIsNotRemembered(Cause cause) throws Exception {
        breakLock(cause, Cause.CANNOT_BE_MADE);
        cache().run(CrowdProgram.STEP, () -> {
            breakLock(cause, Cause.DELETED);
            write("a");
            other.call(Way.WAITING, base);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> Files.exists(base.resolve(CrowdProgram.STARTED)));
            write("b");
        });
        assertThat(cache().check(CrowdProgram.STEP).isFresh()).isFalse();
        Files.createFile(base.resolve(CrowdProgram.GO));
        assertThat(other.results()).singleElement().asString().contains(" RAN ");

        assertThat(cache().check(CrowdProgram.STEP).isFresh()).isFalse();
    }

    private void breakLock(Cause cause, Cause now) throws IOException {
        Path lock = base.resolve(CrowdProgram.LOCK);
        if (cause == now) {
            Files.deleteIfExists(lock);
        }
        if (cause == now && cause == Cause.CANNOT_BE_MADE) {
            Files.createDirectory(lock);
        }
    }

    private void write(String output) throws IOException {
        Files.writeString(base.resolve("o").resolve(output), output + " of the run in this process");
    }

    private StepCache cache() {
        return StepCache.builder().baseDir(base).build();
    }
}
