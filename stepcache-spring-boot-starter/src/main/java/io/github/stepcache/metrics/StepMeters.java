package io.github.stepcache.metrics;

import io.github.stepcache.HashVolume;
import io.github.stepcache.StepFailure;
import io.github.stepcache.StepListener;
import io.github.stepcache.StepResult;
import io.github.stepcache.metrics.StepObservationDocumentation.LowCardinalityKeyNames;
import io.github.stepcache.step.StepSpec;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.time.Duration;
import java.util.List;

/**
 * Counts how much was read for each step, and how much time it saved not to run it. The tags are those of the step's
 * observation, but for the outcome.
 *
 * @see StepMeterDocumentation the counters
 */
public final class StepMeters implements StepListener {

    private final MeterRegistry registry;
    private final StepObservationConvention convention;

    /**
     * Count with the default tags.
     *
     * @param registry where counters are
     */
    public StepMeters(MeterRegistry registry) {
        this(registry, new DefaultStepObservationConvention());
    }

    /**
     * Count with the tags of a given convention.
     *
     * @param registry where counters are
     * @param convention names the tags
     */
    public StepMeters(MeterRegistry registry, StepObservationConvention convention) {
        this.registry = registry;
        this.convention = convention;
    }

    @Override
    public void completed(StepSpec spec, StepResult<?> result) {
        StepObservationContext context = new StepObservationContext(spec);
        context.completed(result);
        count(context, result.hashed(), result.saved().orElse(Duration.ZERO));
    }

    @Override
    public void failed(StepSpec spec, StepFailure failure) {
        StepObservationContext context = new StepObservationContext(spec);
        context.failed(failure);
        count(context, failure.hashed(), Duration.ZERO);
    }

    private void count(StepObservationContext context, HashVolume hashed, Duration saved) {
        List<Tag> tags = convention.getLowCardinalityKeyValues(context).stream()
                .filter(value -> !value.getKey().equals(LowCardinalityKeyNames.OUTCOME.asString()))
                .map(value -> Tag.of(value.getKey(), value.getValue()))
                .toList();
        counter(StepMeterDocumentation.HASHED_FILES, tags).increment((double) hashed.files());
        counter(StepMeterDocumentation.HASHED_BYTES, tags).increment((double) hashed.bytes());
        counter(StepMeterDocumentation.TIME_SAVED, tags).increment(saved.toNanos() / 1e9);
    }

    private Counter counter(StepMeterDocumentation meter, List<Tag> tags) {
        return Counter.builder(meter.getName())
                .tags(tags)
                .baseUnit(meter.getBaseUnit())
                .description(meter.description())
                .register(registry);
    }
}
