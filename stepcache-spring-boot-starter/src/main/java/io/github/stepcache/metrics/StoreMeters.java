package io.github.stepcache.metrics;

import io.github.stepcache.metrics.StoreMeterDocumentation.KeyNames;
import io.github.stepcache.store.StoreListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts what becomes of stores of outputs, and what goes to and fro.
 *
 * @see StoreMeterDocumentation the meters
 */
public final class StoreMeters implements StoreListener {

    private final MeterRegistry registry;
    private final Map<String, AtomicInteger> down = new ConcurrentHashMap<>();

    /**
     * Count.
     *
     * @param registry where the meters are
     */
    public StoreMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void failed(String store, String problem) {
        count(StoreMeterDocumentation.FAILURES, store, 1);
    }

    @Override
    public void down(String store) {
        state(store).set(1);
    }

    @Override
    public void up(String store) {
        state(store).set(0);
    }

    @Override
    public void damaged(String store, String hash) {
        count(StoreMeterDocumentation.DAMAGED, store, 1);
    }

    @Override
    public void received(String store, long bytes) {
        count(StoreMeterDocumentation.RECEIVED_BYTES, store, bytes);
    }

    @Override
    public void sent(String store, long bytes) {
        count(StoreMeterDocumentation.SENT_BYTES, store, bytes);
    }

    private void count(StoreMeterDocumentation meter, String store, long amount) {
        Counter.builder(meter.getName())
                .tags(tags(store))
                .baseUnit(meter.getBaseUnit())
                .description(meter.description())
                .register(registry)
                .increment((double) amount);
    }

    /** The registry keeps hold of no state by itself. */
    private AtomicInteger state(String store) {
        return down.computeIfAbsent(store, name -> {
            AtomicInteger state = new AtomicInteger();
            Gauge.builder(StoreMeterDocumentation.DOWN.getName(), state, AtomicInteger::get)
                    .tags(tags(name))
                    .description(StoreMeterDocumentation.DOWN.description())
                    .register(registry);
            return state;
        });
    }

    private static Tags tags(String store) {
        return Tags.of(KeyNames.STORE.asString(), store);
    }
}
