package io.github.stepcache.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.StepCache;
import io.github.stepcache.StepResult;
import io.github.stepcache.history.Calls;
import io.github.stepcache.step.StepSpec;
import io.micrometer.common.KeyValue;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class StepMetersTests {

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private Path dir;

    @BeforeEach
    void setUp(@TempDir Path temporary) throws IOException {
        dir = temporary;
        Files.writeString(dir.resolve("a.csv"), "123");
        Files.writeString(dir.resolve("b.csv"), "45678");
    }

    private StepResult<String> run(StepMeters meters, String name) throws IOException {
        StepCache cache = StepCache.builder().baseDir(dir).listener(meters).build();
        StepSpec spec = StepSpec.named(name)
                .inputs("*.csv")
                .outputDir(Path.of("out"))
                .requiredOutputs(name)
                .build();
        return cache.run(spec, () -> {
            long start = System.nanoTime();
            while (System.nanoTime() - start < 2_000_000) { // what is on record counts milliseconds
                Thread.onSpinWait();
            }
            Files.createDirectories(dir.resolve("out"));
            Files.writeString(dir.resolve("out").resolve(name), "90");
            return "value";
        });
    }

    private double count(String counter, String step) {
        return registry.get(counter).tag("step", step).counter().count();
    }

    @Test
    void countsFilesAndBytesThatWereRead() throws IOException {
        StepResult<String> ran = run(new StepMeters(registry), "sum");

        assertThat(ran.hashed().files()).isGreaterThanOrEqualTo(3);
        assertThat(count("stepcache.hashed.files", "sum"))
                .isEqualTo((double) ran.hashed().files());
        assertThat(count("stepcache.hashed.bytes", "sum"))
                .isEqualTo((double) ran.hashed().bytes());
        assertThat(count("stepcache.time.saved", "sum")).isZero();
    }

    @Test
    void countsTheTimeThatWasSaved() throws IOException {
        StepMeters meters = new StepMeters(registry);
        run(meters, "sum");
        StepResult<String> skipped = run(meters, "sum");
        run(meters, "sum");

        Duration saved = skipped.saved().orElseThrow();
        assertThat(saved).isPositive();
        assertThat(count("stepcache.time.saved", "sum")).isEqualTo(2 * saved.toNanos() / 1e9);
    }

    @Test
    void countsTheTimeThatRestoringSaved() {
        StepSpec spec = StepSpec.named("sum").outputDir(Path.of("out")).build();
        new Calls().restored(new StepMeters(registry), spec, Duration.ofSeconds(2), "local", Calls.changed(1));

        assertThat(count("stepcache.time.saved", "sum")).isEqualTo(2);
    }

    @Test
    void countsWhatAFailedStepHasRead() {
        StepSpec spec = StepSpec.named("failing")
                .inputs("*.csv")
                .outputDir(Path.of("out"))
                .build();
        StepCache cache = StepCache.builder()
                .baseDir(dir)
                .listener(new StepMeters(registry))
                .build();
        try {
            cache.run(spec, () -> {
                throw new IllegalStateException("too bad");
            });
        } catch (IllegalStateException e) {
            assertThat(e).hasMessage("too bad");
        }

        assertThat(count("stepcache.hashed.bytes", "failing")).isEqualTo(8);
    }

    @Test
    void countersAreThoseThatAreDocumented() throws IOException {
        run(new StepMeters(registry), "sum");

        assertThat(registry.getMeters().stream().map(Meter::getId)).allSatisfy(id -> {
            assertThat(id.getDescription()).isNotBlank();
            assertThat(id.getTags())
                    .singleElement()
                    .satisfies(tag -> assertThat(tag.getKey()).isEqualTo("step"));
        });
        assertThat(registry.getMeters().stream()
                        .map(meter ->
                                meter.getId().getName() + " in " + meter.getId().getBaseUnit()))
                .containsExactlyInAnyOrderElementsOf(Stream.of(StepMeterDocumentation.values())
                        .map(meter -> meter.getName() + " in " + meter.getBaseUnit())
                        .toList());
    }

    static class YearsLeftOut extends DefaultStepObservationConvention {
        @Override
        protected KeyValue step(StepObservationContext context) {
            return KeyValue.of("step", context.getSpec().name().replaceFirst("-\\d{4}$", ""));
        }
    }

    @Test
    void namesWithArgumentsAreTamedByAConvention() throws IOException {
        StepMeters meters = new StepMeters(registry, new YearsLeftOut());
        run(meters, "sum-2023");
        run(meters, "sum-2024");

        assertThat(registry.get("stepcache.hashed.files").counters()).hasSize(1);
        assertThat(count("stepcache.hashed.files", "sum")).isGreaterThanOrEqualTo(6);
    }

    @Test
    void fullRegistryDoesNoHarm(CapturedOutput output) throws IOException {
        registry.config().meterFilter(MeterFilter.maximumAllowableMetrics(1));
        StepMeters meters = new StepMeters(registry);

        assertThat(run(meters, "sum").remembered()).isTrue();
        assertThat(run(meters, "sum").executed()).isFalse();
        assertThat(registry.getMeters()).hasSize(1);
        assertThat(output.getAll()).doesNotContain("step listener failed");
    }

    @Test
    void brokenRegistryDoesNoHarmAndIsWarnedOfOnce(CapturedOutput output) throws IOException {
        registry.config().meterFilter(new MeterFilter() {
            @Override
            public MeterFilterReply accept(Meter.Id id) {
                throw new IllegalStateException("the registry is broken");
            }
        });
        StepCache cache = StepCache.builder()
                .baseDir(dir)
                .listener(new StepMeters(registry))
                .build();
        StepSpec spec = StepSpec.named("sum").outputDir(dir).build();
        StepResult<String> ran = cache.run(spec, () -> "value");
        StepResult<String> skipped = cache.run(spec, () -> "value");

        assertThat(ran.remembered()).isTrue();
        assertThat(skipped.executed()).isFalse();
        assertThat(output.getAll().lines().filter(line -> line.contains("the registry is broken")))
                .hasSize(1);
    }
}
