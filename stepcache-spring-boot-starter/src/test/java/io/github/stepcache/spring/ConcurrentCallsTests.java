package io.github.stepcache.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.annotation.CachedStep;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same step never runs twice at once; different ones run side by side (contract 6.4). */
class ConcurrentCallsTests {

    private static final int CALLERS = 8;

    private Workspace work;

    @BeforeEach
    void setUp(@TempDir Path dir) {
        work = new Workspace(dir);
    }

    record Report(String text, List<Integer> numbers) {}

    static class Steps {
        private final Workspace work;
        private final CyclicBarrier together = new CyclicBarrier(CALLERS);

        Steps(Workspace work) {
            this.work = work;
        }

        @CachedStep(name = "report", outputDir = "out", requiredOutputs = "report")
        public Report report() {
            work.run("report", "out/report");
            return new Report("made by run " + work.runs().size(), List.of(1, 2));
        }

        @CachedStep(name = "part-#{#part}", outputDir = "parts", requiredOutputs = "#{#part}")
        public int part(int part) throws Exception {
            together.await();
            work.run("part " + part, "parts/" + part);
            return part;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "jvm"})
    void manyCallersOfOneStepAreOneExecutionAndAllGetItsValue(String lock) {
        Contexts.in(work, Steps.class)
                .withPropertyValues("stepcache.lock=" + lock)
                .run(context -> {
                    Steps steps = context.getBean(Steps.class);
                    CyclicBarrier start = new CyclicBarrier(CALLERS);

                    List<Report> reports = concurrently(caller -> () -> {
                        start.await();
                        return steps.report();
                    });

                    assertThat(work.runs()).containsExactly("report");
                    assertThat(reports).hasSize(CALLERS).containsOnly(new Report("made by run 1", List.of(1, 2)));
                    assertThat(context.getBean(Decisions.class).notRemembered()).isEmpty();
                });
    }

    @Test
    void differentStepsRunSideBySide() {
        Contexts.in(work, Steps.class).run(context -> {
            Steps steps = context.getBean(Steps.class);

            assertThat(concurrently(part -> () -> steps.part(part))).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
            assertThat(work.runs()).hasSize(CALLERS);
            assertThat(context.getBean(Decisions.class).notRemembered()).isEmpty();
        });
    }

    private interface Caller<T> {
        Callable<T> call(int number);
    }

    private static <T> List<T> concurrently(Caller<T> caller) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
        try {
            List<Callable<T>> calls = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                calls.add(caller.call(i));
            }
            List<T> values = new ArrayList<>();
            for (Future<T> value : threads.invokeAll(calls)) {
                values.add(value.get());
            }
            return values;
        } finally {
            threads.shutdown();
        }
    }
}
