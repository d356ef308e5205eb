package io.github.stepcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.stepcache.decision.StaleReason.OutputChanged;
import io.github.stepcache.decision.StaleReason.OutputMissing;
import io.github.stepcache.decision.StaleReason.PreviousRunFailed;
import io.github.stepcache.fingerprint.FileHashes;
import io.github.stepcache.manifest.StepManifests;
import io.github.stepcache.step.StepSpec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a step that does not leave its required outputs, and when it is enough that they exist (contract 5). */
class MissingOutputsTests {

    private final Path base;
    private final Pipeline pipeline;

    MissingOutputsTests(@TempDir Path base) {
        this.base = base;
        this.pipeline = Pipeline.in(base);
    }

    @Test
    void missingOutputIsWarnedAboutAndTheRunIsNotRemembered() {
        try (LogCapture log = new LogCapture()) {
            StepResult<String> result = pipeline.settings().build().run(pipeline.step(), () -> "no output");

            assertThat(result.value()).isEqualTo("no output");
            assertThat(result.remembered()).isFalse();
            assertThat(log.warnings())
                    .singleElement()
                    .asString()
                    .startsWith("Step \"report\" is not remembered and will run again:"
                            + " output \"report.txt\" is missing");
        }
        assertThat(pipeline.check().isFresh()).isFalse();
    }

    @Test
    void missingOutputsFailTheStepWhereThatIsAskedFor() {
        StepCache strict =
                pipeline.settings().missingOutputs(MissingOutputs.FAIL).build();

        StepSpec twoOutputs = pipeline.declaration().requiredOutputs("*.log").build();
        assertThatThrownBy(() -> strict.run(twoOutputs, () -> "no output"))
                .isInstanceOfSatisfying(
                        MissingOutputsException.class,
                        e -> assertThat(e.outputs()).containsExactly("report.txt", "*.log"))
                .hasMessageContaining("\"report\"")
                .hasMessageContaining("\"*.log\"");
        assertThat(strict.check(twoOutputs).reasons()).contains(new PreviousRunFailed("required outputs are missing"));
        assertThat(pipeline.run(strict).remembered()).isTrue();
    }

    @Test
    void failureCanBeSentToAnotherProcess() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(new MissingOutputsException("report", List.of("report.txt")));
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(((MissingOutputsException) in.readObject()).outputs()).containsExactly("report.txt");
        }
    }

    @Test
    void missingOutputsFailTheStepAlsoWhereAnInputChangedMeanwhile() {
        StepCache strict =
                pipeline.settings().missingOutputs(MissingOutputs.FAIL).build();

        assertThatThrownBy(() -> strict.run(pipeline.step(), () -> pipeline.write(Pipeline.INPUT, "a,2")))
                .isInstanceOf(MissingOutputsException.class);
    }

    @Test
    void stepThatLeavesNoOutputDirectoryIsNotRemembered() {
        StepSpec elsewhere = StepSpec.named("report")
                .outputDir(Path.of("out"))
                .manifestDir(Path.of("manifests"))
                .build();
        StepResult<String> result = pipeline.settings().build().run(elsewhere, () -> "no directory");

        assertThat(result.remembered()).isFalse();
        assertThat(result.value()).isEqualTo("no directory");
    }

    @Test
    void existenceIsEnoughWhereThatIsAskedFor() throws IOException {
        StepCache lenient =
                pipeline.settings().verifyOutputs(OutputVerification.EXISTS).build();
        pipeline.run(lenient);
        pipeline.write(Pipeline.OUTPUT, "edited");
        assertThat(lenient.check(pipeline.step()).isFresh()).isTrue();
        assertThat(pipeline.reasons())
                .as("for a cache that looks at contents, none of which was recorded")
                .isEmpty();

        Files.delete(base.resolve(Pipeline.OUTPUT));
        assertThat(lenient.check(pipeline.step()).reasons()).containsExactly(new OutputMissing("report.txt"));
    }

    @Test
    void existenceIsEnoughAlsoWhereContentsWereRecorded() {
        StepCache lenient =
                pipeline.settings().verifyOutputs(OutputVerification.EXISTS).build();
        pipeline.run();
        pipeline.write(Pipeline.OUTPUT, "edited");

        assertThat(lenient.check(pipeline.step()).isFresh()).isTrue();
        assertThat(pipeline.reasons()).hasOnlyElementsOfType(OutputChanged.class);
    }

    @Test
    void existenceIsEnoughForAManifestOfTheReference() throws IOException {
        pipeline.write(Pipeline.OUTPUT, "by the reference");
        String hash = FileHashes.ofFile(base.resolve(Pipeline.INPUT));
        StepManifests.save("report", base.resolve("out"), Map.of(Pipeline.INPUT, hash), Map.of(), Map.of());

        assertThat(pipeline.reasons()).isEmpty();
    }
}
