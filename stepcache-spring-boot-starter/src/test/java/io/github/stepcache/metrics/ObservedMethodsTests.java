package io.github.stepcache.metrics;

import static io.micrometer.observation.tck.TestObservationRegistryAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.annotation.CachedStep;
import io.github.stepcache.autoconfigure.StepCacheObservationAutoConfiguration;
import io.github.stepcache.spring.Contexts;
import io.github.stepcache.spring.CountingTransactions;
import io.github.stepcache.spring.Workspace;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.transaction.support.TransactionTemplate;
import reactor.core.publisher.Mono;

/** Steps that end later than their method returns leave no scope behind on any thread, and end their observation. */
class ObservedMethodsTests {

    private final TestObservationRegistry registry = TestObservationRegistry.create();
    private ApplicationContextRunner contexts;

    @BeforeEach
    void setUp(@TempDir Path dir) {
        contexts = Contexts.in(new Workspace(dir), Steps.class, CountingTransactions.class)
                .withConfiguration(AutoConfigurations.of(StepCacheObservationAutoConfiguration.class))
                .withBean(ObservationRegistry.class, () -> registry);
    }

    static class Steps {
        private final CompletableFuture<String> later = new CompletableFuture<>();
        private final Workspace work;
        private final ObservationRegistry registry;

        Steps(Workspace work, ObservationRegistry registry) {
            this.work = work;
            this.registry = registry;
        }

        CompletableFuture<String> later() {
            return later;
        }

        @CachedStep(name = "plain", outputDir = "out", requiredOutputs = "p")
        public void plain() {
            work.run("plain", "out/p");
            Observation.start("query", registry).stop();
        }

        @CachedStep(name = "future", outputDir = "out")
        public CompletableFuture<String> future() {
            Observation.start("query", registry).stop();
            return later;
        }

        @CachedStep(name = "mono", outputDir = "out")
        public Mono<String> mono() {
            Observation.start("query", registry).stop();
            return Mono.just("value").delayElement(Duration.ofMillis(1));
        }
    }

    private void assertThatQueryIsChildOfTheStopped(String step) {
        assertThat(registry)
                .hasObservationWithNameEqualTo("stepcache.step")
                .that()
                .hasLowCardinalityKeyValue("step", step)
                .hasLowCardinalityKeyValue("outcome", "stale")
                .hasBeenStopped();
        assertThat(registry)
                .hasObservationWithNameEqualTo("query")
                .that()
                .hasParentObservationContextSatisfying(
                        parent -> assertThat(parent).isInstanceOf(StepObservationContext.class));
        assertThat(registry).doesNotHaveAnyRemainingCurrentObservation();
    }

    @Test
    void futureIsObservedUntilItCompletes() {
        contexts.run(context -> {
            Steps steps = context.getBean(Steps.class);
            CompletableFuture<String> future = steps.future();
            assertThat(registry.getCurrentObservationScope()).isNull();
            assertThat(registry)
                    .hasObservationWithNameEqualTo("stepcache.step")
                    .that()
                    .isNotStopped();
            CompletableFuture.runAsync(() -> steps.later().complete("value")).get(1, TimeUnit.MINUTES);
            assertThat(future.get(1, TimeUnit.MINUTES)).isEqualTo("value");

            assertThatQueryIsChildOfTheStopped("future");
        });
    }

    @Test
    void monoIsObservedUntilItCompletes() {
        contexts.run(context -> {
            assertThat(context.getBean(Steps.class).mono().block(Duration.ofMinutes(1)))
                    .isEqualTo("value");

            assertThatQueryIsChildOfTheStopped("mono");
        });
    }

    /** The scope inside the transaction is closed before the step ends, which must not bring it back. */
    @Test
    void stepInsideATransactionLeavesTheThreadAsItWas() {
        contexts.run(context -> {
            TransactionTemplate transaction = new TransactionTemplate(context.getBean(CountingTransactions.class));
            transaction.executeWithoutResult(status -> {
                Observation inside = Observation.start("inside", registry);
                inside.scoped(() -> {
                    context.getBean(Steps.class).plain();
                    assertThat(registry.getCurrentObservation()).isSameAs(inside);
                });
                inside.stop();
                assertThat(registry)
                        .hasObservationWithNameEqualTo("stepcache.step")
                        .that()
                        .isNotStopped();
            });

            assertThat(registry.getCurrentObservationScope()).isNull();
            assertThatQueryIsChildOfTheStopped("plain");
        });
    }
}
