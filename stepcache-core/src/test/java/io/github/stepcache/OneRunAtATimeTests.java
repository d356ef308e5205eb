package io.github.stepcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.stepcache.decision.StaleReason.PreviousRunUnfinished;
import io.github.stepcache.lock.LockMode;
import io.github.stepcache.lock.LockTimeoutException;
import io.github.stepcache.step.StepSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same step never runs twice at once; others run side by side (contract 6.4). */
class OneRunAtATimeTests {

    private final Path base;
    private final Pipeline pipeline;

    OneRunAtATimeTests(@TempDir Path base) {
        this.base = base;
        this.pipeline = Pipeline.in(base);
    }

    @ParameterizedTest
    @EnumSource(names = {"FILE", "JVM"})
    void manyThreadsRunTheStepOnceAndAllGetItsValue(LockMode mode) throws Exception {
        StepCache cache = pipeline.settings().lock(mode).build();

        assertThat(Crowd.of(8, () -> pipeline.run(cache).value()))
                .containsOnly("run 1")
                .hasSize(8);
    }

    @Test
    void manyCachesOfOneProcessRunTheStepOnce() throws Exception {
        assertThat(Crowd.of(8, () -> pipeline.run().value()))
                .containsOnly("run 1")
                .hasSize(8);
    }

    @Test
    void hundredsOfCallersAllEnd() throws Exception {
        assertThat(Crowd.of(300, () -> pipeline.run().value()))
                .containsOnly("run 1")
                .hasSize(300);
    }

    @Test
    void callersNeverOverlapThoughTheyAreForcedAndInterrupted() throws Exception {
        StepCache cache = pipeline.settings().force(true).build();
        AtomicInteger inside = new AtomicInteger();
        List<List<Integer>> seen = Crowd.of(6, () -> {
            List<Integer> together = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                Thread.currentThread().interrupt();
                together.add(cache.run(pipeline.step(), () -> {
                            int count = inside.incrementAndGet();
                            Interrupts.heldBack(pipeline::work);
                            inside.decrementAndGet();
                            return count;
                        })
                        .value());
            }
            return together;
        });

        assertThat(seen)
                .hasSize(6)
                .allSatisfy(together -> assertThat(together).hasSize(20).containsOnly(1));
        assertThat(pipeline.runs()).isEqualTo(120);
    }

    @Test
    void callersByDifferentPathsRunTheStepOnce() throws Exception {
        Files.createSymbolicLink(base.resolve("link"), base);
        Pipeline sameByLink = new Pipeline(base.resolve("link"));
        List<Callable<Boolean>> works = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            works.add(() -> pipeline.run().executed());
            works.add(() -> sameByLink.run().executed());
        }

        assertThat(Crowd.all(works)).containsOnlyOnce(true);
    }

    @Test
    void manyProcessesRunTheStepOnce() throws Exception {
        List<ChildJvm> children = Stream.generate(() -> ChildJvm.start(base, StepProgram.Mode.FOUR_THREADS))
                .limit(3)
                .toList();
        try {
            Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> count("ready-") == 3);
            pipeline.write(StepProgram.GO, "");
            List<String> values = new ArrayList<>();
            children.forEach(child -> values.addAll(child.output()));

            assertThat(pipeline.read(StepProgram.RUNS).lines()).hasSize(1);
            assertThat(values)
                    .hasSize(12)
                    .containsOnly(pipeline.read(StepProgram.RUNS).strip());
        } finally {
            children.forEach(ChildJvm::close);
        }
    }

    @Test
    void callerTakesOverWhenTheProcessThatRunsTheStepIsKilled() throws Exception {
        try (ChildJvm child = ChildJvm.start(base, StepProgram.Mode.HANG)) {
            Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> count(StepProgram.STARTED) == 1);
            FutureTask<StepResult<String>> waiting = new FutureTask<>(pipeline::run);
            Crowd.start(waiting);
            assertThatThrownBy(() -> pipeline.run(withTimeout())).isInstanceOf(LockTimeoutException.class);
            assertThat(waiting).isNotDone();
            child.kill();

            StepResult<String> result = Crowd.get(waiting);
            assertThat(result.value()).isEqualTo("run 1");
            assertThat(result.decision().reasons()).hasOnlyElementsOfType(PreviousRunUnfinished.class);
        }
    }

    @Test
    void callerThatWaitsTooLongIsToldAndHoldsNothing() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        FutureTask<StepResult<String>> running = runUntil(goOn);
        assertThatThrownBy(() -> pipeline.run(withTimeout()))
                .isInstanceOf(LockTimeoutException.class)
                .hasMessageContaining("\"report\"")
                .hasMessageContaining("PT0.1S");
        goOn.countDown();

        assertThat(Crowd.get(running).value()).isEqualTo("run 1");
        assertThat(pipeline.run(withTimeout()).value()).isEqualTo("run 1");
    }

    @Test
    void stepThatWipesItsOwnOutputDirectoryStillRunsAlone() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        FutureTask<StepResult<String>> running =
                new FutureTask<>(() -> pipeline.settings().build().run(pipeline.step(), () -> {
                    Files.delete(base.resolve(Pipeline.MANIFEST));
                    Files.delete(base.resolve("out"));
                    pipeline.write(StepProgram.STARTED, "");
                    goOn.await();
                    return pipeline.work();
                }));
        Crowd.start(running);
        Awaitility.await().until(() -> count(StepProgram.STARTED) == 1);
        assertThatThrownBy(() -> pipeline.run(withTimeout())).isInstanceOf(LockTimeoutException.class);
        goOn.countDown();

        assertThat(Crowd.get(running).remembered()).isTrue();
        assertThat(pipeline.run().executed()).isFalse();
    }

    @Test
    void forgettingWaitsForTheRunToEnd() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        FutureTask<StepResult<String>> running = runUntil(goOn);
        assertThatThrownBy(() -> withTimeout().forget(pipeline.step())).isInstanceOf(LockTimeoutException.class);
        goOn.countDown();

        assertThat(Crowd.get(running).remembered()).isTrue();
    }

    @Test
    void checkDoesNotWaitForTheRunToEnd() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        FutureTask<StepResult<String>> running = runUntil(goOn);
        assertThat(pipeline.reasons()).hasAtLeastOneElementOfType(PreviousRunUnfinished.class);
        goOn.countDown();
        Crowd.get(running);
    }

    @Test
    void differentStepsRunSideBySide() throws Exception {
        CyclicBarrier meeting = new CyclicBarrier(3);
        StepCache cache = pipeline.settings().build();
        List<Callable<Integer>> works = Stream.of("a", "b", "c")
                .map(name -> StepSpec.named(name).outputDir(Path.of("out")).build())
                .<Callable<Integer>>map(step -> () -> cache.run(step, () -> meeting.await(20, TimeUnit.SECONDS))
                        .value())
                .toList();

        assertThat(Crowd.all(works)).containsExactlyInAnyOrder(0, 1, 2);
    }

    private FutureTask<StepResult<String>> runUntil(CountDownLatch goOn) throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        FutureTask<StepResult<String>> running =
                new FutureTask<>(() -> pipeline.settings().build().run(pipeline.step(), () -> {
                    started.countDown();
                    goOn.await();
                    return pipeline.work();
                }));
        Crowd.start(running);
        started.await();
        return running;
    }

    private StepCache withTimeout() {
        return pipeline.settings().lockTimeout(Duration.ofMillis(100)).build();
    }

    private long count(String prefix) throws IOException {
        try (Stream<Path> files = Files.list(base)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .count();
        }
    }
}
