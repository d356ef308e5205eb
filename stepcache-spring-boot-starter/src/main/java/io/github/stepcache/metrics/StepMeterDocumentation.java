package io.github.stepcache.metrics;

import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.docs.MeterDocumentation;

/** The counters of the step cache, beside the timers that are made of {@link StepObservationDocumentation}. */
public enum StepMeterDocumentation implements MeterDocumentation {

    /** Files that were read to their end, inputs and outputs. What is proved to be unchanged is not read. */
    HASHED_FILES("stepcache.hashed.files", BaseUnits.FILES, "Files read to find out what steps depend on and left"),

    /** Bytes that were read. */
    HASHED_BYTES("stepcache.hashed.bytes", BaseUnits.BYTES, "Bytes read to find out what steps depend on and left"),

    /** How long the recorded runs had taken of steps that were skipped or restored. */
    TIME_SAVED("stepcache.time.saved", "seconds", "Time that skipped and restored steps had taken when they ran");

    private final String meter;
    private final String unit;
    private final String description;

    StepMeterDocumentation(String meter, String unit, String description) {
        this.meter = meter;
        this.unit = unit;
        this.description = description;
    }

    @Override
    public String getName() {
        return meter;
    }

    @Override
    public String getBaseUnit() {
        return unit;
    }

    @Override
    public Meter.Type getType() {
        return Meter.Type.COUNTER;
    }

    @Override
    public KeyName[] getKeyNames() {
        return new KeyName[] {StepObservationDocumentation.LowCardinalityKeyNames.STEP};
    }

    String description() {
        return description;
    }
}
