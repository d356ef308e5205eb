package io.github.stepcache.manifest;

import io.github.stepcache.code.CodeFingerprint;
import io.github.stepcache.fingerprint.ContentHashes;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns the bytes of a manifest into a {@link Manifest}, and takes nothing on trust (contract 3.4). */
final class ManifestParser {

    private static final Pattern VERSION = Pattern.compile("\\d{1,9}(?:\\.\\d{1,9}){0,3}");

    /** The fields that only we write: where one of them is, there is a checksum as well. */
    private static final Set<String> OURS = Set.of(
            "state",
            "checksum",
            "parameters",
            "code",
            "output_dir",
            "required_outputs",
            "output_hashes",
            "boot_id",
            "result",
            "duration_ms",
            "problem");

    private final ManifestFields fields;
    private final BooleanSupplier checksumHolds;

    private ManifestParser(ManifestFields fields, BooleanSupplier checksumHolds) {
        this.fields = fields;
        this.checksumHolds = checksumHolds;
    }

    /**
     * Read a manifest.
     *
     * @param bytes whatever was found
     * @return what it says
     * @throws NotAManifestException if that is no manifest, or one that was damaged
     */
    static Manifest parse(byte[] bytes) throws NotAManifestException {
        return new ManifestParser(ManifestFields.of(bytes), () -> holds(Checksum.over(bytes))).manifest();
    }

    /**
     * Read a manifest whose input hashes were taken out of it, and its code perhaps as well.
     *
     * @param beginning what stands before the input hashes
     * @param bytes the beginning and the rest, with {@code null} in the place of what was taken out
     * @param inputHashes the hashes
     * @param checksum the checksum of the whole, where the beginning has one
     * @return what it says
     * @throws NotAManifestException if that is no manifest, or what was taken out was something else
     */
    static Manifest parse(
            ManifestBeginning beginning, byte[] bytes, ContentHashes inputHashes, Optional<Checksum> checksum)
            throws NotAManifestException {
        ManifestFields fields = ManifestFields.of(bytes);
        fields.putInputHashes(beginning.characters(), inputHashes);
        if (beginning.code().isPresent()) {
            fields.putCode(beginning.placeOfCode(), beginning.code().get());
        }
        return new ManifestParser(fields, () -> holds(checksum)).manifest();
    }

    private static boolean holds(Optional<Checksum> checksum) {
        return checksum.isPresent() && checksum.get().holds();
    }

    private Manifest manifest() throws NotAManifestException {
        @Nullable
        String version = fields.string("manifest_version")
                .filter(text -> VERSION.matcher(text).matches())
                .orElse(null);
        if (version != null && !Manifest.isVersionSupported(version)) {
            return Manifest.ofOtherVersion(version, fields.string("step_name").orElse(""));
        }
        if (fields.misfit().isPresent()) {
            throw problem("its \"" + fields.misfit().get() + "\" has a value of the wrong type");
        }
        if (version == null) {
            throw problem("it has no \"manifest_version\" that is a version");
        }
        Manifest.State state = state();
        if (state == Manifest.State.COMPLETE && fields.map("input_hashes").isEmpty()) {
            throw problem("it has no \"input_hashes\"");
        }
        return new Manifest(
                version,
                string("step_name"),
                completedAt(),
                state,
                map("input_hashes"),
                map("artifact_versions"),
                map("parameters"),
                code(),
                outputs(),
                fields.map("output_hashes"),
                fields.string("boot_id"),
                result(),
                fields.duration(),
                fields.string("problem").orElse(""));
    }

    /** The reference writes no state: what it writes is complete. What we write has one, and a checksum with it. */
    private Manifest.State state() throws NotAManifestException {
        if (!fields.includeAnyOf(OURS)) {
            return Manifest.State.COMPLETE;
        }
        if (!checksumHolds.getAsBoolean()) {
            throw problem("its checksum does not hold: it was damaged or edited");
        }
        String recorded = string("state");
        for (Manifest.State state : Manifest.State.values()) {
            if (state.inJson().equals(recorded)) {
                return state;
            }
        }
        throw problem("its \"state\" is unknown");
    }

    private Instant completedAt() throws NotAManifestException {
        try {
            return OffsetDateTime.parse(string("completed_at")).toInstant();
        } catch (DateTimeException e) {
            throw problem("its \"completed_at\" is not a time");
        }
    }

    private CodeFingerprint code() throws NotAManifestException {
        if (!fields.includeAnyOf(Set.of("code"))) {
            return CodeFingerprint.none();
        }
        if (fields.code().isPresent()) {
            return fields.code().get();
        }
        Optional<String> kind = fields.codeKind().filter(text -> !text.isBlank());
        Optional<SortedMap<String, String>> methods = fields.codeMethods().filter(hashes -> !hashes.isEmpty());
        if (kind.isEmpty() || methods.isEmpty()) {
            throw problem("its \"code\" has no kind or no methods");
        }
        return CodeFingerprint.of(kind.get(), methods.get());
    }

    private Optional<DeclaredOutputs> outputs() {
        return fields.string("output_dir")
                .map(directory -> new DeclaredOutputs(
                        directory, fields.list("required_outputs").orElse(List.of())));
    }

    private Optional<RecordedResult> result() throws NotAManifestException {
        Optional<SortedMap<String, String>> result = fields.map("result");
        if (result.isEmpty()) {
            return Optional.empty();
        }
        @Nullable String type = result.get().get("type");
        @Nullable String value = result.get().get("value");
        if (type == null || value == null) {
            throw problem("its \"result\" has no type or no value");
        }
        return Optional.of(new RecordedResult(type, value));
    }

    private SortedMap<String, String> map(String name) {
        return fields.map(name).orElse(Collections.emptySortedMap());
    }

    private String string(String name) throws NotAManifestException {
        return fields.string(name).orElseThrow(() -> problem("it has no \"" + name + "\""));
    }

    private static NotAManifestException problem(String problem) {
        return new NotAManifestException(problem);
    }
}
