package io.github.stepcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.stepcache.faults.Faults;
import io.github.stepcache.faults.FaultyFileSystem;
import io.github.stepcache.lock.LockTimeoutException;
import io.github.stepcache.step.StepSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each call of a step that gets its turn is told from its beginning to exactly one end, in the same order. */
class ListenerOrderTests {

    private static final ResultCodec<String> STRING = ResultCodec.of(String.class);

    private final Pipeline pipeline;
    private final CallsTold told = new CallsTold();
    private final StepCache cache;

    ListenerOrderTests(@TempDir Path base) {
        this.pipeline = Pipeline.in(base);
        this.cache = pipeline.settings().listener(told).build();
    }

    @Test
    void staleAndFresh() {
        pipeline.run(cache);
        pipeline.run(cache);

        assertThat(told.lines())
                .containsExactly(
                        "1 report on",
                        "1 report decided stale",
                        "1 report completed after a run",
                        "2 report on",
                        "2 report decided fresh",
                        "2 report completed without a run");
    }

    @Test
    void forced() {
        pipeline.run();
        pipeline.run(pipeline.settings().force(true).listener(told).build());

        assertThat(told.lines())
                .containsExactly("1 report on", "1 report decided stale", "1 report completed after a run");
    }

    @Test
    void bypassed() {
        cache.bypass(pipeline.step(), pipeline::work);

        assertThat(told.lines())
                .containsExactly("1 report on", "1 report decided stale", "1 report completed after a run");
    }

    @Test
    void failed() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> cache.run(pipeline.step(), () -> {
                    throw new IOException("the step's own");
                }));

        assertThat(told.lines())
                .containsExactly("1 report on", "1 report decided stale", "1 report failed IOException");
        assertThat(told.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.exception()).hasMessage("the step's own");
            assertThat(failure.decision().orElseThrow().isFresh()).isFalse();
            assertThat(failure.hashed()).isEqualTo(new HashVolume(1, 3));
        });
    }

    @Test
    void notRemembered() {
        cache.run(pipeline.step(), () -> "no output");

        assertThat(told.lines())
                .containsExactly(
                        "1 report on",
                        "1 report decided stale",
                        "1 report not remembered",
                        "1 report completed after a run");
    }

    @Test
    void missingOutputsThatAreAFailure() {
        StepCache strict = pipeline.settings()
                .missingOutputs(MissingOutputs.FAIL)
                .listener(told)
                .build();
        assertThatExceptionOfType(MissingOutputsException.class)
                .isThrownBy(() -> strict.run(pipeline.step(), () -> "no output"));

        assertThat(told.lines())
                .containsExactly("1 report on", "1 report decided stale", "1 report failed MissingOutputsException");
    }

    @Test
    void nested() {
        StepSpec outer = StepSpec.named("outer").outputDir(Path.of("outer")).build();
        cache.run(outer, () -> pipeline.run(cache).value());

        assertThat(told.lines())
                .containsExactly(
                        "1 outer on",
                        "1 outer decided stale",
                        "2 report on",
                        "2 report decided stale",
                        "2 report completed after a run",
                        "1 outer completed after a run");
    }

    @Test
    void openStepThatEndsOnAnotherThread() throws Exception {
        OpenStep<String> step = cache.open(pipeline.step(), STRING);
        step.detach();
        step.detach();
        CompletableFuture.runAsync(() -> step.complete(pipeline.work())).get(1, TimeUnit.MINUTES);
        step.detach();

        assertThat(told.lines())
                .containsExactly(
                        "1 report on", "1 report decided stale", "1 report detached", "1 report completed after a run");
        assertThat(told.detachedOn()).isSameAs(Thread.currentThread());
    }

    @Test
    void openStepIsLeftOnceAndOnTheThreadThatBeganIt() throws Exception {
        OpenStep<String> step = cache.open(pipeline.step(), STRING);
        CompletableFuture.runAsync(step::leave).get(1, TimeUnit.MINUTES);
        CompletableFuture.runAsync(step::detach).get(1, TimeUnit.MINUTES);
        assertThat(told.lines()).containsExactly("1 report on", "1 report decided stale");
        step.leave();
        step.leave();
        step.detach();
        step.complete(pipeline.work());

        assertThat(told.lines())
                .containsExactly(
                        "1 report on", "1 report decided stale", "1 report detached", "1 report completed after a run");
        assertThat(told.detachedOn()).isSameAs(Thread.currentThread());
    }

    @Test
    void openStepsThatAreReplayedOrFail() {
        cache.open(pipeline.step(), STRING).fail(new IllegalStateException());
        cache.open(pipeline.step(), STRING).complete(pipeline.work());
        cache.open(pipeline.step(), STRING).replay();

        assertThat(told.lines())
                .containsExactly(
                        "1 report on",
                        "1 report decided stale",
                        "1 report failed IllegalStateException",
                        "2 report on",
                        "2 report decided stale",
                        "2 report completed after a run",
                        "3 report on",
                        "3 report decided fresh",
                        "3 report completed without a run");
    }

    @Test
    void callThatDoesNotGetItsTurnIsNotTold() throws Exception {
        StepCache impatient = pipeline.settings()
                .lockTimeout(Duration.ofMillis(1))
                .listener(told)
                .build();
        OpenStep<String> step = impatient.open(pipeline.step(), STRING);
        CompletableFuture.runAsync(() ->
                        assertThatExceptionOfType(LockTimeoutException.class).isThrownBy(() -> pipeline.run(impatient)))
                .get(1, TimeUnit.MINUTES);
        step.complete(pipeline.work());

        assertThat(told.lines())
                .containsExactly("1 report on", "1 report decided stale", "1 report completed after a run");
    }

    @Test
    void manifestThatCannotBeInvalidatedIsAFailure() {
        StepCache stuck = stuck();
        assertThatExceptionOfType(ManifestStuckException.class)
                .isThrownBy(() -> stuck.run(pipeline.step(), () -> "never called"));
        assertThatExceptionOfType(ManifestStuckException.class).isThrownBy(() -> stuck.open(pipeline.step(), STRING));

        assertThat(told.lines())
                .containsExactly(
                        "1 report on",
                        "1 report decided stale",
                        "1 report failed ManifestStuckException",
                        "2 report on",
                        "2 report decided stale",
                        "2 report failed ManifestStuckException");
    }

    /** A cache on a file system where the manifest of the last run can be neither written nor deleted. */
    private StepCache stuck() {
        Faults faults = new Faults();
        FaultyFileSystem files = new FaultyFileSystem(faults);
        Pipeline.in(files.reliable("/base")).run();
        faults.refuse(operation -> operation.contains("manifest.json") && !operation.startsWith("open to read "));
        return StepCache.builder()
                .baseDir(files.faulty(files.reliable("/base")))
                .force(true)
                .listener(told)
                .build();
    }

    @Test
    void errorWhileReadingIsAFailureBeforeAnythingIsDecided() {
        StepSpec broken = pipeline.declaration()
                .inputSource("broken:", () -> {
                    throw new OutOfMemoryError("made up");
                })
                .build();
        assertThatExceptionOfType(OutOfMemoryError.class)
                .isThrownBy(() -> cache.run(broken, () -> "never called"))
                .withMessage("made up");

        assertThat(told.lines()).containsExactly("1 report on", "1 report failed OutOfMemoryError");
        assertThat(told.failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.decision()).isEmpty());
    }

    @Test
    void checksAreNoCalls() {
        cache.check(pipeline.step());

        assertThat(told.lines()).isEmpty();
    }
}
