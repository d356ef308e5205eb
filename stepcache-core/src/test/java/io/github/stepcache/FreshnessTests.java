package io.github.stepcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.decision.StaleReason.ArtifactVersionChanged;
import io.github.stepcache.decision.StaleReason.InputAdded;
import io.github.stepcache.decision.StaleReason.InputChanged;
import io.github.stepcache.decision.StaleReason.InputRemoved;
import io.github.stepcache.decision.StaleReason.ManifestAbsent;
import io.github.stepcache.decision.StaleReason.NoInputMatched;
import io.github.stepcache.decision.StaleReason.OutputDirectoryMissing;
import io.github.stepcache.decision.StaleReason.OutputMissing;
import io.github.stepcache.decision.StaleReason.ParameterChanged;
import io.github.stepcache.fingerprint.FileHashes;
import io.github.stepcache.step.StepSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a step runs, when it is skipped, and with which reasons (contract 2, 4, 6.1). */
class FreshnessTests {

    private final Path base;
    private final Pipeline pipeline;

    FreshnessTests(@TempDir Path base) {
        this.base = base;
        this.pipeline = Pipeline.in(base);
    }

    @Test
    void coldStepRuns() {
        StepResult<String> result = pipeline.run();

        assertThat(result.value()).isEqualTo("run 1");
        assertThat(result.executed()).isTrue();
        assertThat(result.remembered()).isTrue();
        assertThat(result.inputs()).isEqualTo(1);
        assertThat(result.decision().reasons())
                .containsExactly(
                        new OutputDirectoryMissing(Path.of("out")),
                        new ManifestAbsent(Path.of(Pipeline.MANIFEST)),
                        new OutputMissing("report.txt"));
    }

    @Test
    void secondCallIsSkippedAndReplaysTheValue() {
        pipeline.run();
        StepResult<String> second = pipeline.run();

        assertThat(second.value()).isEqualTo("run 1");
        assertThat(second.executed()).isFalse();
        assertThat(second.remembered()).isTrue();
        assertThat(second.inputs()).isEqualTo(1);
        assertThat(second.decision().isFresh()).isTrue();
        assertThat(pipeline.runs()).isEqualTo(1);
    }

    @Test
    void skippedStepTouchesNoFile() {
        pipeline.run();
        var before = pipeline.snapshot();
        pipeline.run();

        assertThat(pipeline.snapshot()).isEqualTo(before);
    }

    @Test
    void changedInputRunsTheStepAgain() throws IOException {
        pipeline.run();
        String recorded = FileHashes.ofFile(base.resolve(Pipeline.INPUT));
        pipeline.write(Pipeline.INPUT, "a,2");
        String current = FileHashes.ofFile(base.resolve(Pipeline.INPUT));

        assertThat(pipeline.run().decision().reasons())
                .containsExactly(new InputChanged(Pipeline.INPUT, recorded, current));
        assertThat(pipeline.read(Pipeline.OUTPUT)).isEqualTo("report of a,2");
        assertThat(pipeline.check().isFresh()).isTrue();
    }

    @Test
    void inputPutBackRunsTheStepAgainSinceItsOutputsAreOthersNow() {
        pipeline.run();
        pipeline.write(Pipeline.INPUT, "a,2").run();
        pipeline.write(Pipeline.INPUT, "a,1");

        assertThat(pipeline.run().executed()).isTrue();
    }

    @Test
    void addedAndRemovedInputsAreAllNamed() {
        pipeline.write("raw/b.csv", "b").write("raw/deep/c.csv", "c").run();
        pipeline.write("raw/d.csv", "d").write("raw/deep/e.csv", "e");
        delete("raw/b.csv");
        delete("raw/deep/c.csv");

        assertThat(pipeline.reasons())
                .containsExactly(
                        new InputRemoved("raw/b.csv"),
                        new InputAdded("raw/d.csv"),
                        new InputRemoved("raw/deep/c.csv"),
                        new InputAdded("raw/deep/e.csv"));
    }

