package io.github.stepcache.store;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A step and its inputs, of which a decision and a key can be made.
 *
 * @param spec the step
 * @param inputs the hashes of its inputs
 */
record KeyedRun(StepSpec spec, SortedMap<String, String> inputs) {

    private static final Path BASE = Path.of("/base");

    static KeyedRun of(StepSpec.Builder spec, Map<String, String> inputs) {
        return new KeyedRun(spec.build(), new TreeMap<>(inputs));
    }

    StoreKey key() {
        return StoreKey.of(spec, BASE, inputs).orElseThrow();
    }

    /** Decide whether this need not run where the other one has run, and its outputs are there. */
    Decision afterRunOf(KeyedRun other) {
        return Decider.decide(new StepState(
                spec,
                StepState.Order.IF_STALE,
                new Fingerprint(inputs, Map.of(), List.of()),
                new ManifestLookup.Found(Path.of("manifest"), other.manifest()),
                new OutputState(true, Optional.empty(), List.of(), Map.of()),
                outputPlace(),
                Optional.empty(),
                Optional.of(Instant.EPOCH)));
    }

    private Manifest manifest() {
        return new Manifest(
                Manifest.VERSION,
                spec.name(),
                Instant.EPOCH,
                Manifest.State.COMPLETE,
                inputs,
                spec.artifactVersions(),
                spec.parameters(),
                spec.code(),
                Optional.of(new DeclaredOutputs(outputPlace(), spec.requiredOutputs())),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "");
    }

    private String outputPlace() {
        return BASE.resolve(spec.manifestDir())
                .relativize(BASE.resolve(spec.outputDir()))
                .toString();
    }
}
