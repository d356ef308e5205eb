package io.github.stepcache.metrics;

import static io.micrometer.observation.tck.TestObservationRegistryAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.stepcache.OpenStep;
import io.github.stepcache.ResultCodec;
import io.github.stepcache.StepCache;
import io.github.stepcache.StepCacheBuilder;
import io.github.stepcache.decision.StaleReason;
import io.github.stepcache.history.Calls;
import io.github.stepcache.step.StepSpec;
import io.micrometer.observation.GlobalObservationConvention;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationView;
import io.micrometer.observation.tck.TestObservationRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepObservationsTests {

    private static final String NAME = "stepcache.step";

    private final TestObservationRegistry registry = TestObservationRegistry.create();
    private Path dir;
    private StepCache cache;

    @BeforeEach
    void setUp(@TempDir Path temporary) throws IOException {
        dir = temporary;
        Files.writeString(dir.resolve("input"), "1");
        cache = observed().build();
    }

    private StepCacheBuilder observed() {
        return StepCache.builder().baseDir(dir).listener(new StepObservations(registry));
    }

    private static StepSpec step(String name) {
        return StepSpec.named(name)
                .inputs("input")
                .outputDir(Path.of(name))
                .requiredOutputs("x")
                .build();
    }

    private void work(String name) throws IOException {
        Files.createDirectories(dir.resolve(name));
        Files.writeString(dir.resolve(name).resolve("x"), "");
    }

    private void run(StepCache some, String name) throws IOException {
        some.run(step(name), () -> work(name));
    }

    @Test
    void stepThatRanIsStaleAndSaysWhy() throws IOException {
        run(cache, "clean");

        assertThat(registry)
                .hasSingleObservationThat()
                .hasNameEqualTo(NAME)
                .hasContextualNameEqualTo("step clean")
                .hasLowCardinalityKeyValue("step", "clean")
                .hasLowCardinalityKeyValue("outcome", "stale")
                .hasHighCardinalityKeyValue(
                        "stepcache.reasons",
                        "output directory \"clean\" does not exist; no manifest at"
                                + " \"clean/.clean.manifest.json\"; output \"x\" is missing")
                .doesNotHaveError()
                .hasBeenStarted()
                .hasBeenStopped();
    }

    @Test
    void skippedStepIsFresh() throws IOException {
        run(cache, "clean");
        registry.clear();
        run(cache, "clean");

        assertThat(registry)
                .hasSingleObservationThat()
                .hasLowCardinalityKeyValue("outcome", "fresh")
                .hasHighCardinalityKeyValue("stepcache.reasons", "none")
                .hasBeenStopped();
    }

    @Test
    void restoredStepSaysFromWhereAndWhyItWasStale() {
        new Calls()
                .restored(
                        new StepObservations(registry),
                        step("clean"),
                        Duration.ofSeconds(2),
                        "s3://cache/birds",
                        List.of(new StaleReason.OutputMissing("x")));

        assertThat(registry)
                .hasSingleObservationThat()
                .hasLowCardinalityKeyValue("outcome", "restored")
                .hasHighCardinalityKeyValue("stepcache.reasons", "output \"x\" is missing")
                .hasHighCardinalityKeyValue("stepcache.store", "s3://cache/birds")
                .hasBeenStopped();
    }

    @Test
    void forcedStepSaysSoAlsoWhereItWasFresh() throws IOException {
        run(cache, "clean");
        registry.clear();
        run(observed().force(true).build(), "clean");

        assertThat(registry).hasSingleObservationThat().hasLowCardinalityKeyValue("outcome", "forced");
    }

    @Test
    void stepOutsideTheCacheIsBypassed() throws IOException {
        cache.bypass(step("clean"), () -> {
            work("clean");
            return "value";
        });

        assertThat(registry).hasSingleObservationThat().hasLowCardinalityKeyValue("outcome", "bypassed");
    }

    @Test
    void stepThatThrowsHasFailedWithThatError() {
        IllegalStateException failure = new IllegalStateException("too bad");
        assertThatIllegalStateException()
                .isThrownBy(() -> cache.run(step("clean"), () -> {
                    throw failure;
                }))
                .isSameAs(failure);

        assertThat(registry)
                .hasSingleObservationThat()
                .hasLowCardinalityKeyValue("outcome", "failed")
                .hasError(failure)
                .hasBeenStopped();
        assertThat(registry).doesNotHaveAnyRemainingCurrentObservation();
    }

    @Test
    void stepThatIsNotRememberedSaysWhy() {
        cache.run(step("clean"), () -> {});

        assertThat(registry)
                .hasSingleObservationThat()
                .hasLowCardinalityKeyValue("outcome", "stale")
                .hasHighCardinalityKeyValueWithKey("stepcache.not.remembered");
    }

    @Test
    void whatAStepObservesIsItsChild() {
        Observation outer = Observation.start("request", registry);
        outer.scoped(() -> cache.run(
                step("outer"),
                () -> cache.run(
                        step("inner"),
                        () -> Observation.start("query", registry).stop())));
        outer.stop();

        assertThat(registry)
                .hasObservationWithNameEqualTo("query")
                .that()
                .satisfies(query -> assertThat(parents(query)).isEqualTo("query < inner < outer < request"));
        assertThat(registry).doesNotHaveAnyRemainingCurrentObservation();
    }

    /** The name of each observation, or of its step, from a child to its last parent. */
    private static String parents(Observation.ContextView context) {
        String name = context instanceof StepObservationContext step
                ? step.getSpec().name()
                : String.valueOf(context.getName());
        @Nullable ObservationView parent = context.getParentObservation();
        return parent == null ? name : name + " < " + parents(parent.getContextView());
    }

    @Test
    void stepThatOutlivesItsThreadEndsOnAnotherAndLeavesNeitherBehind() throws Exception {
        Observation request = Observation.start("request", registry);
        try (Observation.Scope scope = request.openScope()) {
            OpenStep<String> open = cache.open(step("clean"), ResultCodec.of(String.class));
            assertThat(registry.getCurrentObservation()).isNotSameAs(request);
            work("clean");
            open.detach();

            assertThat(registry.getCurrentObservation()).isSameAs(request);
            CompletableFuture.runAsync(() -> {
                        open.complete("value");
                        assertThat(registry.getCurrentObservation()).isNull();
                    })
                    .get(1, TimeUnit.MINUTES);
            assertThat(registry.getCurrentObservationScope()).isSameAs(scope);
        }

        assertThat(registry)
                .hasObservationWithNameEqualTo(NAME)
                .that()
                .hasLowCardinalityKeyValue("outcome", "stale")
                .hasBeenStopped();
        assertThat(registry).doesNotHaveAnyRemainingCurrentObservation();
    }

    @Test
    void conventionOfTheRegistryNamesSteps() throws IOException {
        registry.observationConfig().observationConvention(new Renaming());
        run(cache, "clean");

        assertThat(registry).hasSingleObservationThat().hasNameEqualTo("my.step");
    }

    static class Renaming extends DefaultStepObservationConvention
            implements GlobalObservationConvention<StepObservationContext> {
        @Override
        public String getName() {
            return "my.step";
        }
    }

    @Test
    void nothingIsObservedWhereThatIsNotWanted() throws IOException {
        registry.observationConfig().observationPredicate((name, context) -> !name.startsWith("stepcache"));
        run(cache, "clean");
        run(cache, "clean");

        assertThat(registry).doesNotHaveAnyObservation();
    }
}
