package io.github.stepcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.stepcache.decision.Decision;
import io.github.stepcache.step.StepSpec;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An interrupt is the step's business: the cache neither fails on it, nor swallows it (contract 1). */
class InterruptTests {

    private final Pipeline pipeline;

    InterruptTests(@TempDir Path base) {
        this.pipeline = Pipeline.in(base);
    }

    @AfterEach
    void clearTheFlag() {
        Thread.interrupted();
    }

    @Test
    void stepThatIsCalledInterruptedSeesItAndIsRemembered() {
        Thread.currentThread().interrupt();
        StepResult<Boolean> result = pipeline.settings().build().run(pipeline.step(), () -> {
            boolean seen = Thread.currentThread().isInterrupted();
            pipeline.work();
            return seen;
        });

        assertThat(Thread.interrupted()).isTrue();
        assertThat(result.value()).isTrue();
        assertThat(result.remembered()).isTrue();
        assertThat(pipeline.check().isFresh()).isTrue();
    }

    @Test
    void freshStepThatIsCalledInterruptedIsSkipped() {
        pipeline.run();
        Thread.currentThread().interrupt();
        StepResult<String> result = pipeline.run();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(result.executed()).isFalse();
        assertThat(result.value()).isEqualTo("run 1");
    }

    @Test
    void stepThatLeavesTheFlagBehindIsRemembered() {
        StepResult<String> result = pipeline.settings().build().run(pipeline.step(), () -> {
            String value = pipeline.work();
            Thread.currentThread().interrupt();
            return value;
        });

        assertThat(Thread.interrupted()).isTrue();
        assertThat(result.remembered()).isTrue();
        assertThat(pipeline.check().isFresh()).isTrue();
    }

    @Test
    void stepThatFailsAndLeavesTheFlagBehindIsOnRecordAsFailed() {
        InterruptedException failure = new InterruptedException("by hand");
        Throwable thrown = catchThrowable(() -> pipeline.settings().build().run(pipeline.step(), () -> {
            Thread.currentThread().interrupt();
            throw failure;
        }));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(thrown).isSameAs(failure);
        assertThat(pipeline.reasons().get(0).describe()).contains("java.lang.InterruptedException: by hand");
    }

    @Test
    void checkAndForgetLeaveTheFlagAsItIs() {
        pipeline.run();
        Thread.currentThread().interrupt();
        Decision decision = pipeline.check();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(decision.isFresh()).isTrue();

        Thread.currentThread().interrupt();
        pipeline.settings().build().forget(pipeline.step());
        assertThat(Thread.interrupted()).isTrue();
        assertThat(pipeline.check().isFresh()).isFalse();
    }

    @Test
    void listenerThatClearsTheFlagDoesNotTakeItFromTheStep() {
        StepListener clearing = new StepListener() {
            @Override
            public void decided(StepSpec spec, Decision decision) {
                Thread.interrupted();
            }

            @Override
            public void completed(StepSpec spec, StepResult<?> result) {
                Thread.interrupted();
            }
        };
        Thread.currentThread().interrupt();
        StepResult<Boolean> result = pipeline.settings()
                .listener(clearing)
                .build()
                .run(pipeline.step(), () -> Thread.currentThread().isInterrupted());

        assertThat(Thread.interrupted()).isTrue();
        assertThat(result.value()).isTrue();
    }

    @Test
    void callerThatIsInterruptedWhileItWaitsGoesOnWaitingAndGetsTheValue() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Thread first = start(() -> pipeline.settings().build().run(pipeline.step(), () -> {
            running.countDown();
            goOn.await();
            return pipeline.work();
        }));
        running.await();
        CompletableFuture<String> outcome = new CompletableFuture<>();
        Thread second = start(() -> {
            StepResult<String> result = pipeline.run();
            outcome.complete(result.value() + ", executed: " + result.executed() + ", interrupted: "
                    + Thread.currentThread().isInterrupted());
        });
        Awaitility.await().until(() -> second.getState() == Thread.State.TIMED_WAITING);
        second.interrupt();
        Awaitility.await().until(() -> second.getState() == Thread.State.TIMED_WAITING);
        assertThat(outcome).isNotDone();
        goOn.countDown();

        assertThat(outcome)
                .succeedsWithin(java.time.Duration.ofSeconds(20))
                .isEqualTo("run 1, executed: false, interrupted: true");
        first.join();
    }

    private static Thread start(StepAction<Exception> work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        thread.start();
        return thread;
    }
}
