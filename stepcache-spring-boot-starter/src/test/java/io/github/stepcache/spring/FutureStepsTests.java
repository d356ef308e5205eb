package io.github.stepcache.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.stepcache.MissingOutputsException;
import io.github.stepcache.annotation.CachedStep;
import io.github.stepcache.lock.LockTimeoutException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;

/** Steps that return futures end when those complete (contract 7.3). */
@SuppressWarnings("FutureReturnValueIgnored") // what it comes to is seen elsewhere
class FutureStepsTests {

    private Workspace work;
    private ApplicationContextRunner contexts;

    @BeforeEach
    void setUp(@TempDir Path dir) {
        work = new Workspace(dir);
        contexts = Contexts.in(work, Steps.class);
    }

    static class Steps {
        private final Workspace work;
        private CompletableFuture<List<Integer>> future = new CompletableFuture<>();

        Steps(Workspace work) {
            this.work = work;
        }

        void set(CompletableFuture<List<Integer>> future) {
            this.future = future;
        }

        CompletableFuture<List<Integer>> work() {
            return future;
        }

        void finish() {
            work.write("out/f", "done");
            future.complete(List.of(1, 2));
        }

        @CachedStep(name = "future", outputDir = "out", requiredOutputs = "f")
        public CompletableFuture<List<Integer>> future() {
            work.run("future");
            return future;
        }

        @CachedStep(name = "none", outputDir = "none")
        public @Nullable CompletableFuture<String> none() {
            work.run("none");
            return null;
        }

        @CachedStep(name = "stage", outputDir = "stage", requiredOutputs = "f")
        public CompletionStage<Void> stage() {
            work.run("stage", "stage/f");
            return CompletableFuture.completedStage(null);
        }

        @CachedStep(name = "thrower", outputDir = "out")
        public CompletableFuture<String> thrower() throws IOException {
            work.run("thrower");
            throw new IOException("at once");
        }

        @Async
        @CachedStep(name = "async", outputDir = "async", requiredOutputs = "f")
        public CompletableFuture<String> async() {
            work.run(Thread.currentThread().getName(), "async/f");
            return CompletableFuture.completedFuture("value");
        }

        @Async
        @CachedStep(name = "async-void", outputDir = "async-void", requiredOutputs = "f")
        public void asyncVoid() {
            work.run("async-void", "async-void/f");
        }
    }

    @Test
    void stepIsRememberedWhenItsFutureCompletes() {
        contexts.run(context -> {
            Steps steps = context.getBean(Steps.class);
            Decisions decisions = context.getBean(Decisions.class);
            CompletableFuture<List<Integer>> running = steps.future();

            assertThat(running).isNotDone();
            assertThat(decisions.results()).isEmpty();
            steps.finish();
            assertThat(running).isCompletedWithValue(List.of(1, 2));
            assertThat(decisions.results()).hasSize(1);

            steps.set(new CompletableFuture<>());
            assertThat(steps.future()).isCompletedWithValue(List.of(1, 2));
            assertThat(work.runs()).containsExactly("future");
        });
    }

    @Test
    void stageWithoutAValueIsSkipped() {
        contexts.run(context -> {
            Steps steps = context.getBean(Steps.class);
            steps.stage();

            assertThat(steps.stage()).isCompletedWithValue(null);
            assertThat(work.runs()).hasSize(1);
        });
    }

    @Test
    void stepIsLockedUntilItsFutureCompletes() {
        contexts.withPropertyValues("stepcache.lock-timeout=50ms").run(context -> {
            Steps steps = context.getBean(Steps.class);
            steps.future();

            assertThatExceptionOfType(LockTimeoutException.class).isThrownBy(steps::future);
            steps.finish();
            assertThat(steps.future()).isCompleted();
            assertThat(work.runs()).hasSize(1);
        });
    }

