package io.github.stepcache.manifest;

import io.github.stepcache.fingerprint.ContentHashes;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns manifests into text. */
final class ManifestWriter {

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");
    private static final DateTimeFormatter MICROSECONDS = new DateTimeFormatterBuilder()
            .append(SECONDS)
            .appendFraction(ChronoField.NANO_OF_SECOND, 6, 6, true)
            .toFormatter(java.util.Locale.ROOT);

    private ManifestWriter() {}

    /** Write a manifest with all that a run records, under a checksum. */
    static ManifestText withChecksum(Manifest manifest) {
        Map<String, @Nullable Object> fields = reference(
                manifest.stepName(),
                manifest.completedAt(),
                manifest.state() == Manifest.State.COMPLETE ? manifest.inputHashes() : null,
                manifest.artifactVersions());
        fields.put("manifest_version", manifest.version());
        fields.put("state", manifest.state().inJson());
        if (!manifest.parameters().isEmpty()) {
            fields.put("parameters", manifest.parameters());
        }
        if (manifest.code().counts()) {
            fields.put(
                    "code",
                    Map.of(
                            "kind",
                            manifest.code().kind(),
                            "methods",
                            manifest.code().methods()));
        }
        manifest.outputs().ifPresent(outputs -> {
            fields.put("output_dir", outputs.directory());
            fields.put("required_outputs", outputs.required());
        });
        manifest.outputHashes().ifPresent(hashes -> fields.put("output_hashes", hashes));
        manifest.bootId().ifPresent(id -> fields.put("boot_id", id));
        manifest.result()
                .ifPresent(result -> fields.put("result", Map.of("type", result.type(), "value", result.json())));
        manifest.duration().ifPresent(duration -> fields.put("duration_ms", duration.toMillis()));
        if (!manifest.problem().isEmpty()) {
            fields.put("problem", manifest.problem());
        }
        fields.put("checksum", Checksum.PLACEHOLDER);
        return ManifestText.of(fields).withChecksum();
    }

    /** Write a manifest with what the reference writes, and nothing else. */
    static ManifestText asReference(
            String stepName,
            Instant completedAt,
            Map<String, String> inputHashes,
            Map<String, String> artifactVersions,
            Map<String, ?> extra) {
        Map<String, @Nullable Object> fields = reference(stepName, completedAt, inputHashes, artifactVersions);
        if (!extra.isEmpty()) {
            fields.put("extra", extra);
        }
        return ManifestText.of(fields);
    }

    private static Map<String, @Nullable Object> reference(
            String stepName,
            Instant completedAt,
            @Nullable Map<String, String> inputHashes,
            Map<String, String> artifactVersions) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("manifest_version", Manifest.VERSION);
        fields.put("step_name", stepName);
        fields.put("completed_at", isoFormat(completedAt));
        fields.put(ManifestText.HASHES, inputHashes == null ? null : ContentHashes.sortedCopy(inputHashes));
        if (!artifactVersions.isEmpty()) {
            fields.put("artifact_versions", artifactVersions);
        }
        return fields;
    }

    /** Python's {@code datetime.isoformat}: microseconds, unless there are none. */
    private static String isoFormat(Instant instant) {
        OffsetDateTime time = instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
        return (time.getNano() == 0 ? SECONDS : MICROSECONDS).format(time) + "+00:00";
    }
}
