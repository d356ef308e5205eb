package io.github.stepcache;

import io.github.stepcache.decision.CodeReason;
import io.github.stepcache.decision.Decision;
import io.github.stepcache.decision.StaleReason;
import io.github.stepcache.decision.StepState;
import io.github.stepcache.fingerprint.Fingerprint;
import io.github.stepcache.fingerprint.OutputState;
import io.github.stepcache.lock.StepLock;
import io.github.stepcache.step.Quoted;
import io.github.stepcache.step.StepFiles;
import io.github.stepcache.step.StepSpec;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Collectors;

/**
 * Looks for what stands against remembering a run that ended well: another run of the step at the same time, inputs
 * that changed meanwhile or could not be read, code that could not be read, outputs that are not there (contract 5.3, 6.2).
 */
final class RunVerification {

    private final StepCacheSettings settings;
    private final StepReader reader;
    private final StepLock lock;
    private final RunRecord record;
    private final StepState before;
    private final Decision decision;
    private final StepSpec spec;
    private final StepFiles files;

    RunVerification(
            StepFiles files,
            StepCacheSettings settings,
            StepReader reader,
            StepLock lock,
            RunRecord record,
            StepState before,
            Decision decision) {
        this.settings = settings;
        this.reader = reader;
        this.lock = lock;
        this.record = record;
        this.before = before;
        this.decision = decision;
        this.spec = before.spec();
        this.files = files;
    }

    /**
     * Compare what is there after the run with what was there before it.
     *
     * @param outputs the outputs after the run
     * @return the inputs after the run, which are those before it
     * @throws NotRememberedException if the run must not be remembered
     */
    Fingerprint verify(OutputState outputs) throws NotRememberedException {
        refuseUnreadableCode();
        refuseIntrusion();
        refuseMovedManifest();
        refuseRunBesideThisOne();
        Fingerprint after = unchangedInputs();
        refuseUnfinishedOutputs(outputs);
        return after;
    }

    private void refuseUnreadableCode() throws NotRememberedException {
        List<String> problems = spec.code().problems();
        if (!problems.isEmpty()) {
            String others = problems.size() == 1 ? "" : ", and " + (problems.size() - 1) + " more";
            throw new NotRememberedException(new CodeReason.CodeUnreadable(problems.get(0)).describe() + others
                    + ". Make it readable, or let it not count (code = NONE)");
        }
        Optional<String> changed = spec.codeCheck().problem();
        if (changed.isPresent()) {
            throw new NotRememberedException(
                    "other code may have run than is on record: " + Quoted.line(changed.get()));
        }
    }

    private void refuseIntrusion() throws NotRememberedException {
        Optional<String> intrusion = lock.intrusion();
        if (intrusion.isPresent()) {
            throw new NotRememberedException(intrusion.get());
        }
    }

    /** A step that turns a link to its directory elsewhere has left the manifest that was marked in another place. */
    private void refuseMovedManifest() throws NotRememberedException {
        if (!settings.files(spec).equals(files)) {
            throw new NotRememberedException(
                    "its manifest directory " + Quoted.of(spec.manifestDir()) + " was another one before it ran");
        }
    }

    private void refuseRunBesideThisOne() throws NotRememberedException {
        if (record.isOverwritten()) {
            throw new NotRememberedException(
                    "another process has run it at the same time, which its lock did not prevent");
        }
    }

    private Fingerprint unchangedInputs() throws NotRememberedException {
        for (StaleReason reason : decision.reasons()) {
            if (reason instanceof StaleReason.NoInputMatched || reason instanceof StaleReason.InputUnreadable) {
                throw new NotRememberedException(reason.describe());
            }
        }
        Fingerprint after = reader.inputsAfter(spec, before.inputs());
        SortedSet<String> changed = after.changesSince(before.inputs());
        if (!changed.isEmpty()) {
            String others = changed.size() == 1 ? "" : " and " + (changed.size() - 1) + " more";
            throw new NotRememberedException("input " + Quoted.of(changed.first()) + others + " changed while it ran");
        }
        if (!after.problems().isEmpty()) {
            throw new NotRememberedException("its inputs could not be read again after it ran");
        }
        return after;
    }

    private void refuseUnfinishedOutputs(OutputState outputs) throws NotRememberedException {
        if (!outputs.directoryExists()) {
            throw new NotRememberedException(new StaleReason.OutputDirectoryMissing(spec.outputDir()).describe());
        }
        if (!outputs.unmatched().isEmpty()) {
            throw new NotRememberedException(outputs.unmatched().stream()
                    .map(output -> new StaleReason.OutputMissing(output).describe())
                    .collect(Collectors.joining("; ", "", " after it ran")));
        }
        for (String key : outputs.unreadable().keySet()) {
            throw new NotRememberedException(
                    new StaleReason.OutputUnreadable(key, outputs.unreadable().getOrDefault(key, "")).describe());
        }
    }
}
