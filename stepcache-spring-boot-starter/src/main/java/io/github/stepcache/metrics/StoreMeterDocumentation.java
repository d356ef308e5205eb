package io.github.stepcache.metrics;

import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.docs.MeterDocumentation;
import org.jspecify.annotations.Nullable;

/** The meters of stores of outputs. */
public enum StoreMeterDocumentation implements MeterDocumentation {

    /** How often a store did not do what it was asked for, after all attempts. */
    FAILURES("stepcache.store.failures", null, "Requests that a store did not fulfil after all attempts"),

    /** How often the content of a file was not what its hash says. */
    DAMAGED("stepcache.store.damaged", BaseUnits.FILES, "Files whose content was not what their hash says"),

    /** Bytes that came from a remote store. */
    RECEIVED_BYTES("stepcache.store.received.bytes", BaseUnits.BYTES, "Bytes that came from a remote store"),

    /** Bytes that went to a remote store. */
    SENT_BYTES("stepcache.store.sent.bytes", BaseUnits.BYTES, "Bytes that went to a remote store"),

    /** Whether a store is left alone for a while, since it failed again and again: 1 or 0. There since it was so first. */
    DOWN("stepcache.store.down", null, "Whether a store is not asked for a while, since it failed again and again");

    /** The tag of all these meters. */
    public enum KeyNames implements KeyName {

        /** Which store: {@code local}, or where a remote one is, without credentials. */
        STORE {
            @Override
            public String asString() {
                return "store";
            }
        }
    }

    private final String meter;
    private final @Nullable String unit;
    private final String description;

    StoreMeterDocumentation(String meter, @Nullable String unit, String description) {
        this.meter = meter;
        this.unit = unit;
        this.description = description;
    }

    @Override
    public String getName() {
        return meter;
    }

    @Override
    public @Nullable String getBaseUnit() {
        return unit;
    }

    @Override
    public Meter.Type getType() {
        return this == DOWN ? Meter.Type.GAUGE : Meter.Type.COUNTER;
    }

    @Override
    public KeyName[] getKeyNames() {
        return KeyNames.values();
    }

    String description() {
        return description;
    }
}