    @Test
    void renamedInputIsAChange() throws IOException {
        pipeline.write("raw/b.csv", "b").run();
        Files.move(base.resolve("raw/b.csv"), base.resolve("raw/c.csv"));

        assertThat(pipeline.reasons()).containsExactly(new InputRemoved("raw/b.csv"), new InputAdded("raw/c.csv"));
    }

    @Test
    void touchedInputStaysFresh() throws IOException {
        pipeline.run();
        Files.setLastModifiedTime(base.resolve(Pipeline.INPUT), FileTime.from(Instant.EPOCH));

        assertThat(pipeline.check().isFresh()).isTrue();
    }

    @Test
    void otherBytesOfTheSameSizeWithTheTimePutBackAreAChange() throws IOException {
        pipeline.run();
        FileTime time = Files.getLastModifiedTime(base.resolve(Pipeline.INPUT));
        pipeline.write(Pipeline.INPUT, "b,1");
        Files.setLastModifiedTime(base.resolve(Pipeline.INPUT), time);

        assertThat(pipeline.reasons()).hasOnlyElementsOfType(InputChanged.class).hasSize(1);
    }

    @Test
    void inputThatMatchesNothingIsNeverFreshAndNeverRemembered() {
        StepCache cache = pipeline.settings().build();
        StepSpec step = pipeline.declaration().inputs("config/*.yaml").build();

        for (int i = 1; i <= 2; i++) {
            StepResult<String> result = cache.run(step, pipeline::work);
            assertThat(result.executed()).isTrue();
            assertThat(result.remembered()).isFalse();
            assertThat(result.decision().reasons()).contains(new NoInputMatched("config/*.yaml"));
        }
        assertThat(cache.check(step).reasons()).contains(new NoInputMatched("config/*.yaml"));
    }

    @Test
    void versionsAndParametersCountBothWays() {
        StepCache cache = pipeline.settings().build();
        cache.run(
                pipeline.declaration()
                        .artifactVersion("schema", "1")
                        .parameter("year", "2023")
                        .build(),
                pipeline::work);

        assertThat(cache.check(pipeline.step()).reasons())
                .containsExactly(
                        new ArtifactVersionChanged("schema", Optional.of("1"), Optional.empty()),
                        new ParameterChanged("year", Optional.of("2023"), Optional.empty()));
        assertThat(cache.check(pipeline.declaration()
                                .artifactVersion("schema", "2")
                                .artifactVersion("tool", "7")
                                .parameter("year", "2024")
                                .build())
                        .reasons())
                .containsExactly(
                        new ArtifactVersionChanged("schema", Optional.of("1"), Optional.of("2")),
                        new ArtifactVersionChanged("tool", Optional.empty(), Optional.of("7")),
                        new ParameterChanged("year", Optional.of("2023"), Optional.of("2024")));
    }

    @Test
    void versionsOfTheCacheCountForAllStepsUnlessAStepGivesItsOwn() {
        StepSpec own = pipeline.declaration().artifactVersion("schema", "own").build();
        pipeline.settings().artifactVersion("schema", "1").build().run(own, pipeline::work);

        assertThat(pipeline.settings()
                        .artifactVersion("schema", "2")
                        .build()
                        .check(own)
                        .isFresh())
                .isTrue();
        assertThat(pipeline.settings()
                        .artifactVersion("tool", "1")
                        .build()
                        .check(own)
                        .reasons())
                .containsExactly(new ArtifactVersionChanged("tool", Optional.empty(), Optional.of("1")));
    }

    @Test
    void excludedFilesDoNotCount() {
        StepCache cache = pipeline.settings().excludes("raw/drafts", "**/*.tmp").build();
        pipeline.run(cache);
        pipeline.write("raw/drafts/x.csv", "x").write("raw/y.tmp", "y");

        assertThat(cache.check(pipeline.step()).isFresh()).isTrue();
        assertThat(pipeline.reasons()).containsExactly(new InputAdded("raw/drafts/x.csv"), new InputAdded("raw/y.tmp"));
    }

    private void delete(String file) {
        try {
            Files.delete(base.resolve(file));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
