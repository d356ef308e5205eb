package io.github.stepcache;

import io.github.stepcache.decision.StepState;
import io.github.stepcache.decision.StepState.Order;
import io.github.stepcache.fingerprint.BootId;
import io.github.stepcache.fingerprint.ContentHashes;
import io.github.stepcache.fingerprint.Fingerprint;
import io.github.stepcache.fingerprint.FingerprintIndex;
import io.github.stepcache.fingerprint.HashThreads;
import io.github.stepcache.fingerprint.IndexFile;
import io.github.stepcache.fingerprint.InputReader;
import io.github.stepcache.fingerprint.KnownFiles;
import io.github.stepcache.fingerprint.OutputReader;
import io.github.stepcache.fingerprint.OutputState;
import io.github.stepcache.fingerprint.OwnFiles;
import io.github.stepcache.fingerprint.ReadWatch;
import io.github.stepcache.manifest.Manifest;
import io.github.stepcache.manifest.ManifestFile;
import io.github.stepcache.manifest.ManifestLookup;
import io.github.stepcache.step.StepFiles;
import io.github.stepcache.step.StepSpec;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The one reader of the disk: turns a step into all the values that a decision depends on. */
final class StepReader {

    /** Less than that is sooner read again than waited for. */
    private static final long WORTH_A_WAIT = 1 << 20;

    private final InputReader inputs;
    private final OutputReader outputs;
    private final StepCacheSettings settings;

    StepReader(StepCacheSettings settings) {
        this.settings = settings;
        KnownFiles known = settings.isIndexed() ? KnownFiles.byStamp() : KnownFiles.none();
        HashThreads threads = new HashThreads(settings.hashThreads());
        this.inputs = new InputReader(settings.baseDir(), settings.excludes(), known, threads);
        this.outputs = new OutputReader(settings.baseDir(), known, threads);
    }

    private StepReader(StepCacheSettings settings, InputReader inputs, OutputReader outputs) {
        this.settings = settings;
        this.inputs = inputs;
        this.outputs = outputs;
    }

    /** Read the same for one call, and tell somebody how far that has come. */
    StepReader watchedBy(ReadWatch watch) {
        return new StepReader(settings, inputs.watchedBy(watch), outputs.watchedBy(watch));
    }

    /**
     * What was read, and the recorded value of the step, where there is one.
     *
     * @param state what a decision depends on
     * @param value gives the recorded value, if the decision is fresh
     */
    record Reading<T extends @Nullable Object>(StepState state, Supplier<T> value) {}

    /** Read as much as the order calls for: what runs in any case is not compared with what was. */
    <T extends @Nullable Object> Reading<T> read(StepSpec spec, StepFiles files, Order order, ResultCodec<T> codec) {
        return order == Order.IF_STALE ? readAll(spec, files, codec) : readInputs(spec, files, order);
    }

    private <T extends @Nullable Object> Reading<T> readInputs(StepSpec spec, StepFiles files, Order order) {
        Fingerprint fingerprint = order == Order.FORCE
                ? inputs.read(spec, new OwnFiles(spec, files, settings.baseDir()))
                : new Fingerprint(new TreeMap<>(), Map.of(), List.of());
        ManifestLookup unasked = new ManifestLookup.Absent(files.manifest());
        OutputState unread = new OutputState(true, Optional.empty(), List.of(), Map.of());
        StepState state = new StepState(
                spec,
                order,
                fingerprint,
                unasked,
                unread,
                settings.outputPlace(spec),
                Optional.empty(),
                Optional.empty());
        return new Reading<>(state, RecordedValue.<T>none().value());
    }

