package io.github.stepcache.actuate;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.StepCache;
import io.github.stepcache.spring.Workspace;
import io.github.stepcache.step.StepSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the endpoint changes, for whom that is allowed. */
class ForgettingTests {

    private Workspace work;

    @BeforeEach
    void setUp(@TempDir Path dir) {
        work = new Workspace(dir);
        work.write("raw/a.csv", "1");
    }

    @Test
    void nobodyMayForgetByDefault() {
        Endpoint.in(Endpoint.contexts(work), (endpoint, pipeline) -> {
            pipeline.clean();
            assertThat(endpoint.delete("/clean")).hasStatus(405);
            pipeline.clean();
            assertThat(work.runs()).containsExactly("clean");
        });
    }

    @Test
    void forgottenStepRunsAgain() {
        unrestricted((endpoint, pipeline) -> {
            pipeline.clean();
            assertThat(endpoint.delete("/clean")).hasStatusOk().bodyJson().isLenientlyEqualTo("""
                            {"name": "clean", "steps": [{"outputDir": "out/clean", "forgotten": true}]}""");
            assertThat(endpoint.get("/clean"))
                    .bodyJson()
                    .extractingPath("$.steps[0].check.reasons[*].type")
                    .isEqualTo(List.of("manifest-absent"));
            pipeline.clean();
            assertThat(work.runs()).containsExactly("clean", "clean");
        });
    }

    @Test
    void runOfAnEarlierProcessIsForgotten() {
        unrestricted((endpoint, pipeline) -> pipeline.clean());
        unrestricted((endpoint, pipeline) -> {
            assertThat(endpoint.delete("/clean")).hasStatusOk();
            pipeline.clean();
            assertThat(work.runs()).containsExactly("clean", "clean");
        });
    }

    @Test
    void onlyStepsOfThatNameAreForgotten() {
        unrestricted((endpoint, pipeline) -> {
            pipeline.clean();
            pipeline.report(2023);
            pipeline.report(2024);
            assertThat(endpoint.delete("/report-2023")).hasStatusOk();
            pipeline.clean();
            pipeline.report(2023);
            pipeline.report(2024);
            assertThat(work.runs()).containsExactly("clean", "report", "report", "report");
        });
    }

    @Test
    void templateHasNothingToForget() {
        unrestricted((endpoint, pipeline) -> {
            pipeline.clean();
            pipeline.report(2024);
            assertThat(endpoint.delete("/{step}", "report-#{#year}"))
                    .hasStatus(409)
                    .bodyJson()
                    .extractingPath("$.steps[0].forgotten")
                    .isEqualTo(false);
            pipeline.report(2024);
            assertThat(work.runs()).containsExactly("clean", "report");
        });
    }

    @Test
    void unknownStepIsNotFound() {
        unrestricted((endpoint, pipeline) -> {
            assertThat(endpoint.delete("/nosuch")).hasStatus(404);
            assertThat(endpoint.delete("")).hasStatus(405);
        });
    }

    /** A request is not to wait for hours. */
    @Test
    void runningStepIsNotForgotten() {
        unrestricted((endpoint, pipeline) -> {
            CountDownLatch running = new CountDownLatch(1);
            CountDownLatch enough = new CountDownLatch(1);
            StepSpec slow =
                    StepSpec.named("slow").outputDir(Path.of("out/slow")).build();
            StepCache cache = endpoint.context().getBean(StepCache.class);
            CompletableFuture<Void> run = CompletableFuture.runAsync(() -> cache.run(slow, () -> {
                running.countDown();
                await(enough);
            }));
            await(running);
            assertThat(endpoint.get("/slow"))
                    .bodyJson()
                    .extractingPath("$.steps[0].lastCall.outcome")
                    .isEqualTo("running");
            assertThat(endpoint.delete("/slow"))
                    .hasStatus(409)
                    .bodyJson()
                    .extractingPath("$.steps[0].problem")
                    .isEqualTo("It is running.");
            enough.countDown();
            run.join();
            assertThat(endpoint.delete("/slow")).hasStatusOk();
        });
    }

    private void unrestricted(BiConsumer<Endpoint, Pipeline> test) {
        Endpoint.in(Endpoint.contexts(work).withPropertyValues(Endpoint.UNRESTRICTED), test);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
