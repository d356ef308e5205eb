package io.github.stepcache.manifest;

import static io.github.stepcache.manifest.Golden.HASHES;
import static io.github.stepcache.manifest.SampleManifests.STEP;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Manifests of other versions and of other steps are told apart from damaged ones, and are never fresh (3.2). */
class ManifestVersionTests {

    @TempDir
    private Path outputDir;

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.0", "1.0.0", "1.0.1", "1.9.3", "1.2.3.4"})
    void everyVersion1IsUnderstood(String version) throws IOException {
        assertThat(found(withVersion(version)).isVersionSupported()).isTrue();
        assertThat(isFresh()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "2.0.0", "0.9", "10.0", "11", "0", "999999999.0"})
    void anotherMajorVersionIsNotUnderstood(String version) throws IOException {
        Manifest manifest = found(withVersion(version));

        assertThat(manifest.isVersionSupported()).isFalse();
        assertThat(manifest.version()).isEqualTo(version);
        assertThat(isFresh()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1x", "1.", ".1", "1..0", "v1", "1.x", "-1", " 1.0.0", "1.0.0\\n", "1.0.0-beta"})
    void whatIsNoVersionIsUnreadable(String version) throws IOException {
        assertThat(SampleManifests.lookUp(outputDir, withVersion(version).getBytes(UTF_8)))
                .isInstanceOf(ManifestLookup.Unreadable.class);
        assertThat(isFresh()).isFalse();
    }

    @Test
    void ofAnotherVersionNothingElseNeedsToBeAsItIsNow() throws IOException {
        String text = """
                {"artifact_versions": [], "checksum": {"of": "outputs"}, "completed_at": 1772600767,
                 "duration_ms": "PT1S", "extra": null, "input_hashes": [{"key": "a", "hash": "1"}],
                 "manifest_version": "2.0.0", "parameters": {"year": 2024}, "state": {"name": "complete"}}
                """;

        assertThat(found(text).version()).isEqualTo("2.0.0");
        assertThat(found(text).stepName()).isEmpty();
    }

    @Test
    void ofAnotherVersionEvenTheChecksumMayBeMadeInAnotherWay() throws IOException {
        String sealed = new String(SampleManifests.bytes(SampleManifests.complete()), UTF_8);

        assertThat(found(sealed.replace("\"1.0.0\",\n  \"output", "\"3.0\",\n  \"output"))
                        .version())
                .isEqualTo("3.0");
    }

    @Test
    void aManifestOfAnotherStepSaysOfWhich() throws IOException {
        String text = withVersion("1.0.0").replace('"' + STEP + '"', "\"other\"");

        assertThat(found(text).stepName()).isEqualTo("other");
        assertThat(isFresh()).isFalse();
    }

    /** File systems that do not tell upper from lower case find the manifest of {@code Report} as well. */
    @Test
    void aNameInOtherCaseIsThatOfAnotherStep() throws IOException {
        StepManifests.save("Report", outputDir, HASHES, Map.of(), Map.of());
        Files.move(outputDir.resolve(".Report.manifest.json"), outputDir.resolve(".report.manifest.json"));

        assertThat(isFresh()).isFalse();
    }

    @Test
    void aSealedManifestThatWasCopiedToAnotherStepIsNotFreshForIt() throws IOException {
        SampleManifests.file(outputDir).write(SampleManifests.complete());
        Files.copy(outputDir.resolve(".report.manifest.json"), outputDir.resolve(".copy.manifest.json"));

        assertThat(StepManifests.isFresh(STEP, outputDir, HASHES, Map.of(), List.of()))
                .isTrue();
        assertThat(StepManifests.isFresh("copy", outputDir, HASHES, Map.of(), List.of()))
                .isFalse();
    }

    @Test
    void fieldsOfALaterVersion1ArePassedOver() throws IOException {
        String text = withVersion("1.7").replaceFirst("\\{", "{\"later\": {\"a\": [1, {\"b\": null}]}, \"z\": 1,");

        assertThat(found(text).inputHashes()).isEqualTo(HASHES);
        assertThat(isFresh()).isTrue();
    }

    private static String withVersion(String version) {
        return new String(Golden.manifest("plain"), UTF_8)
                .replace("\"dictionary\"", '"' + STEP + '"')
                .replace("\"1.0.0\"", '"' + version + '"');
    }

    private Manifest found(String text) throws IOException {
        ManifestLookup lookup = SampleManifests.lookUp(outputDir, text.getBytes(UTF_8));
        assertThat(lookup).isInstanceOf(ManifestLookup.Found.class);
        return ((ManifestLookup.Found) lookup).manifest();
    }

    private boolean isFresh() {
        return StepManifests.isFresh(STEP, outputDir, HASHES, Map.of(), List.of());
    }
}
