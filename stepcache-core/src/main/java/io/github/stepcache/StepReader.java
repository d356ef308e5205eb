package io.github.stepcache;

import io.github.stepcache.decision.StepState;
import io.github.stepcache.decision.StepState.Order;
import io.github.stepcache.fingerprint.BootId;
import io.github.stepcache.fingerprint.Fingerprint;
import io.github.stepcache.fingerprint.InputReader;
import io.github.stepcache.fingerprint.OutputReader;
import io.github.stepcache.fingerprint.OutputState;
import io.github.stepcache.manifest.Manifest;
import io.github.stepcache.manifest.ManifestFile;
import io.github.stepcache.manifest.ManifestLookup;
import io.github.stepcache.step.StepFiles;
import io.github.stepcache.step.StepSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The one reader of the disk: turns a step into all the values that a decision depends on. */
final class StepReader {

    private final InputReader inputs;
    private final OutputReader outputs;
    private final StepCacheSettings settings;

    StepReader(StepCacheSettings settings) {
        this.inputs = new InputReader(settings.baseDir(), settings.excludes());
        this.outputs = new OutputReader(settings.baseDir());
        this.settings = settings;
    }

    /**
     * What was read, and the recorded value of the step, where there is one.
     *
     * @param state what a decision depends on
     * @param value gives the recorded value, if the decision is fresh
     */
    record Reading<T extends @Nullable Object>(StepState state, Supplier<T> value) {}

    /** Read as much as the order calls for: what runs in any case is not compared with what was. */
    <T extends @Nullable Object> Reading<T> read(StepSpec spec, Order order, ResultCodec<T> codec) {
        ManifestFile manifest = new ManifestFile(settings.files(spec));
        if (order != Order.IF_STALE) {
            Fingerprint fingerprint =
                    order == Order.BYPASS ? new Fingerprint(new TreeMap<>(), Map.of(), List.of()) : inputs(spec);
            OutputState unread = new OutputState(true, Optional.empty(), List.of(), Map.of());
            ManifestLookup unasked = new ManifestLookup.Absent(manifest.path());
            return new Reading<>(
                    new StepState(
                            spec, order, fingerprint, unasked, unread, settings.outputPlace(spec), Optional.empty()),
                    StepReader::noValue);
        }
        ManifestLookup lookup = asDeclared(manifest.read(), spec);
        Supplier<T> value = StepReader::noValue;
        Optional<String> resultProblem = Optional.empty();
        if (lookup instanceof ManifestLookup.Found found && found.manifest().state() == Manifest.State.COMPLETE) {
            try {
                T recorded = codec.decode(found.manifest().result());
                value = () -> recorded;
            } catch (UnrecordableResultException e) {
                resultProblem = Optional.of(String.valueOf(e.getMessage()));
            }
        }
        return new Reading<>(
                new StepState(
                        spec,
                        order,
                        inputs(spec),
                        lookup,
                        outputs(spec, lookup),
                        settings.outputPlace(spec),
                        resultProblem),
                value);
    }

    /** Show where a manifest belongs as it was declared, and not as an absolute path. */
    private static ManifestLookup asDeclared(ManifestLookup lookup, StepSpec spec) {
        Path declared = new StepFiles(spec.manifestDir(), spec.name()).manifest();
        if (lookup instanceof ManifestLookup.Absent) {
            return new ManifestLookup.Absent(declared);
        }
        return lookup instanceof ManifestLookup.Unreadable unreadable
                ? new ManifestLookup.Unreadable(declared, unreadable.problem(), unreadable.damaged())
                : lookup;
    }

    @SuppressWarnings("TypeParameterUnusedInFormals") // it never returns
    private static <T extends @Nullable Object> T noValue() {
        throw new IllegalStateException("Only a fresh step has a recorded value");
    }

    /** Existence is not enough where power may have been lost since a run that did not force its outputs to the disk. */
    private OutputState outputs(StepSpec spec, ManifestLookup lookup) {
        boolean lost =
                lookup instanceof ManifestLookup.Found found && found.manifest().mayHaveLostOutputs(BootId.current());
        return lost ? outputs.readContents(spec) : outputs(spec);
    }

    Fingerprint inputs(StepSpec spec) {
        return inputs.read(spec);
    }

    OutputState outputs(StepSpec spec) {
        return settings.verifyOutputs() == OutputVerification.CONTENT
                ? outputs.readContents(spec)
                : outputs.readExistence(spec);
    }

    /** List the files and directories that must be on the disk before a manifest vouches for them unread. */
    List<Path> outputPaths(StepSpec spec) {
        return outputs.list(spec);
    }
}
