package io.github.stepcache.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.StepListener;
import io.github.stepcache.annotation.CachedStep;
import io.github.stepcache.decision.Decision;
import io.github.stepcache.step.StepSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;

/** The cache is asked on the thread that does the work, so that no step is remembered before it is done (contract 7.6). */
class AsyncOrderTests {

    private final CountDownLatch goOn = new CountDownLatch(1);
    private final List<String> threads = new CopyOnWriteArrayList<>();
    private Workspace work;

    @BeforeEach
    void setUp(@TempDir Path dir) {
        work = new Workspace(dir);
        work.write("out/f", "left by an older run");
    }

    static class Steps {
        private final Workspace work;
        private final CountDownLatch goOn;

        Steps(Workspace work, CountDownLatch goOn) {
            this.work = work;
            this.goOn = goOn;
        }

        @Async
        @CachedStep(name = "async", outputDir = "out", requiredOutputs = "f")
        public void step() throws InterruptedException {
            goOn.await();
            work.run(Thread.currentThread().getName(), "out/f");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAsync
    static class Usual {}

    @Configuration(proxyBeanMethods = false)
    @EnableAsync(order = Ordered.HIGHEST_PRECEDENCE)
    static class Early {}

    @ParameterizedTest
    @ValueSource(ints = {Ordered.HIGHEST_PRECEDENCE, CachedStepAspect.DEFAULT_ORDER, Ordered.LOWEST_PRECEDENCE})
    void asyncComesBeforeTheCacheWhateverItsOrder(int order) {
        assertAskedWhereTheWorkIsDone(contexts(Usual.class).withPropertyValues("stepcache.order=" + order));
    }

    @Test
    void asyncThatComesAfterTheCacheFailsTheStart() {
        contexts(Early.class)
                .run(context -> assertThat(Contexts.problems(context))
                        .singleElement()
                        .satisfies(problem -> assertThat(problem.where()).endsWith("Steps.step"))
                        .satisfies(
                                problem -> assertThat(problem.what()).startsWith("its @Async comes after the cache")));
    }

    static class FutureSteps {
        @Async
        @CachedStep(name = "future", outputDir = "out", requiredOutputs = "f")
        public CompletableFuture<String> step() {
            return CompletableFuture.completedFuture("value");
        }
    }

    @Test
    void futureTellsWhenTheWorkIsDoneWhicheverComesFirst() {
        for (Class<?> configuration : List.of(Usual.class, Early.class)) {
            Contexts.in(work, FutureSteps.class)
                    .withUserConfiguration(configuration)
                    .run(context -> {
                        assertThat(context.getBean(FutureSteps.class).step().get(30, TimeUnit.SECONDS))
                                .isEqualTo("value");
                        assertThat(context.getBean(Decisions.class).count()).isEqualTo(1);
                    });
        }
    }

    private ApplicationContextRunner contexts(Class<?> configuration) {
        return Contexts.in(work)
                .withUserConfiguration(configuration)
                .withBean(Steps.class, () -> new Steps(work, goOn))
                .withBean("threads", StepListener.class, this::recorder);
    }

    private StepListener recorder() {
        return new StepListener() {
            @Override
            public void decided(StepSpec spec, Decision decision) {
                threads.add(Thread.currentThread().getName());
            }
        };
    }

    private void assertAskedWhereTheWorkIsDone(ApplicationContextRunner contexts) {
        contexts.run(context -> {
            context.getBean(Steps.class).step();
            assertThat(context.getBean(Decisions.class).results()).isEmpty();
            goOn.countDown();
            Awaitility.await()
                    .atMost(30, TimeUnit.SECONDS)
                    .until(() -> context.getBean(Decisions.class).results().size() == 1);

            assertThat(threads).isEqualTo(work.runs());
            assertThat(threads).doesNotContain(Thread.currentThread().getName());
        });
    }
}
