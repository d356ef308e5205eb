package io.github.stepcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.decision.Decision;
import io.github.stepcache.decision.StaleReason;
import io.github.stepcache.decision.StaleReason.Expired;
import io.github.stepcache.faults.Faults;
import io.github.stepcache.faults.FaultyFileSystem;
import io.github.stepcache.manifest.ManifestLookup;
import io.github.stepcache.manifest.StepManifests;
import io.github.stepcache.step.StepSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A step that expires runs again when its last run is old enough, though nothing else has changed (issue 5.7). */
class ExpiryTests {

    private static final Instant START = Instant.parse("2026-11-22T12:00:00.123456Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration TICK = Duration.ofNanos(1);

    private Pipeline pipeline;
    private StepSpec daily;
    private Instant now = START;

    @BeforeEach
    void setUp(@TempDir Path base) {
        pipeline = Pipeline.in(base);
        daily = pipeline.declaration().expireAfter(DAY).build();
    }

    @ParameterizedTest
    @EnumSource
    void runCountsUntilItIsAsOldAsTheLimit(FingerprintMode mode) {
        run(mode, daily);
        later(DAY.minus(TICK));
        assertThat(check(mode, daily).isFresh()).isTrue();
        assertThat(run(mode, daily).executed()).isFalse();

        later(TICK);

        assertThat(check(mode, daily).reasons()).containsExactly(new Expired(START, DAY, Optional.of(START.plus(DAY))));
        assertThat(check(mode, daily).describe())
                .isEqualTo("stale: the previous run ended at 2026-11-22T12:00:00.123456Z, and expired after 1 day");
        assertThat(run(mode, daily).executed()).isTrue();
        assertThat(run(mode, daily).executed()).isFalse();
    }

    @Test
    void runThatIsReplayedDoesNotBecomeYounger() {
        run(daily);
        for (int hours = 0; hours < 24; hours++) {
            assertThat(run(daily).executed()).isFalse();
            later(Duration.ofHours(1));
        }

        assertThat(run(daily).executed()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void runThatEndedInTheFutureHasExpired(FingerprintMode mode) {
        run(mode, daily);
        later(Duration.ofNanos(-1000));

        assertThat(check(mode, daily).describe())
                .isEqualTo("stale: the previous run ended at 2026-11-22T12:00:00.123456Z,"
                        + " which lies in the future, so that it counts as expired");
        assertThat(run(mode, daily).executed()).isTrue();
        assertThat(run(mode, daily).executed()).isFalse();
    }

    @Test
    void clockThatFailsMeansExpiredAndDoesNotFailTheStep() {
        run(daily);
        StepCache cache = pipeline.settings()
                .clock(clock(() -> {
                    throw new IllegalStateException("no time");
                }))
                .build();

        assertThat(cache.check(daily).reasons()).containsExactly(new Expired(START, DAY, Optional.empty()));
        assertThat(cache.run(daily, pipeline::work).value()).isEqualTo("run 2");
    }

    /** What expires while files are read has expired, and what another process remembers meanwhile is no future. */
    @Test
    void clockIsAskedAfterAllWasRead() {
        Faults faults = new Faults();
        FaultyFileSystem files = new FaultyFileSystem(faults);
        Pipeline inMemory = Pipeline.in(files.reliable("/base"));
        StepCache cache = StepCache.builder()
                .baseDir(files.faulty(files.reliable("/base")))
                .clock(clock(() -> {
                    faults.note("clock");
                    return START;
                }))
                .build();
        cache.run(daily, inMemory::work);
        faults.plan(Faults.Kind.ONCE, Integer.MAX_VALUE);

        assertThat(cache.check(daily).isFresh()).isTrue();
        assertThat(faults.operations()).hasSizeGreaterThan(3).endsWith("clock");
    }

    @Test
    void limitHoldsWhereAllStepsHaveArtifactVersions() {
        StepCacheBuilder settings = settings(FingerprintMode.INDEX).artifactVersion("model", "1");
        settings.build().run(daily, pipeline::work);
        later(DAY);

        assertThat(settings.build().check(daily).isFresh()).isFalse();
    }

    @Test
    void otherLimitTakesEffectAtOnceAndLeavesNoTrace() {
        run(pipeline.step());
        String manifest = pipeline.read(Pipeline.MANIFEST);
        later(Duration.ofHours(12));

        assertThat(check(daily).isFresh()).isTrue();
        assertThat(check(expiring(Duration.ofHours(12))).isFresh()).isFalse();
        assertThat(run(daily).executed()).isFalse();
        assertThat(pipeline.read(Pipeline.MANIFEST)).isEqualTo(manifest);

        later(DAY);

        assertThat(check(daily).isFresh()).isFalse();
        assertThat(check(expiring(Duration.ofDays(2))).isFresh()).isTrue();
        assertThat(check(pipeline.step()).isFresh()).isTrue();
    }

    @Test
    void longestLimitIsLongAndShortestIsShort() {
        run(daily);
        later(Duration.ofDays(365_000));

        assertThat(check(expiring(Duration.ofSeconds(Long.MAX_VALUE, 999_999_999)))
                        .isFresh())
                .isTrue();

        later(Duration.ofDays(-365_000));

        assertThat(check(expiring(TICK)).isFresh()).isTrue();
        later(TICK);
        assertThat(check(expiring(TICK)).isFresh()).isFalse();
    }

    @Test
    void expiryIsOneReasonAmongOthers() {
        run(daily);
        pipeline.write(Pipeline.INPUT, "a,2");
        later(DAY);

        assertThat(check(daily).reasons()).hasSize(2).hasAtLeastOneElementOfType(StaleReason.InputChanged.class);
    }

    @Test
    void forcedAndBypassedRunsDoNotAskForIt() {
        run(daily);
        later(DAY.multipliedBy(2));

        assertThat(settings(FingerprintMode.INDEX)
                        .force(true)
                        .build()
                        .check(daily)
                        .reasons())
                .containsExactly(new StaleReason.Forced());
        assertThat(settings(FingerprintMode.INDEX)
                        .enabled(false)
                        .build()
                        .check(daily)
                        .reasons())
                .containsExactly(new StaleReason.Bypassed());
    }

    @Test
    void manifestOfTheReferenceExpiresAsWell() throws IOException {
        run(daily);
        ManifestLookup.Found ours = (ManifestLookup.Found) pipeline.manifest();
        StepManifests.save("report", pipeline.path("out"), ours.manifest().inputHashes(), Map.of(), Map.of());
        now = Instant.now();
        assertThat(check(daily).isFresh()).isTrue();

        later(DAY);
        assertThat(check(daily).describe()).endsWith("expired after 1 day");

        later(DAY.multipliedBy(-2));
        assertThat(check(daily).describe()).endsWith("so that it counts as expired");
    }

    private void later(Duration by) {
        now = now.plus(by);
    }

    private static Clock clock(InstantSource source) {
        return source.withZone(ZoneOffset.UTC);
    }

    private StepSpec expiring(Duration age) {
        return pipeline.declaration().expireAfter(age).build();
    }

    private StepResult<String> run(StepSpec spec) {
        return run(FingerprintMode.INDEX, spec);
    }

    private StepResult<String> run(FingerprintMode mode, StepSpec spec) {
        return settings(mode).build().run(spec, pipeline::work);
    }

    private Decision check(StepSpec spec) {
        return check(FingerprintMode.INDEX, spec);
    }

    private Decision check(FingerprintMode mode, StepSpec spec) {
        return settings(mode).build().check(spec);
    }

    private StepCacheBuilder settings(FingerprintMode mode) {
        return pipeline.settings().fingerprint(mode).clock(clock(() -> now));
    }
}
