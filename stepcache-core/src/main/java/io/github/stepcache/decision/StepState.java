package io.github.stepcache.decision;

import io.github.stepcache.fingerprint.Fingerprint;
import io.github.stepcache.fingerprint.OutputState;
import io.github.stepcache.manifest.DeclaredOutputs;
import io.github.stepcache.manifest.ManifestLookup;
import io.github.stepcache.step.StepSpec;
import java.time.Instant;
import java.util.Optional;

/**
 * All that a decision depends on, read once into values.
 *
 * @param spec the step
 * @param order what the caller asked for
 * @param inputs what the inputs are now
 * @param manifest what the last run left on record
 * @param outputs what the required outputs are now
 * @param outputPlace the output directory as seen from the manifest directory, {@code /}-separated
 * @param resultProblem why the recorded return value cannot be given back, in words; empty where it can, or where
 *     nobody asked for it
 * @param readAt when all this was read; empty where the step does not expire, or where no clock could tell
 */
public record StepState(
        StepSpec spec,
        Order order,
        Fingerprint inputs,
        ManifestLookup manifest,
        OutputState outputs,
        String outputPlace,
        Optional<String> resultProblem,
        Optional<Instant> readAt) {

    /**
     * Which outputs a run of the step would vouch for.
     *
     * @return the outputs, as a manifest records them
     */
    public DeclaredOutputs declaredOutputs() {
        return new DeclaredOutputs(outputPlace, spec.requiredOutputs());
    }

    /** What the caller asked for. */
    public enum Order {
        /** Run the step if it is stale. */
        IF_STALE,
        /** Run the step in any case, and remember it. */
        FORCE,
        /** Run the step in any case, and do not remember it. */
        BYPASS
    }
}
