package io.github.stepcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.decision.StaleReason.ManifestUnreadable;
import io.github.stepcache.step.StepSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever stands in the cache's way, the step gives its value, and there is one warning (contract 1). */
class TroubleTests {

    private final Path base;
    private final Pipeline pipeline;

    TroubleTests(@TempDir Path base) {
        this.base = base;
        this.pipeline = Pipeline.in(base);
    }

    @Test
    void fileInThePlaceOfTheManifestDirectory() {
        pipeline.write("manifests", "a file");
        StepSpec step = pipeline.declaration().manifestDir(Path.of("manifests")).build();

        assertRunsAndIsNotRemembered(step, "its manifest ");
        assertThat(pipeline.read("manifests")).isEqualTo("a file");
    }

    @Test
    void fileInThePlaceOfTheParentOfTheOutputDirectory() {
        pipeline.write("file", "a file");
        StepSpec step =
                StepSpec.named("report").outputDir(Path.of("file/deep/out")).build();
        try (LogCapture log = new LogCapture()) {
            StepResult<String> result = pipeline.settings().build().run(step, () -> "value");

            assertThat(result.value()).isEqualTo("value");
            assertThat(result.remembered()).isFalse();
            assertThat(log.warnings()).hasSize(2);
            assertThat(log.warnings().get(0)).startsWith("Cannot lock ");
            assertThat(log.warnings().get(1)).startsWith("Step \"report\" is not remembered ");
        }
    }

    @Test
    void fullDirectoryInThePlaceOfTheManifest() {
        pipeline.write(Pipeline.MANIFEST + "/file", "in the way");

        assertRunsAndIsNotRemembered(pipeline.step(), "its manifest ");
        assertThat(pipeline.reasons()).hasOnlyElementsOfType(ManifestUnreadable.class);
    }

    @Test
    void linkInThePlaceOfTheManifestIsReplacedAndItsTargetIsLeftAlone() throws IOException {
        pipeline.run();
        Files.move(base.resolve(Pipeline.MANIFEST), base.resolve("moved"));
        Files.createSymbolicLink(base.resolve(Pipeline.MANIFEST), base.resolve("moved"));
        String target = pipeline.read("moved");

        assertThat(pipeline.reasons()).hasOnlyElementsOfType(ManifestUnreadable.class);
        assertThat(pipeline.run().remembered()).isTrue();
        assertThat(Files.isSymbolicLink(base.resolve(Pipeline.MANIFEST))).isFalse();
        assertThat(pipeline.read("moved")).isEqualTo(target);
    }

    @Test
    void garbageInThePlaceOfTheManifestIsReplaced() {
        pipeline.write(Pipeline.MANIFEST, "\0garbage");

        assertThat(pipeline.run().remembered()).isTrue();
        assertThat(pipeline.run().executed()).isFalse();
    }

    @Test
    void stepThatDeletesTheWholeBaseDirectoryGivesItsValue() throws IOException {
        StepResult<String> result = pipeline.settings().build().run(pipeline.step(), () -> {
            for (String file : List.of(Pipeline.MANIFEST, "out", Pipeline.INPUT, "raw", Pipeline.LOCK)) {
                Files.delete(base.resolve(file));
            }
            return "value";
        });

        assertThat(result.value()).isEqualTo("value");
        assertThat(result.remembered()).isFalse();
    }

    @Test
    void stepThatPutsAFileInThePlaceOfItsOutputDirectoryGivesItsValue() throws IOException {
        StepResult<String> result = pipeline.settings().build().run(pipeline.step(), () -> {
            Files.delete(base.resolve(Pipeline.MANIFEST));
            Files.delete(base.resolve("out"));
            pipeline.write("out", "a file now");
            return "value";
        });

        assertThat(result.value()).isEqualTo("value");
        assertThat(result.remembered()).isFalse();
        assertThat(pipeline.read("out")).isEqualTo("a file now");
    }

    private void assertRunsAndIsNotRemembered(StepSpec step, String why) {
        try (LogCapture log = new LogCapture()) {
            StepResult<String> result = pipeline.settings().build().run(step, pipeline::work);

            assertThat(result.value()).isEqualTo("run 1");
            assertThat(result.remembered()).isFalse();
            assertThat(log.warnings()).hasSize(1);
            assertThat(log.warnings().get(0))
                    .startsWith("Step \"report\" is not remembered and will run again: " + why);
        }
        assertThat(pipeline.settings().build().check(step).isFresh()).isFalse();
    }
}
