package io.github.stepcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.stepcache.decision.StaleReason.Bypassed;
import io.github.stepcache.decision.StaleReason.Forced;
import io.github.stepcache.decision.StaleReason.ManifestAbsent;
import io.github.stepcache.decision.StaleReason.PreviousRunFailed;
import io.github.stepcache.manifest.ManifestLookup;
import io.github.stepcache.step.StepSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the caller can order instead of "run it if it is stale": force, bypass, forget, check (contract 3.5, 6.5). */
class OrderTests {

    private final Pipeline pipeline;

    OrderTests(@TempDir Path base) {
        this.pipeline = Pipeline.in(base);
    }

    @Test
    void forcedStepRunsThoughItIsFreshAndIsRememberedAnew() {
        pipeline.run();
        StepResult<String> forced = pipeline.run(forcing());

        assertThat(forced.value()).isEqualTo("run 2");
        assertThat(forced.remembered()).isTrue();
        assertThat(forced.decision().reasons()).containsExactly(new Forced());
        assertThat(pipeline.run().value()).isEqualTo("run 2");
    }

    @Test
    void forcedRunThatFailsLeavesNothingRemembered() {
        pipeline.run();
        assertThatThrownBy(() -> forcing().run(pipeline.step(), this::fail)).hasMessage("disk on fire");

        assertThat(pipeline.reasons())
                .containsExactly(new PreviousRunFailed("java.lang.IllegalStateException: disk on fire"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"report", "rep*", "{clean,report}", "*", "r?port"})
    void forceStepsTakesNamesAndGlobs(String glob) {
        pipeline.run();

        assertThat(pipeline.run(pipeline.settings().forceSteps("other", glob).build())
                        .executed())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Report", "repor", "report2", "rep", "*.report"})
    void otherStepsAreNotForced(String glob) {
        pipeline.run();

        assertThat(pipeline.run(pipeline.settings().forceSteps(glob).build()).executed())
                .isFalse();
    }

    @Test
    void globThatCannotBeParsedIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pipeline.settings().forceSteps("[a"));
    }

    @Test
    void cacheThatIsSwitchedOffRunsTheStepAndNoLongerVouchesForTheOldRun() {
        pipeline.run();
        StepResult<String> result = pipeline.run(switchedOff());

        assertThat(result.value()).isEqualTo("run 2");
        assertThat(result.remembered()).isFalse();
        assertThat(result.decision().reasons()).containsExactly(new Bypassed());
        assertThat(pipeline.reasons()).containsExactly(new ManifestAbsent(Path.of(Pipeline.MANIFEST)));
        assertThat(pipeline.run(switchedOff()).value()).isEqualTo("run 3");
    }

    @Test
    void switchingOffComesBeforeForce() {
        StepResult<String> result =
                pipeline.run(pipeline.settings().enabled(false).force(true).build());

        assertThat(result.decision().reasons()).containsExactly(new Bypassed());
        assertThat(result.remembered()).isFalse();
    }

    @Test
    void bypassedStepFindsNoManifestWhileItRunsAndLeavesNone() {
        pipeline.run();
        StepResult<String> result = pipeline.settings().build().bypass(pipeline.step(), () -> {
            assertThat(pipeline.manifest()).isInstanceOf(ManifestLookup.Absent.class);
            return pipeline.work();
        });

        assertThat(result.value()).isEqualTo("run 2");
        assertThat(result.remembered()).isFalse();
        assertThat(pipeline.manifest()).isInstanceOf(ManifestLookup.Absent.class);
    }

    @Test
    void bypassedRunWritesNothingButItsLock() {
        assertThatThrownBy(() -> switchedOff().run(pipeline.step(), this::fail)).hasMessage("disk on fire");

        assertThat(pipeline.snapshot()).containsOnlyKeys("", "raw", "raw/a.csv", Pipeline.LOCK);
    }

    @Test
    void bypassedRunDoesNotAskForItsOutputs() {
        StepCache strict =
                pipeline.settings().missingOutputs(MissingOutputs.FAIL).build();

        assertThat(strict.bypass(pipeline.step(), () -> "no output").value()).isEqualTo("no output");
    }

    @Test
    void forgottenStepRunsAgain() {
        pipeline.run();
        pipeline.settings().build().forget(pipeline.step());

        assertThat(pipeline.reasons()).containsExactly(new ManifestAbsent(Path.of(Pipeline.MANIFEST)));
        assertThat(pipeline.run().value()).isEqualTo("run 2");
    }

    @Test
    void thereIsNoHarmInForgettingAStepThatNeverRan() {
        StepCache cache = pipeline.settings().build();
        cache.forget(pipeline.step());
        pipeline.write("file", "in the way");
        cache.forget(StepSpec.named("report").outputDir(Path.of("file/out")).build());

        assertThat(cache.check(pipeline.step()).isFresh()).isFalse();
        assertThat(pipeline.path("out")).doesNotExist();
    }

    @Test
    void checkNamesTheOrder() {
        pipeline.run();

        assertThat(forcing().check(pipeline.step()).reasons()).containsExactly(new Forced());
        assertThat(switchedOff().check(pipeline.step()).reasons()).containsExactly(new Bypassed());
    }

    @Test
    void checkWritesNothingOnAColdTree() {
        var before = pipeline.snapshot();
        pipeline.check();

        assertThat(pipeline.snapshot()).isEqualTo(before);
    }

    @Test
    void checkWritesNothingWhateverItDecides() {
        pipeline.run();
        pipeline.write("out/.report.manifest.json.99999999-a.tmp", "left over").write(Pipeline.INPUT, "a,2");
        var before = pipeline.snapshot();
        pipeline.check();
        forcing().check(pipeline.step());
        switchedOff().check(pipeline.step());

        assertThat(pipeline.snapshot()).isEqualTo(before);
    }

    @Test
    void checkDoesNotCreateTheBaseDirectory(@TempDir Path directory) {
        StepCache.builder().baseDir(directory.resolve("no/such")).build().check(pipeline.step());

        assertThat(Files.exists(directory.resolve("no"))).isFalse();
    }

    private StepCache forcing() {
        return pipeline.settings().force(true).build();
    }

    private StepCache switchedOff() {
        return pipeline.settings().enabled(false).build();
    }

    private String fail() {
        throw new IllegalStateException("disk on fire");
    }
}
