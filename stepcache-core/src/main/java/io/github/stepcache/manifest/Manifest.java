package io.github.stepcache.manifest;

import io.github.stepcache.code.CodeFingerprint;
import io.github.stepcache.fingerprint.ContentHashes;
import io.github.stepcache.step.CodePointOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The record of a step's last run (contract 3). An immutable value; all maps are sorted by code point.
 *
 * @param version the version of the manifest's schema
 * @param stepName the step that ran
 * @param completedAt when the run ended, or began where it has not ended; in microseconds
 * @param state how far the run got
 * @param inputHashes SHA-256 of each input by key, as it was before the run
 * @param artifactVersions the artifact versions of the run
 * @param parameters the parameters of the run
 * @param code what the code of the step was; none where it did not count, or nobody recorded it
 * @param outputs which outputs the run vouched for; absent in what the reference writes
 * @param outputHashes what each required output was after the run, by key; absent where nobody looked
 * @param bootId the start of the machine that the run belonged to, where its outputs were not forced to the disk
 * @param result the value that the step returned; absent where it was not recorded
 * @param duration how long the step took; absent where nobody measured
 * @param problem why the run is not remembered, in words; empty where it is
 */
public record Manifest(
        String version,
        String stepName,
        Instant completedAt,
        State state,
        SortedMap<String, String> inputHashes,
        SortedMap<String, String> artifactVersions,
        SortedMap<String, String> parameters,
        CodeFingerprint code,
        Optional<DeclaredOutputs> outputs,
        Optional<SortedMap<String, String>> outputHashes,
        Optional<String> bootId,
        Optional<RecordedResult> result,
        Optional<Duration> duration,
        String problem) {

    /** The version of the schema that is written; it is the reference's. */
    public static final String VERSION = "1.0.0";

    /** How far a run got. */
    public enum State {
        /** It is running, or was cut off. */
        RUNNING,
        /** It ended with an exception. */
        FAILED,
        /** It ended well, but something stood against remembering it. */
        NOT_REMEMBERED,
        /** It ended well, and what it left is on record. */
        COMPLETE;

        /** The value of {@code state} in the JSON. */
        String inJson() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /** Keep unmodifiable, sorted copies. */
    public Manifest {
        inputHashes = ContentHashes.sortedCopy(inputHashes);
        artifactVersions = CodePointOrder.sortedCopy(artifactVersions);
        parameters = CodePointOrder.sortedCopy(parameters);
        outputHashes = outputHashes.map(CodePointOrder::sortedCopy);
    }

    /**
     * Make the record of a run that did not get to the end, or that is not remembered. Its {@code input_hashes} is
     * {@code null}, so that the reference does not take it for fresh either.
     *
     * @param stepName the step
     * @param state any state but {@link State#COMPLETE}
     * @param at when the run began, or ended
     * @param problem why it is not remembered; may be empty
     * @return the record
     */
    public static Manifest incomplete(String stepName, State state, Instant at, String problem) {
        SortedMap<String, String> none = Collections.emptySortedMap();
        return new Manifest(
                VERSION,
                stepName,
                at,
                state,
                none,
                none,
                none,
                CodeFingerprint.none(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                problem);
    }

    /** Make the record of which nothing is understood but the version. */
    static Manifest ofOtherVersion(String version, String stepName) {
        Manifest incomplete = incomplete(stepName, State.NOT_REMEMBERED, Instant.EPOCH, "");
        return new Manifest(
                version,
                stepName,
                incomplete.completedAt,
                incomplete.state,
                incomplete.inputHashes,
                incomplete.artifactVersions,
                incomplete.parameters,
                incomplete.code,
                incomplete.outputs,
                incomplete.outputHashes,
                incomplete.bootId,
                incomplete.result,
                incomplete.duration,
                incomplete.problem);
    }

    /**
     * Tell whether the version of this manifest is one that is understood.
     *
     * @return whether its major version is the one that is written here
     */
    public boolean isVersionSupported() {
        return isVersionSupported(version);
    }

    /**
     * Tell whether outputs of the run may have been lost with the power since: they were not forced to the disk, and the
     * machine was started anew, as far as is known.
     *
     * @param currentBootId the current start of the machine; empty where the system does not name it
     * @return whether only their content can vouch for them (contract 3.3)
     */
    public boolean mayHaveLostOutputs(Optional<String> currentBootId) {
        return outputHashes.isPresent() && (bootId.isEmpty() || !bootId.equals(currentBootId));
    }

    static boolean isVersionSupported(String version) {
        return version.equals("1") || version.startsWith("1.");
    }
}
