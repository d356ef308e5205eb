package io.github.stepcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.stepcache.decision.StaleReason.PreviousRunFailed;
import io.github.stepcache.decision.StaleReason.PreviousRunUnfinished;
import io.github.stepcache.lock.LockTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A step whose work ends later than the method that begins it: until then it is locked, and on record as unfinished. */
class OpenStepTests {

    private static final ResultCodec<String> STRING = ResultCodec.of(String.class);

    private final Pipeline pipeline;
    private final StepCache cache;

    OpenStepTests(@TempDir Path base) {
        this.pipeline = Pipeline.in(base);
        this.cache = pipeline.settings().build();
    }

    private OpenStep<String> open() {
        return cache.open(pipeline.step(), STRING);
    }

    @Test
    void stepThatWasCompletedOnAnotherThreadIsReplayed() throws Exception {
        OpenStep<String> step = open();
        assertThat(step.decision().isFresh()).isFalse();
        StepResult<String> result = CompletableFuture.supplyAsync(() -> step.complete(pipeline.work()))
                .get(1, TimeUnit.MINUTES);

        assertThat(result.value()).isEqualTo("run 1");
        assertThat(result.remembered()).isTrue();
        OpenStep<String> again = open();
        assertThat(again.decision().isFresh()).isTrue();
        assertThat(again.replay().value()).isEqualTo("run 1");
        assertThat(pipeline.run(cache).executed()).isFalse();
    }

    @Test
    void nothingOfAnOpenStepIsTakenForFinished() {
        OpenStep<String> step = open();
        pipeline.work();

        assertThat(pipeline.reasons()).hasOnlyElementsOfType(PreviousRunUnfinished.class);
        step.complete("");
        assertThat(pipeline.check().isFresh()).isTrue();
    }

    @Test
    void failedStepIsNotRemembered() {
        OpenStep<String> step = open();
        pipeline.work();
        step.fail(new IllegalStateException("too bad"));

        assertThat(pipeline.reasons()).hasOnlyElementsOfType(PreviousRunFailed.class);
        assertThat(pipeline.run(cache).executed()).isTrue();
    }

    @Test
    void othersWaitUntilTheStepHasEnded() throws Exception {
        OpenStep<String> step = open();
        FutureTask<StepResult<String>> other = new FutureTask<>(() -> pipeline.run(cache));
        Thread thread = new Thread(other);
        thread.start();
        Awaitility.await()
                .until(() ->
                        thread.getState() == Thread.State.TIMED_WAITING || thread.getState() == Thread.State.WAITING);

        step.complete(pipeline.work());

        assertThat(other.get(1, TimeUnit.MINUTES).executed()).isFalse();
        assertThat(pipeline.runs()).isEqualTo(1);
    }

    @Test
    void threadThatHasLetTheStepGoWaitsForItLikeAnyOther() {
        StepCache impatient =
                pipeline.settings().lockTimeout(Duration.ofMillis(50)).build();
        OpenStep<String> step = impatient.open(pipeline.step(), STRING);
        step.detach();

        assertThatExceptionOfType(LockTimeoutException.class).isThrownBy(() -> pipeline.run(impatient));
        step.complete(pipeline.work());
        assertThat(pipeline.run(impatient).executed()).isFalse();
    }

    @Test
    void threadThatStillWorksOnTheStepMayCallItAgain() {
        OpenStep<String> step = open();

        assertThat(pipeline.run(cache).executed()).isTrue();
        assertThat(step.complete(pipeline.work()).remembered()).isTrue();
        assertThat(pipeline.check().isFresh()).isTrue();
    }

    @Test
    void inputThatChangedWhileTheStepWasOpenKeepsItFromBeingRemembered() {
        OpenStep<String> step = open();
        String value = pipeline.work();
        pipeline.write(Pipeline.INPUT, "a,2");

        assertThat(step.complete(value).remembered()).isFalse();
        assertThat(pipeline.check().isFresh()).isFalse();
    }

    @Test
    void stepEndsOnce() {
        OpenStep<String> step = open();
        assertThatIllegalStateException().isThrownBy(step::replay);
        step.complete(pipeline.work());

        assertThatIllegalStateException().isThrownBy(() -> step.complete("again"));
        assertThatIllegalStateException().isThrownBy(() -> step.fail(new IllegalStateException()));
        assertThat(pipeline.check().isFresh()).isTrue();

        OpenStep<String> fresh = open();
        assertThatIllegalStateException().isThrownBy(() -> fresh.complete("other"));
        assertThatIllegalStateException().isThrownBy(() -> fresh.fail(new IllegalStateException()));
        assertThat(fresh.replay().value()).isEqualTo("run 1");
        assertThatIllegalStateException().isThrownBy(fresh::replay);
    }

    @Test
    void missingOutputsShowBeforeTheStepEndsWhereTheyAreAFailure() {
        OpenStep<String> lenient = open();
        lenient.requireOutputs();
        lenient.complete("");

        OpenStep<String> strict =
                pipeline.settings().missingOutputs(MissingOutputs.FAIL).build().open(pipeline.step(), STRING);
        assertThatExceptionOfType(MissingOutputsException.class).isThrownBy(strict::requireOutputs);
        assertThatExceptionOfType(MissingOutputsException.class).isThrownBy(() -> strict.complete(""));
        assertThat(pipeline.run(cache).executed()).isTrue();
    }

    @Test
    void stepOutsideTheCacheLeavesNoRecord() {
        pipeline.run(cache);
        OpenStep<String> step = cache.openBypass(pipeline.step());
        assertThat(Files.exists(pipeline.path(Pipeline.MANIFEST))).isFalse();

        assertThat(step.complete(pipeline.work()).remembered()).isFalse();
        assertThat(pipeline.check().isFresh()).isFalse();
    }
}