    @Test
    void futureThatFailsIsAFailureOfTheStep() {
        contexts.run(context -> {
            Steps steps = context.getBean(Steps.class);
            CompletableFuture<List<Integer>> running = steps.future();
            work.write("out/f", "done");
            steps.work().completeExceptionally(new IOException("later"));

            assertThatThrownBy(running::join)
                    .isInstanceOf(CompletionException.class)
                    .cause()
                    .isInstanceOf(IOException.class)
                    .hasMessage("later");
            steps.set(new CompletableFuture<>());
            assertThat(steps.future()).isNotDone();
            assertThat(context.getBean(Decisions.class).last().describe()).contains("the previous run failed", "later");
        });
    }

    @Test
    void futureThatIsCancelledIsAFailureOfTheStepAndCancelsItsWork() {
        contexts.run(context -> {
            Steps steps = context.getBean(Steps.class);
            CompletableFuture<List<Integer>> running = steps.future();
            work.write("out/f", "done");

            running.cancel(true);
            assertThat(steps.work()).isCancelled();
            assertThatExceptionOfType(CancellationException.class).isThrownBy(running::join);
            steps.set(new CompletableFuture<>());
            assertThat(steps.future()).isNotDone();
            assertThat(context.getBean(Decisions.class).last().describe()).contains("the previous run failed");
        });
    }

    @Test
    void workThatEndsAfterItWasCancelledIsNotRemembered() {
        contexts.run(context -> {
            Steps steps = context.getBean(Steps.class);
            CompletableFuture<List<Integer>> running = steps.future();
            running.cancel(true);
            steps.finish();

            assertThat(context.getBean(Decisions.class).results()).isEmpty();
        });
    }

    @Test
    void methodThatThrowsGivesNoFuture() {
        contexts.run(context -> {
            Steps steps = context.getBean(Steps.class);

            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(steps::thrower)
                    .withMessage("at once");
            assertThatExceptionOfType(IOException.class).isThrownBy(steps::thrower);
            assertThat(work.runs()).hasSize(2);
        });
    }

    @Test
    void methodThatGivesNoFutureIsNotRemembered() {
        contexts.run(context -> {
            Steps steps = context.getBean(Steps.class);

            assertThat(steps.none()).isNull();
            assertThat(steps.none()).isNull();
            assertThat(work.runs()).hasSize(2);
        });
    }

    @Test
    void missingOutputsReachThoseWhoWaitForTheFuture() {
        contexts.withPropertyValues("stepcache.outputs.missing=fail").run(context -> {
            Steps steps = context.getBean(Steps.class);
            CompletableFuture<List<Integer>> running = steps.future();
            steps.work().complete(List.of());

            assertThatThrownBy(running::join).hasCauseInstanceOf(MissingOutputsException.class);
        });
    }

    @Test
    void stepOutsideTheCacheKeepsItsFutureAndForgetsWhatWas() {
        contexts.run(context -> {
            Steps steps = context.getBean(Steps.class);
            steps.future();
            steps.finish();
        });
        contexts.withPropertyValues("stepcache.enabled=false").run(context -> {
            Steps steps = context.getBean(Steps.class);
            CompletableFuture<List<Integer>> running = steps.future();
            steps.finish();
            assertThat(running).isCompletedWithValue(List.of(1, 2));
        });
        contexts.run(
                context -> assertThat(context.getBean(Steps.class).future()).isNotDone());
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAsync
    static class AsyncMethods {}

    @Test
    void asyncStepRunsOnceOnItsOwnThread() {
        contexts.withUserConfiguration(AsyncMethods.class).run(context -> {
            Steps steps = context.getBean(Steps.class);

            assertThat(steps.async().get(1, TimeUnit.MINUTES)).isEqualTo("value");
            assertThat(steps.async().get(1, TimeUnit.MINUTES)).isEqualTo("value");
            assertThat(work.runs())
                    .singleElement()
                    .isNotEqualTo(Thread.currentThread().getName());
        });
    }

    @Test
    void asyncStepWithoutAValueRunsOnce() {
        contexts.withUserConfiguration(AsyncMethods.class).run(context -> {
            Decisions decisions = context.getBean(Decisions.class);
            for (int call = 1; call <= 2; call++) {
                context.getBean(Steps.class).asyncVoid();
                int calls = call;
                Awaitility.await().until(() -> decisions.results().size() == calls);
            }
            assertThat(work.runs()).containsExactly("async-void");
        });
    }
}
