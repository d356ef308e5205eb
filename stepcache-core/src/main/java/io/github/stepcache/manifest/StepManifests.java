package io.github.stepcache.manifest;

import io.github.stepcache.code.CodeFingerprint;
import io.github.stepcache.fingerprint.BootId;
import io.github.stepcache.fingerprint.ContentHashes;
import io.github.stepcache.fingerprint.HashThreads;
import io.github.stepcache.fingerprint.KnownFiles;
import io.github.stepcache.fingerprint.OutputReader;
import io.github.stepcache.fingerprint.OutputState;
import io.github.stepcache.fingerprint.OwnFiles;
import io.github.stepcache.step.StepFiles;
import io.github.stepcache.step.StepName;
import io.github.stepcache.step.StepSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * The reference's {@code save_step_manifest} and {@code is_step_fresh}, for those who hash and run by themselves; what
 * either side writes, the other takes for fresh over the same hashes. Safe for use by many threads.
 *
 * <p>{@code StepCache} does more: it also compares parameters, code, outputs and the artifact versions both ways.
 */
public final class StepManifests {

    private StepManifests() {}

    /**
     * Write the manifest of a step that has just run well, byte for byte as the reference writes it.
     *
     * @param stepName the step
     * @param outputDir the directory that the manifest is kept in; created where it is missing
     * @param inputHashes the hash of each input by key
     * @param artifactVersions versions to record; may be empty
     * @param extra anything that JSON can express, to record beside them; may be empty
     * @return the file written
     * @throws IOException if it is not safely on the disk
     * @throws IllegalArgumentException if the name is refused, or {@code extra} holds what JSON cannot express
     */
    public static Path save(
            String stepName,
            Path outputDir,
            Map<String, String> inputHashes,
            Map<String, String> artifactVersions,
            Map<String, ?> extra)
            throws IOException {
        return save(stepName, outputDir, inputHashes, artifactVersions, extra, Instant.now());
    }

    static Path save(
            String stepName,
            Path outputDir,
            Map<String, String> inputHashes,
            Map<String, String> artifactVersions,
            Map<String, ?> extra,
            Instant completedAt)
            throws IOException {
        ManifestFile file = file(stepName, outputDir);
        file.write(ManifestWriter.asReference(stepName, completedAt, inputHashes, artifactVersions, extra));
        return file.path();
    }

    /**
     * Tell whether a step can be skipped, by the reference's rule: the output directory and a complete manifest of this
     * step are there, the inputs are the recorded ones, each given version is the recorded one (versions recorded
     * beside them do not count), and each required output exists and can be looked at. Where {@code StepCache} has written
     * the manifest and the machine was started anew since, the outputs must also be those that it recorded.
     *
     * @param stepName the step
     * @param outputDir the directory that the manifest is kept in
     * @param inputHashes the hash of each input now, by key
     * @param artifactVersions the versions now; may be empty
     * @param requiredOutputs names or globs relative to the output directory; may be empty
     * @return whether the step is fresh; where the manifest cannot be read, it is not
     * @throws IllegalArgumentException if the name or a required output is refused
     */
    public static boolean isFresh(
            String stepName,
            Path outputDir,
            Map<String, String> inputHashes,
            Map<String, String> artifactVersions,
            List<String> requiredOutputs) {
        StepSpec spec = StepSpec.named(stepName)
                .outputDir(outputDir.toAbsolutePath())
                .requiredOutputs(requiredOutputs.toArray(String[]::new))
                .build();
        SortedMap<String, String> current = ContentHashes.sortedCopy(inputHashes);
        ContentHashes expected = current instanceof ContentHashes hashes ? hashes : ContentHashes.none();
        if (!Files.isDirectory(outputDir)
                || !(file(stepName, outputDir).read(expected, CodeFingerprint.none())
                        instanceof ManifestLookup.Found found)) {
            return false;
        }
        Manifest manifest = found.manifest();
        OutputReader reader = new OutputReader(spec.outputDir(), KnownFiles.none(), HashThreads.ofAllProcessors());
        OwnFiles own = OwnFiles.of(spec, spec.outputDir());
        OutputState outputs =
                manifest.mayHaveLostOutputs(BootId.current()) ? reader.readContents(own) : reader.readExistence(own);
        return manifest.isVersionSupported()
                && manifest.state() == Manifest.State.COMPLETE
                && manifest.stepName().equals(stepName)
                && manifest.inputHashes().equals(current)
                && artifactVersions.entrySet().stream()
                        .allMatch(version -> version.getValue()
                                .equals(manifest.artifactVersions().get(version.getKey())))
                && outputs.unmatched().isEmpty()
                && outputs.unreadable().isEmpty()
                && areThoseRecorded(outputs, manifest);
    }

    private static boolean areThoseRecorded(OutputState outputs, Manifest manifest) {
        SortedMap<String, String> recorded = manifest.outputHashes().orElse(Collections.emptySortedMap());
        return outputs.contents().stream()
                .flatMap(contents -> contents.entrySet().stream())
                .allMatch(output -> output.getValue().equals(recorded.get(output.getKey())));
    }

    /**
     * Read the manifest of a step.
     *
     * @param stepName the step
     * @param outputDir the directory that the manifest is kept in
     * @return what was found
     * @throws IllegalArgumentException if the name is refused
     */
    public static ManifestLookup read(String stepName, Path outputDir) {
        return file(stepName, outputDir).read();
    }

    private static ManifestFile file(String stepName, Path outputDir) {
        return new ManifestFile(new StepFiles(outputDir, StepName.check(stepName)));
    }
}
