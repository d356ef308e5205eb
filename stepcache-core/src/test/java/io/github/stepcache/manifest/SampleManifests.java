package io.github.stepcache.manifest;

import static io.github.stepcache.manifest.Golden.AT;
import static io.github.stepcache.manifest.Golden.HASHES;
import static io.github.stepcache.manifest.Golden.VERSIONS;

import io.github.stepcache.code.CodeFingerprint;
import io.github.stepcache.fingerprint.ContentHashes;
import io.github.stepcache.step.StepFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Manifests of a step called {@code report}, as {@code StepCache.run} writes them. */
final class SampleManifests {

    static final String STEP = "report";

    static final CodeFingerprint CODE = CodeFingerprint.of("calls 1", Map.of("com.acme.Report.write", "d".repeat(64)));

    private SampleManifests() {}

    /** A manifest with every field that there is. */
    static Manifest complete() {
        return complete(HASHES);
    }

    static Manifest complete(Map<String, String> inputHashes) {
        return complete(inputHashes, CODE);
    }

    static Manifest complete(Map<String, String> inputHashes, CodeFingerprint code) {
        return new Manifest(
                Manifest.VERSION,
                STEP,
                AT,
                Manifest.State.COMPLETE,
                inputHashes instanceof ContentHashes hashes ? hashes : sorted(inputHashes),
                sorted(VERSIONS),
                sorted(Map.of("year", "2024")),
                code,
                Optional.of(new DeclaredOutputs(".", List.of("report.csv", "parts"))),
                Optional.of(sorted(Map.of("report.csv", "c".repeat(64), "parts", "directory"))),
                Optional.of("4f2c"),
                Optional.of(new RecordedResult("java.lang.String", "\"done\"")),
                Optional.of(Duration.ofMillis(1234)),
                "");
    }

    static Manifest incomplete(Manifest.State state) {
        return Manifest.incomplete(STEP, state, AT, "disk full");
    }

    /** The bytes that are written of a manifest. */
    static byte[] bytes(Manifest manifest) {
        return bytes(ManifestWriter.withChecksum(manifest));
    }

    static byte[] bytes(ManifestText text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            text.writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static ManifestFile file(Path directory) {
        return new ManifestFile(new StepFiles(directory, STEP));
    }

    /** Put bytes where the manifest belongs, and read them. */
    static ManifestLookup lookUp(Path directory, byte[] bytes) throws IOException {
        ManifestFile file = file(directory);
        Files.deleteIfExists(file.path()); // truncating it instead would make some file systems wait for the disk
        Files.write(file.path(), bytes);
        return file.read();
    }

    static SortedMap<String, String> sorted(Map<String, String> values) {
        return new TreeMap<>(values);
    }
}
