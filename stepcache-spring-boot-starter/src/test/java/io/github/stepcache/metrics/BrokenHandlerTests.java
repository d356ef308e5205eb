package io.github.stepcache.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.StepCache;
import io.github.stepcache.StepResult;
import io.github.stepcache.step.StepSpec;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Whatever a handler throws, and wherever: the step ends as it would without, and nothing stays open. */
@ExtendWith(OutputCaptureExtension.class)
class BrokenHandlerTests {

    enum Moment {
        START,
        SCOPE_OPENED,
        SCOPE_CLOSED,
        ERROR,
        STOP
    }

    private record Broken(Moment moment) implements ObservationHandler<Observation.Context> {

        @Override
        public void onStart(Observation.Context context) {
            breakAt(Moment.START);
        }

        @Override
        public void onScopeOpened(Observation.Context context) {
            breakAt(Moment.SCOPE_OPENED);
        }

        @Override
        public void onScopeClosed(Observation.Context context) {
            breakAt(Moment.SCOPE_CLOSED);
        }

        @Override
        public void onError(Observation.Context context) {
            breakAt(Moment.ERROR);
        }

        @Override
        public void onStop(Observation.Context context) {
            breakAt(Moment.STOP);
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return context instanceof StepObservationContext;
        }

        private void breakAt(Moment now) {
            if (now == moment) {
                throw new UnsupportedOperationException("broken at " + now);
            }
        }
    }

    private static final StepSpec SPEC =
            StepSpec.named("step").outputDir(Path.of("out")).build();

    @ParameterizedTest
    @EnumSource
    void stepEndsAsItWould(Moment moment, @TempDir Path dir, CapturedOutput output) throws Exception {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        ObservationRegistry registry = ObservationRegistry.create();
        registry.observationConfig()
                .observationHandler(new DefaultMeterObservationHandler(meters))
                .observationHandler(new Broken(moment));
        StepCache cache = StepCache.builder()
                .baseDir(dir)
                .listener(new StepObservations(registry))
                .build();
        Files.createDirectory(dir.resolve("out"));
        Observation request = Observation.start("request", registry);
        try (Observation.Scope scope = request.openScope()) {
            UnsupportedOperationException own = new UnsupportedOperationException("the step's own");
            assertThat(thrown(() -> cache.run(SPEC, () -> {
                        throw own;
                    })))
                    .isSameAs(own)
                    .hasNoSuppressedExceptions();
            StepResult<String> ran = cache.run(SPEC, () -> "value");
            StepResult<String> skipped = cache.run(SPEC, () -> "another");

            assertThat(ran.executed()).isTrue();
            assertThat(ran.remembered()).isTrue();
            assertThat(skipped.executed()).isFalse();
            assertThat(skipped.value()).isEqualTo("value");
            assertThat(registry.getCurrentObservationScope()).isSameAs(scope);
        }
        request.stop();

        assertThat(output.getAll().lines().filter(line -> line.contains("step listener failed")))
                .singleElement()
                .asString()
                .contains("broken at " + moment);
        if (moment != Moment.STOP) { // a handler behind which others are told nothing
            assertThat(meters.get("stepcache.step.active").longTaskTimers())
                    .allMatch(timer -> timer.activeTasks() == 0);
        }
        assertThat(meters.find("stepcache.step").timers()).hasSize(moment == Moment.STOP ? 0 : 3);
    }

    private static Throwable thrown(Runnable code) {
        try {
            code.run();
        } catch (Throwable e) {
            return e;
        }
        throw new AssertionError("nothing was thrown");
    }
}
