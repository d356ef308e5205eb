package io.github.stepcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.stepcache.decision.StaleReason.PreviousRunFailed;
import io.github.stepcache.decision.StaleReason.PreviousRunUnfinished;
import io.github.stepcache.manifest.Manifest;
import io.github.stepcache.manifest.ManifestLookup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the manifest says while a step runs, and after a run that did not end well (contract 3.5, 6.3). */
class UnfinishedRunTests {

    private final Path base;
    private final Pipeline pipeline;

    UnfinishedRunTests(@TempDir Path base) {
        this.base = base;
        this.pipeline = Pipeline.in(base);
    }

    @Test
    void manifestSaysRunningWhileTheStepRunsAndNobodyTakesItForFresh() {
        pipeline.run();
        pipeline.write(Pipeline.INPUT, "a,2");
        pipeline.settings().build().run(pipeline.step(), this::workAndLookAtTheManifest);

        assertThat(pipeline.check().isFresh()).isTrue();
    }

    @Test
    void theSameHoldsForAForcedRun() {
        pipeline.run();
        pipeline.settings().force(true).build().run(pipeline.step(), this::workAndLookAtTheManifest);
    }

    @Test
    void theSameHoldsForTheFirstRun() {
        pipeline.settings().build().run(pipeline.step(), this::workAndLookAtTheManifest);
    }

    /** As another process would have put it there, under a clock that stands still or goes in seconds. */
    @Test
    void markOfAnotherRunOfTheSameMomentIsAnotherMark() {
        StepCache cache = pipeline.settings()
                .clock(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC))
                .force(true)
                .build();
        String mark = cache.run(pipeline.step(), () -> {
                    pipeline.work();
                    return pipeline.read(Pipeline.MANIFEST);
                })
                .value();
        StepResult<String> result = cache.run(pipeline.step(), () -> {
            pipeline.write(Pipeline.MANIFEST, mark);
            return pipeline.work();
        });

        assertThat(result.remembered()).isFalse();
        assertThat(pipeline.check().isFresh()).isFalse();
    }

    @Test
    void failedRunIsNotRememberedAndSaysWhy() {
        pipeline.run();
        pipeline.write(Pipeline.INPUT, "a,2");
        failOn("disk\non fire");

        assertThat(state()).isEqualTo(Manifest.State.FAILED);
        assertThat(pipeline.read(Pipeline.MANIFEST)).contains("\"input_hashes\": null");
        assertThat(pipeline.reasons()).containsExactly(new PreviousRunFailed("java.io.IOException: disk\\non fire"));
    }

    @Test
    void failedRunIsStaleAlsoWhenTheInputIsPutBack() {
        pipeline.run();
        pipeline.write(Pipeline.INPUT, "a,2");
        failOn("disk on fire");
        pipeline.write(Pipeline.INPUT, "a,1");

        assertThat(pipeline.reasons()).hasOnlyElementsOfType(PreviousRunFailed.class);
        assertThat(pipeline.run().value()).isEqualTo("run 2");
        assertThat(pipeline.check().isFresh()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = StepProgram.Mode.class,
            names = {"HALT", "FORCED_HALT"})
    void runOfAProcessThatDiesInTheMiddleIsUnfinishedAlsoWhenTheInputIsPutBack(StepProgram.Mode mode)
            throws InterruptedException {
        pipeline.run();
        pipeline.write(Pipeline.INPUT, "a,2");
        try (ChildJvm child = ChildJvm.start(base, mode)) {
            assertThat(child.exitCode()).isEqualTo(9);
        }
        assertThat(pipeline.read(Pipeline.OUTPUT)).isEqualTo("half a report");
        assertThat(pipeline.reasons()).hasAtLeastOneElementOfType(PreviousRunUnfinished.class);

        pipeline.write(Pipeline.INPUT, "a,1");
        assertThat(pipeline.reasons()).hasAtLeastOneElementOfType(PreviousRunUnfinished.class);
        assertThat(pipeline.run().value()).isEqualTo("run 2");
        assertThat(pipeline.run().value()).isEqualTo("run 2");
        assertThat(pipeline.read(Pipeline.OUTPUT)).isEqualTo("report of a,1");
    }

    @Test
    void runOfAKilledProcessIsUnfinishedAndItsLockIsFree() throws InterruptedException {
        try (ChildJvm child = ChildJvm.start(base, StepProgram.Mode.HANG)) {
            Awaitility.await().until(() -> Files.exists(base.resolve(StepProgram.STARTED)));
            assertThat(pipeline.reasons()).hasOnlyElementsOfType(PreviousRunUnfinished.class);
            child.kill();
        }
        StepResult<String> result = pipeline.run();

        assertThat(result.decision().reasons()).hasOnlyElementsOfType(PreviousRunUnfinished.class);
        assertThat(pipeline.run().executed()).isFalse();
    }

    @Test
    void temporaryFilesOfAProcessThatIsGoneAreCleanedUpByTheNextRun() {
        pipeline.write("out/.report.manifest.json.999999999-ab12.tmp", "half a mani")
                .run();

        assertThat(pipeline.snapshot().keySet())
                .containsExactly(
                        "",
                        Pipeline.LOCK,
                        "out",
                        Pipeline.INDEX,
                        Pipeline.MANIFEST,
                        Pipeline.OUTPUT,
                        "raw",
                        Pipeline.INPUT);
    }

    private String workAndLookAtTheManifest() {
        assertThat(state()).isEqualTo(Manifest.State.RUNNING);
        assertThat(pipeline.read(Pipeline.MANIFEST)).contains("\"input_hashes\": null");
        assertThat(pipeline.reasons()).hasAtLeastOneElementOfType(PreviousRunUnfinished.class);
        return pipeline.work();
    }

    private Manifest.State state() {
        return assertThat(pipeline.manifest())
                .asInstanceOf(type(ManifestLookup.Found.class))
                .actual()
                .manifest()
                .state();
    }

    private void failOn(String message) {
        assertThatThrownBy(() -> pipeline.settings().build().run(pipeline.step(), () -> {
                    throw new IOException(message);
                }))
                .hasMessage(message);
    }
}
