package io.github.stepcache.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.stepcache.annotation.CachedStep;
import io.github.stepcache.lock.LockTimeoutException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Two contexts in one process that have the same step: it runs for one of them, and the other waits and skips it. */
class TwoContextsTests {

    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private Workspace work;

    @BeforeEach
    void setUp(@TempDir Path dir) {
        work = new Workspace(dir);
    }

    static class Steps {
        private final Workspace work;
        private final CountDownLatch started;
        private final CountDownLatch goOn;

        Steps(Workspace work, CountDownLatch started, CountDownLatch goOn) {
            this.work = work;
            this.started = started;
            this.goOn = goOn;
        }

        @CachedStep(name = "report", outputDir = "out", requiredOutputs = "report")
        public String report() throws InterruptedException {
            started.countDown();
            goOn.await();
            work.run("report", "out/report");
            return "made by run " + work.runs().size();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "jvm"})
    void contextWaitsForTheRunInAnotherOneAndGetsItsValue(String lock) {
        context(lock, "20s")
                .run(first -> context(lock, "100ms")
                        .run(impatient -> context(lock, "20s").run(second -> {
                            FutureTask<String> running = new FutureTask<>(
                                    () -> first.getBean(Steps.class).report());
                            new Thread(running).start();
                            started.await();
                            assertThatThrownBy(
                                            () -> impatient.getBean(Steps.class).report())
                                    .isInstanceOf(LockTimeoutException.class);
                            FutureTask<String> waiting = new FutureTask<>(
                                    () -> second.getBean(Steps.class).report());
                            new Thread(waiting).start();
                            goOn.countDown();

                            assertThat(running.get(30, TimeUnit.SECONDS)).isEqualTo("made by run 1");
                            assertThat(waiting.get(30, TimeUnit.SECONDS)).isEqualTo("made by run 1");
                            assertThat(work.runs()).containsExactly("report");
                            assertThat(second.getBean(Decisions.class).last().isFresh())
                                    .isTrue();
                        })));
    }

    private ApplicationContextRunner context(String lock, String timeout) {
        return Contexts.in(work)
                .withBean(Steps.class, () -> new Steps(work, started, goOn))
                .withPropertyValues("stepcache.lock=" + lock, "stepcache.lock-timeout=" + timeout);
    }
}
