package io.github.stepcache.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StoreMetersTests {

    private static final String STORE = "https://cache.example.com";

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final StoreMeters meters = new StoreMeters(registry);

    private double count(String counter, String store) {
        return registry.get(counter).tag("store", store).counter().count();
    }

    private double down(String store) {
        return registry.get("stepcache.store.down").tag("store", store).gauge().value();
    }

    @Test
    void failuresAndDamagedFilesAreCountedForEachStore() {
        meters.failed(STORE, "connection refused");
        meters.failed(STORE, "connection refused");
        meters.failed("local", "no space left on device");
        meters.damaged("local", "0".repeat(64));

        assertThat(count("stepcache.store.failures", STORE)).isEqualTo(2);
        assertThat(count("stepcache.store.failures", "local")).isEqualTo(1);
        assertThat(count("stepcache.store.damaged", "local")).isEqualTo(1);
    }

    @Test
    void bytesAreCountedInEachDirection() {
        meters.received(STORE, 10_000_000_000L);
        meters.received(STORE, 5);
        meters.sent(STORE, 7);

        assertThat(count("stepcache.store.received.bytes", STORE)).isEqualTo(10_000_000_005.0);
        assertThat(count("stepcache.store.sent.bytes", STORE)).isEqualTo(7);
    }

    @Test
    void storeThatIsLeftAloneIsDownUntilItAnswers() {
        meters.down(STORE);
        assertThat(down(STORE)).isEqualTo(1);

        System.gc(); // the registry alone would not keep the state
        meters.up(STORE);
        assertThat(down(STORE)).isZero();

        meters.down(STORE);
        assertThat(down(STORE)).isEqualTo(1);
    }

    @Test
    void metersAreThoseThatAreDocumented() {
        meters.failed(STORE, "");
        meters.damaged(STORE, "");
        meters.received(STORE, 1);
        meters.sent(STORE, 1);
        meters.down(STORE);

        List<Meter.Id> ids = registry.getMeters().stream().map(Meter::getId).toList();
        assertThat(ids).allSatisfy(id -> {
            assertThat(id.getDescription()).isNotBlank();
            assertThat(id.getTags())
                    .singleElement()
                    .satisfies(tag -> assertThat(tag.getKey()).isEqualTo("store"));
        });
        assertThat(ids.stream().map(id -> id.getType() + " " + id.getName() + " in " + id.getBaseUnit()))
                .containsExactlyInAnyOrderElementsOf(Stream.of(StoreMeterDocumentation.values())
                        .map(meter -> meter.getType() + " " + meter.getName() + " in " + meter.getBaseUnit())
                        .toList());
    }

    @Test
    void fullRegistryDoesNoHarm() {
        registry.config().meterFilter(MeterFilter.deny());

        meters.down(STORE);
        meters.failed(STORE, "");

        assertThat(registry.getMeters()).isEmpty();
    }
}
