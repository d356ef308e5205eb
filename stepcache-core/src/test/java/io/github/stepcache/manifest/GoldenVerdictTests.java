package io.github.stepcache.manifest;

import static io.github.stepcache.manifest.Golden.HASHES;
import static io.github.stepcache.manifest.Golden.VERSIONS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * Over good, odd and damaged manifests, {@link StepManifests#isFresh} says what the reference says, or is stricter where
 * the contract wants it so (3.2, 3.4).
 */
class GoldenVerdictTests {

    /** The cases that the reference takes for fresh and we do not: it looks at nothing but hashes and versions. */
    private static final Pattern STRICTER = Pattern.compile(String.join(
            "|",
            "code without a checksum",
            "step of another name",
            "(manifest_version|step_name|completed_at) (missing|is .*)",
            "manifest_version (0\\.9|2\\.0\\.0|10\\.0|1x|1\\.x|-1| 1\\.0\\.0|１\\.0)",
            "completed_at (2026-03-04|2026-03-04T05:06:07|2026-02-30T.*|yesterday)",
            "input_hashes missing, no inputs now",
            "artifact_versions is (?!\\{\\}).*",
            "extra .*", // no object, or NaN or an infinity in it
            "duplicate (field|key.*)"));

    private static final JsonMapper LINES = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    @TempDir
    private Path outputDir;

    /** One line of the file; what is left out fits the manifest as it was written. */
    private record Case(
            String name,
            String verdict,
            @Nullable Map<String, String> currentInputHashes,
            @Nullable Map<String, String> artifactVersions,
            @Nullable List<String> requiredOutputs,
            String manifest) {

        boolean isMutation() {
            return name.startsWith("mutation ");
        }

        boolean isFreshForReference() {
            return verdict.equals("fresh");
        }

        Map<String, String> hashes() {
            return currentInputHashes == null ? HASHES : currentInputHashes;
        }

        Map<String, String> versions() {
            return artifactVersions == null ? VERSIONS : artifactVersions;
        }

        List<String> outputs() {
            return requiredOutputs == null ? List.of() : requiredOutputs;
        }
    }

    @BeforeEach
    void createOutputs() throws IOException {
        Files.writeString(outputDir.resolve("out.csv"), "1");
        Files.writeString(Files.createDirectory(outputDir.resolve("parts")).resolve("1.csv"), "1");
    }

    @Test
    void weAgreeWithTheReferenceOrAreStricterOnPurpose() throws IOException {
        for (Case each : cases()) {
            if (!each.isMutation()) {
                boolean stricter = STRICTER.matcher(each.name).matches();
                assertThat(isFresh(each)).as(each.name).isEqualTo(each.isFreshForReference() && !stricter);
            }
        }
    }

    @Test
    void damagedManifestsAreFreshOnlyIfTheyAreFreshForTheReference() throws IOException {
        int fresh = 0;
        for (Case each : cases()) {
            if (each.isMutation() && isFresh(each)) {
                fresh++;
                assertThat(each.isFreshForReference()).as(each.name).isTrue();
            }
        }

        assertThat(fresh).isPositive();
    }

    @Test
    void theModelOfTheReferenceSaysWhatTheReferenceSays() throws IOException {
        for (Case each : cases()) {
            write(each);
            assertThat(ReferenceReader.isFresh("versions", outputDir, each.hashes(), each.versions(), each.outputs()))
                    .as(each.name)
                    .isEqualTo(each.isFreshForReference());
        }
    }

    private boolean isFresh(Case each) throws IOException {
        write(each);
        return StepManifests.isFresh("versions", outputDir, each.hashes(), each.versions(), each.outputs());
    }

    private void write(Case each) throws IOException {
        byte[] bytes = each.manifest.getBytes(StandardCharsets.ISO_8859_1);
        Files.write(outputDir.resolve(".versions.manifest.json"), bytes);
    }

    private static List<Case> cases() {
        return Golden.lines("verdicts.jsonl").stream()
                .map(line -> LINES.readValue(line, Case.class))
                .toList();
    }
}
