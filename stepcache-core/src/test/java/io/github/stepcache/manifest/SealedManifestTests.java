package io.github.stepcache.manifest;

import static io.github.stepcache.manifest.Golden.HASHES;
import static io.github.stepcache.manifest.Golden.VERSIONS;
import static io.github.stepcache.manifest.SampleManifests.STEP;
import static io.github.stepcache.manifest.SampleManifests.file;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a run records: the reference's fields and more, under a checksum (3.2, 3.4, 3.5). */
class SealedManifestTests {

    @TempDir
    private Path outputDir;

    @Test
    void theRecordOfARunLooksLikeThis() throws IOException {
        file(outputDir).write(SampleManifests.complete());

        assertThat(outputDir.resolve(".report.manifest.json")).hasContent("""
                {
                  "artifact_versions": {
                    "model": "2024-05",
                    "schema": "1.0.0"
                  },
                  "boot_id": "4f2c",
                  "checksum": "3005d23afa0f1658bc8cc0b0df3401b393a2a74639fa63e963e7f5f0ef23b93f",
                  "code": {
                    "kind": "calls 1",
                    "methods": {
                      "com.acme.Report.write": "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd"
                    }
                  },
                  "completed_at": "2026-03-04T05:06:07.089012+00:00",
                  "duration_ms": 1234,
                  "input_hashes": {
                    "data/raw/a.csv": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                    "data/raw/b.csv": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
                  },
                  "manifest_version": "1.0.0",
                  "output_dir": ".",
                  "output_hashes": {
                    "parts": "directory",
                    "report.csv": "cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc"
                  },
                  "parameters": {
                    "year": "2024"
                  },
                  "required_outputs": [
                    "report.csv",
                    "parts"
                  ],
                  "result": {
                    "type": "java.lang.String",
                    "value": "\\"done\\""
                  },
                  "state": "complete",
                  "step_name": "report"
                }
                """);
    }

    @Test
    void theRecordOfARunThatFailedLooksLikeThis() throws IOException {
        file(outputDir).write(SampleManifests.incomplete(Manifest.State.FAILED));

        assertThat(outputDir.resolve(".report.manifest.json")).hasContent("""
                {
                  "checksum": "f62f14fb353c2915351c62e64c766eaa6e3cde39ca73ac10155392e922ecc3aa",
                  "completed_at": "2026-03-04T05:06:07.089012+00:00",
                  "input_hashes": null,
                  "manifest_version": "1.0.0",
                  "problem": "disk full",
                  "state": "failed",
                  "step_name": "report"
                }
                """);
    }

    @Test
    void itIsReadBackAsItWasWritten() throws IOException {
        Manifest written = SampleManifests.complete();
        file(outputDir).write(written);

        assertThat(file(outputDir).read())
                .isEqualTo(new ManifestLookup.Found(file(outputDir).path(), written));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "COMPLETE")
    void anUnfinishedRecordIsReadBackAsItWasWritten(Manifest.State state) throws IOException {
        Manifest written = SampleManifests.incomplete(state);
        file(outputDir).write(written);

        assertThat(file(outputDir).read())
                .isEqualTo(new ManifestLookup.Found(file(outputDir).path(), written));
    }

    @Test
    void itIsFreshForTheReferenceAndForItsRuleInJava() throws IOException {
        file(outputDir).write(SampleManifests.complete());

        assertThat(ReferenceReader.isFresh(STEP, outputDir, HASHES, VERSIONS, List.of()))
                .isTrue();
        assertThat(StepManifests.isFresh(STEP, outputDir, HASHES, VERSIONS, List.of()))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "COMPLETE")
    void anUnfinishedRunIsFreshForNobodyWhateverTheInputs(Manifest.State state) throws IOException {
        file(outputDir).write(SampleManifests.incomplete(state));

        for (Map<String, String> hashes : List.of(Map.<String, String>of(), HASHES)) {
            assertThat(ReferenceReader.isFresh(STEP, outputDir, hashes)).isFalse();
            assertThat(StepManifests.isFresh(STEP, outputDir, hashes, Map.of(), List.of()))
                    .isFalse();
        }
    }

    @Test
    void aRunThatHadNoInputsIsNotTakenForAnUnfinishedOne() throws IOException {
        file(outputDir).write(SampleManifests.complete(Map.of()));

        assertThat(ReferenceReader.isFresh(STEP, outputDir, Map.of())).isTrue();
        assertThat(StepManifests.isFresh(STEP, outputDir, Map.of(), Map.of(), List.of()))
                .isTrue();
        assertThat(Files.readString(file(outputDir).path())).contains("\"input_hashes\": {},");
    }

    @Test
    void whatTheStepReturnedOrWasGivenCannotPassForAChecksum() throws IOException {
        String spoof = "\n  \"checksum\": \"" + "0".repeat(64) + "\"";
        Manifest written = SampleManifests.complete(Map.of(spoof, spoof, "checksum", "0".repeat(64)));
        file(outputDir).write(written);

        assertThat(file(outputDir).read())
                .isEqualTo(new ManifestLookup.Found(file(outputDir).path(), written));
    }
}
