package io.github.stepcache.benchmark;

import io.github.stepcache.code.CodeFingerprint;
import io.github.stepcache.decision.Decider;
import io.github.stepcache.decision.Decision;
import io.github.stepcache.decision.StepState;
import io.github.stepcache.fingerprint.Fingerprint;
import io.github.stepcache.fingerprint.OutputState;
import io.github.stepcache.manifest.DeclaredOutputs;
import io.github.stepcache.manifest.Manifest;
import io.github.stepcache.manifest.ManifestLookup;
import io.github.stepcache.step.StepSpec;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Decides about a step of which nothing changed, from values alone. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@NullUnmarked // JMH fills the fields
public class DecisionBenchmark {

    @Param({"10", "100000"})
    int inputs;

    private StepState state;

    @Setup
    public void makeState() {
        SortedMap<String, String> none = Collections.emptySortedMap();
        StepSpec spec = StepSpec.named("decision").outputDir(Path.of("out")).build();
        DeclaredOutputs outputs = new DeclaredOutputs(".", List.of());
        Manifest manifest = new Manifest(
                Manifest.VERSION,
                spec.name(),
                Instant.EPOCH,
                Manifest.State.COMPLETE,
                MadeUpEntries.of(inputs),
                none,
                none,
                CodeFingerprint.none(),
                Optional.of(outputs),
                Optional.of(none),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "");
        state = new StepState(
                spec,
                StepState.Order.IF_STALE,
                new Fingerprint(MadeUpEntries.of(inputs), Map.of(), List.of()),
                new ManifestLookup.Found(Path.of("out", "manifest"), manifest),
                new OutputState(true, Optional.of(none), List.of(), Map.of()),
                ".",
                Optional.empty(),
                Optional.empty());
        if (!Decider.decide(state).isFresh()) {
            throw new IllegalStateException(Decider.decide(state).describe());
        }
    }

    @Benchmark
    public Decision decide() {
        return Decider.decide(state);
    }
}