    /** What the index says of the inputs, or else what they are, is probably what the manifest says as well. */
    private <T extends @Nullable Object> Reading<T> readAll(StepSpec spec, StepFiles files, ResultCodec<T> codec) {
        OwnFiles own = new OwnFiles(spec, files, settings.baseDir());
        ManifestFile manifest = new ManifestFile(files);
        Optional<FingerprintIndex> found = settings.isIndexed() ? new IndexFile(files).read() : Optional.empty();
        Optional<Fingerprint> unaided = found.isPresent() ? Optional.empty() : Optional.of(inputs.read(spec, own));
        ManifestLookup lookup = manifest.read(
                found.map(FingerprintIndex::inputHashes).orElseGet(() -> contentHashes(unaided.orElseThrow())),
                spec.code());
        Optional<FingerprintIndex> index = found.filter(known -> belongsTo(known, lookup));
        Fingerprint fingerprint = unaided.orElseGet(
                () -> index.isPresent() ? inputs.read(spec, own, index.get()) : inputs.read(spec, own));
        RecordedValue<T> value = RecordedValue.of(lookup, codec);
        StepState state = new StepState(
                spec,
                Order.IF_STALE,
                fingerprint,
                asDeclared(lookup, spec),
                outputs(own, lookup, index),
                settings.outputPlace(spec),
                value.problem(),
                spec.expireAfter().isPresent() ? now() : Optional.empty()); // the last: all is known since then
        return new Reading<>(state, value.value());
    }

    /** A clock of the application that fails is no reason for the step to fail (contract 1). */
    Optional<Instant> now() {
        try {
            return Optional.of(settings.clock().instant());
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    private static ContentHashes contentHashes(Fingerprint fingerprint) {
        return fingerprint.hashes() instanceof ContentHashes hashes ? hashes : ContentHashes.none();
    }

    private static boolean belongsTo(FingerprintIndex index, ManifestLookup lookup) {
        return lookup instanceof ManifestLookup.Found found
                && found.manifest().state() == Manifest.State.COMPLETE
                && found.manifest().completedAt().equals(index.completedAt())
                && index.isOf(found.manifest().inputHashes());
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

    /** Existence is not enough where power may have been lost since a run that did not force its outputs to the disk. */
    private OutputState outputs(OwnFiles own, ManifestLookup lookup, Optional<FingerprintIndex> index) {
        boolean lost =
                lookup instanceof ManifestLookup.Found found && found.manifest().mayHaveLostOutputs(BootId.current());
        if (!lost && settings.verifyOutputs() == OutputVerification.EXISTS) {
            return outputs.readExistence(own);
        }
        return index.isPresent() ? outputs.readContents(own, index.get()) : outputs.readContents(own);
    }

    /** Read the inputs again, after what was read before a run. */
    Fingerprint inputsAfter(StepSpec spec, Fingerprint before) {
        return inputs.readAgain(spec, ownFiles(spec), before);
    }

    /**
     * Tell when the outputs that a run has left were written, if it would take longer to read them again than to wait
     * until their times prove that they are what was read.
     */
    Stream<Instant> outputTimes(StepSpec spec) {
        boolean wanted = settings.isIndexed() && settings.verifyOutputs() == OutputVerification.CONTENT;
        return wanted ? outputs.changeTimes(ownFiles(spec), WORTH_A_WAIT) : Stream.empty();
    }

    /** Name the required outputs that a run has not left. */
    List<String> missingOutputs(StepSpec spec) {
        return outputs.readExistence(ownFiles(spec)).unmatched();
    }

    /** Read the outputs as they are, with their content, whatever is looked at otherwise. */
    OutputState outputContents(StepSpec spec) {
        return outputs.readContentsAfterRun(ownFiles(spec));
    }

    /** Read the outputs that a run has left. */
    OutputState outputsAfter(StepSpec spec) {
        return settings.verifyOutputs() == OutputVerification.CONTENT
                ? outputContents(spec)
                : outputs.readExistence(ownFiles(spec));
    }

    /** List the files and directories that must be on the disk before a manifest vouches for them unread. */
    List<Path> outputPaths(StepSpec spec) {
        return outputs.list(ownFiles(spec));
    }

    /** Look up where the files of a step are now; a run can have moved them. */
    private OwnFiles ownFiles(StepSpec spec) {
        return OwnFiles.of(spec, settings.baseDir());
    }
}
