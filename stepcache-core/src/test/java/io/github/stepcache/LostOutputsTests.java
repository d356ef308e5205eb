package io.github.stepcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.decision.StaleReason.OutputChanged;
import io.github.stepcache.fingerprint.FileHashes;
import io.github.stepcache.manifest.Manifest;
import io.github.stepcache.manifest.ManifestFile;
import io.github.stepcache.manifest.ManifestLookup;
import io.github.stepcache.manifest.StepManifests;
import io.github.stepcache.step.StepFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A run that recorded the content of its outputs did not force them to the disk, and with the power they may have been
 * lost: after another start of the machine, it is not enough that they exist (contract 3.3).
 */
class LostOutputsTests {

    private final Path base;
    private final Pipeline pipeline;

    LostOutputsTests(@TempDir Path base) {
        this.base = base;
        this.pipeline = Pipeline.in(base);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "an earlier start"})
    void existenceIsNotEnoughWhereTheMachineWasStartedAnewSince(String bootId) throws IOException {
        StepCache lenient =
                pipeline.settings().verifyOutputs(OutputVerification.EXISTS).build();
        pipeline.run();
        startAnew(Optional.of(bootId).filter(id -> !id.isEmpty()));
        assertThat(lenient.check(pipeline.step()).isFresh()).isTrue();
        assertThat(isFreshByTheReferencesRule()).isTrue();

        pipeline.write(Pipeline.OUTPUT, "");
        assertThat(lenient.check(pipeline.step()).reasons()).hasOnlyElementsOfType(OutputChanged.class);
        assertThat(isFreshByTheReferencesRule()).isFalse();

        pipeline.run(lenient);
        startAnew(Optional.empty());
        pipeline.write(Pipeline.OUTPUT, "edited");
        assertThat(lenient.check(pipeline.step()).isFresh())
                .as("after a run that did force them")
                .isTrue();
    }

    /** Write the manifest as it would be had the machine been started anew since. */
    private void startAnew(Optional<String> bootId) throws IOException {
        Manifest last = ((ManifestLookup.Found) pipeline.manifest()).manifest();
        new ManifestFile(new StepFiles(base.resolve("out"), "report"))
                .write(new Manifest(
                        last.version(),
                        last.stepName(),
                        last.completedAt(),
                        last.state(),
                        last.inputHashes(),
                        last.artifactVersions(),
                        last.parameters(),
                        last.code(),
                        last.outputs(),
                        last.outputHashes(),
                        bootId,
                        last.result(),
                        last.duration(),
                        last.problem()));
    }

    private boolean isFreshByTheReferencesRule() throws IOException {
        String hash = FileHashes.ofFile(base.resolve(Pipeline.INPUT));
        return StepManifests.isFresh(
                "report", base.resolve("out"), Map.of(Pipeline.INPUT, hash), Map.of(), List.of("report.txt"));
    }
}
