package io.github.stepcache;

import io.github.stepcache.decision.Decision;
import io.github.stepcache.decision.StepState;
import io.github.stepcache.decision.StepState.Order;
import io.github.stepcache.fingerprint.BootId;
import io.github.stepcache.fingerprint.Fingerprint;
import io.github.stepcache.fingerprint.FingerprintIndex;
import io.github.stepcache.fingerprint.IndexFile;
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
import io.github.stepcache.store.StoreEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is put on record of one run: that it is running, that it failed, or what it read and left, if nothing stands
 * against remembering it (contract 3.5, 6.2, 6.3).
 */
final class StepMemory<T extends @Nullable Object> {

    private final StepCacheSettings settings;
    private final StepReader reader;
    private final StepLock lock;
    private final ManifestFile manifest;
    private final IndexFile index;
    private final RunRecord record;
    private final ResultCodec<T> codec;
    private final StepState before;
    private final RunVerification verification;
    private final StepKeeping keeping;
    private final StepSpec spec;

    StepMemory(
            StepFiles files,
            StepCacheSettings settings,
            StepReader reader,
            StepLock lock,
            ResultCodec<T> codec,
            StepState before,
            Decision decision,
            CallEvents events) {
        this.settings = settings;
        this.reader = reader;
        this.lock = lock;
        this.codec = codec;
        this.before = before;
        this.spec = before.spec();
        this.manifest = new ManifestFile(files);
        this.index = new IndexFile(files);
        this.record = new RunRecord(spec.name(), before.order(), lock, manifest, settings.clock());
        this.verification = new RunVerification(files, settings, reader, lock, record, before, decision);
        this.keeping = new StepKeeping(files, before, settings, reader, lock, events);
    }

    /**
     * See to it that no complete manifest stands while the step runs, and that a change of its inputs will show; where its
     * outputs are kept, also which of them it writes.
     *
     * @throws ManifestStuckException if one does all the same
     */
    void markRunning() {
        record.running();
        ClockStep.pass(Stream.concat(before.inputs().changeTimes(), keeping.begin()));
    }

    /** Put on record that the step failed. Where that fails too, the record says that the run did not finish. */
    void failed(Throwable failure) {
        record.ended(Manifest.State.FAILED, Failures.inWords(failure));
    }

    /**
     * Look, where that is to be a failure, whether outputs are missing.
     *
     * @throws MissingOutputsException if they are
     */
    void requireOutputs() {
        if (settings.missingOutputs() == MissingOutputs.FAIL && before.order() != Order.BYPASS) {
            List<String> missing = reader.missingOutputs(spec);
            if (!missing.isEmpty()) {
                throw new MissingOutputsException(spec.name(), missing);
            }
        }
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
            ClockStep.pass(reader.outputTimes(spec));
            OutputState outputs = reader.outputsAfter(spec);
            if (!outputs.unmatched().isEmpty() && settings.missingOutputs() == MissingOutputs.FAIL) {
                record.ended(Manifest.State.FAILED, "required outputs are missing");
                throw new MissingOutputsException(spec.name(), outputs.unmatched());
            }
            Fingerprint inputs = verification.verify(outputs);
            Manifest complete =
                    complete(settings.clock().instant(), outputs.contents(), encode(value), Optional.of(duration));
            save(complete);
            saveIndex(complete, inputs, outputs);
            keeping.keep(complete, outputs);
            return Optional.empty();
        } catch (NotRememberedException e) {
            return notRemembered(e.problem());
        } catch (MissingOutputsException e) {
            throw e;
        } catch (RuntimeException e) { // from a file system or a codec: no reason to lose the value (contract 1)
            return notRemembered("an unexpected " + Failures.inWords(e));
        }
    }

    /**
     * Put on record that the outputs of an earlier run are there again, as if that run had just ended here.
     *
     * @param entry the run
     * @param outputs its outputs, as they were read where they are now
     * @return what is on record
     * @throws NotRememberedException if it is not
     */
    Manifest rememberRestored(StoreEntry entry, OutputState outputs) throws NotRememberedException {
        Manifest restored = manifestOf(entry);
        save(restored);
        saveIndex(restored, before.inputs(), outputs);
        return restored;
    }

    /** Say what would be on record if an earlier run had ended here. */
    Manifest manifestOf(StoreEntry entry) {
        boolean content = settings.verifyOutputs() == OutputVerification.CONTENT;
        return complete(
                entry.completedAt(),
                content ? Optional.of(entry.contents()) : Optional.empty(),
                entry.result(),
                entry.duration());
    }

    private Optional<String> notRemembered(String why) {
        record.ended(Manifest.State.NOT_REMEMBERED, why);
        return Optional.of(why);
    }

    private Optional<RecordedResult> encode(T value) throws NotRememberedException {
        try {
            return codec.encode(value);
        } catch (UnrecordableResultException e) {
            throw new NotRememberedException(String.valueOf(e.getMessage()));
        }
    }

    private Manifest complete(
            Instant completedAt,
            Optional<SortedMap<String, String>> outputs,
            Optional<RecordedResult> result,
            Optional<Duration> duration) {
        return new Manifest(
                Manifest.VERSION,
                spec.name(),
                completedAt.truncatedTo(ChronoUnit.MICROS), // as it is written
                Manifest.State.COMPLETE,
                before.inputs().hashes(),
                spec.artifactVersions(),
                spec.parameters(),
                spec.code(),
                Optional.of(before.declaredOutputs()),
                outputs,
                outputs.flatMap(unforced -> BootId.current()),
                result,
                duration,
                "");
    }

    private void save(Manifest complete) throws NotRememberedException {
        try {
            if (complete.outputHashes().isEmpty()) {
                for (Path output : reader.outputPaths(spec)) {
                    DurableFiles.force(output);
                }
            }
            manifest.write(complete);
        } catch (IOException e) {
            throw new NotRememberedException(
                    "its manifest " + Quoted.of(manifest.path()) + " could not be written: " + Problems.inWords(e));
        } catch (IllegalArgumentException e) {
            throw new NotRememberedException(Quoted.line(String.valueOf(e.getMessage())));
        }
    }

    /** See to it that what it took long to find out of a fresh step is known the next time. */
    void renewIndex(Manifest recorded) {
        if (lock.isHeld()) {
            saveIndex(recorded, before.inputs(), before.outputs());
        }
    }

    private void saveIndex(Manifest recorded, Fingerprint inputs, OutputState outputs) {
        if (settings.isIndexed()) {
            FingerprintIndex.of(recorded.completedAt(), inputs, outputs).ifPresent(index::write);
        }
    }
}
