package io.github.stepcache;

import io.github.stepcache.decision.Decision;
import io.github.stepcache.decision.StaleReason;
import io.github.stepcache.decision.StepState;
import io.github.stepcache.decision.StepState.Order;
import io.github.stepcache.fingerprint.Fingerprint;
import io.github.stepcache.fingerprint.OutputState;
import io.github.stepcache.fingerprint.Problems;
import io.github.stepcache.lock.StepLock;
import io.github.stepcache.manifest.DurableFiles;
import io.github.stepcache.manifest.Manifest;
import io.github.stepcache.manifest.ManifestFile;
import io.github.stepcache.manifest.RecordedResult;
import io.github.stepcache.step.Quoted;
import io.github.stepcache.step.StepFiles;
import io.github.stepcache.step.StepSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is put on record of one run: that it is running, that it failed, or what it read and left, if nothing stands
 * against remembering it (contract 3.5, 6.2, 6.3).
 */
final class StepMemory<T extends @Nullable Object> {

    private final StepCacheSettings settings;
    private final StepReader reader;
    private final StepFiles files;
    private final ManifestFile manifest;
    private final RunRecord record;
    private final StepLock lock;
    private final ResultCodec<T> codec;
    private final StepState before;
    private final Decision decision;
    private final StepSpec spec;

    StepMemory(
            StepCacheSettings settings,
            StepReader reader,
            StepLock lock,
            ResultCodec<T> codec,
            StepState before,
            Decision decision) {
        this.settings = settings;
        this.reader = reader;
        this.lock = lock;
        this.codec = codec;
        this.before = before;
        this.decision = decision;
        this.spec = before.spec();
        this.files = settings.files(spec);
        this.manifest = new ManifestFile(files);
        this.record = new RunRecord(spec.name(), before.order(), lock, manifest, settings.clock());
    }

    /** Why a run is not remembered. */
    private static final class NotRemembered extends Exception {
        private static final long serialVersionUID = 1L;

        NotRemembered(String why) {
            super(why);
        }
    }

    /**
     * See to it that no complete manifest stands while the step runs.
     *
     * @throws ManifestStuckException if one does all the same
     */
    void markRunning() {
        record.running();
    }

    /** Put on record that the step failed. Where that fails too, the record says that the run did not finish. */
    void failed(Throwable failure) {
        record.ended(Manifest.State.FAILED, Failures.inWords(failure));
    }

    /**
     * Put on record what the step read and left, if nothing stands against it.
     *
     * @param value what the step returned
     * @param duration how long it took
     * @return what stood against remembering it, in words; empty if it is remembered, or was not to be
     * @throws MissingOutputsException if required outputs are missing and that is to be a failure
     */
    Optional<String> remember(T value, Duration duration) {
        if (before.order() == Order.BYPASS) {
            return Optional.empty();
        }
        try {
            OutputState outputs = reader.outputs(spec);
            if (!outputs.unmatched().isEmpty() && settings.missingOutputs() == MissingOutputs.FAIL) {
                record.ended(Manifest.State.FAILED, "required outputs are missing");
                throw new MissingOutputsException(spec.name(), outputs.unmatched());
            }
            refuseIntrusion();
            refuseMovedManifest();
            refuseChangedInputs();
            refuseUnfinishedOutputs(outputs);
            save(complete(outputs, encode(value), duration));
            return Optional.empty();
        } catch (NotRemembered e) {
            return notRemembered(String.valueOf(e.getMessage()));
        } catch (MissingOutputsException e) {
            throw e;
        } catch (RuntimeException e) { // from a file system or a codec: no reason to lose the value (contract 1)
            return notRemembered("an unexpected " + Failures.inWords(e));
        }
    }

    private Optional<String> notRemembered(String why) {
        record.ended(Manifest.State.NOT_REMEMBERED, why);
        return Optional.of(why);
    }

    private void refuseIntrusion() throws NotRemembered {
        Optional<String> intrusion = lock.intrusion();
        if (intrusion.isPresent()) {
            throw new NotRemembered(intrusion.get());
        }
    }

    /** A step that turns a link to its directory elsewhere has left the manifest that was marked in another place. */
    private void refuseMovedManifest() throws NotRemembered {
        if (!settings.files(spec).equals(files)) {
            throw new NotRemembered(
                    "its manifest directory " + Quoted.of(spec.manifestDir()) + " was another one before it ran");
        }
    }

    private void refuseChangedInputs() throws NotRemembered {
        for (StaleReason reason : decision.reasons()) {
            if (reason instanceof StaleReason.NoInputMatched || reason instanceof StaleReason.InputUnreadable) {
                throw new NotRemembered(reason.describe());
            }
        }
        Fingerprint after = reader.inputs(spec);
        SortedSet<String> changed = after.changesSince(before.inputs());
        if (!changed.isEmpty()) {
            String others = changed.size() == 1 ? "" : " and " + (changed.size() - 1) + " more";
            throw new NotRemembered("input " + Quoted.of(changed.first()) + others + " changed while it ran");
        }
        if (!after.problems().isEmpty()) {
            throw new NotRemembered("its inputs could not be read again after it ran");
        }
    }

    private void refuseUnfinishedOutputs(OutputState outputs) throws NotRemembered {
        if (!outputs.directoryExists()) {
            throw new NotRemembered(new StaleReason.OutputDirectoryMissing(spec.outputDir()).describe());
        }
        if (!outputs.unmatched().isEmpty()) {
            throw new NotRemembered(outputs.unmatched().stream()
                    .map(output -> new StaleReason.OutputMissing(output).describe())
                    .collect(Collectors.joining("; ", "", " after it ran")));
        }
        for (String key : outputs.unreadable().keySet()) {
            throw new NotRemembered(
                    new StaleReason.OutputUnreadable(key, outputs.unreadable().getOrDefault(key, "")).describe());
        }
    }

    private Optional<RecordedResult> encode(T value) throws NotRemembered {
        try {
            return codec.encode(value);
        } catch (UnrecordableResultException e) {
            throw new NotRemembered(String.valueOf(e.getMessage()));
        }
    }

    private Manifest complete(OutputState outputs, Optional<RecordedResult> result, Duration duration) {
        return new Manifest(
                Manifest.VERSION,
                spec.name(),
                settings.clock().instant(),
                Manifest.State.COMPLETE,
                before.inputs().hashes(),
                spec.artifactVersions(),
                spec.parameters(),
                outputs.contents(),
                result,
                Optional.of(duration),
                "");
    }

    private void save(Manifest complete) throws NotRemembered {
        try {
            if (complete.outputHashes().isEmpty()) {
                for (Path output : reader.outputPaths(spec)) {
                    DurableFiles.force(output);
                }
            }
            manifest.write(complete);
        } catch (IOException e) {
            throw new NotRemembered(
                    "its manifest " + Quoted.of(manifest.path()) + " could not be written: " + Problems.inWords(e));
        } catch (IllegalArgumentException e) {
            throw new NotRemembered(Quoted.line(String.valueOf(e.getMessage())));
        }
    }
}
