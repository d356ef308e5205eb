package io.github.stepcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.stepcache.decision.StaleReason.PreviousRunFailed;
import io.github.stepcache.step.StepSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a step throws, its caller gets: the same object, as it was (contract 6.3). */
class StepFailureTests {

    private final Pipeline pipeline;

    StepFailureTests(@TempDir Path base) {
        this.pipeline = Pipeline.in(base);
    }

    static Stream<Throwable> failures() {
        return Stream.of(
                new IOException("checked", new IllegalStateException("cause")),
                new IllegalArgumentException("unchecked"),
                new InterruptedException(),
                new OutOfMemoryError("error"),
                new StackOverflowError(),
                new AssertionError("assertion"),
                new MuteException(),
                new Throwable("not even an exception"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void callerGetsTheSameObject(Throwable failure) {
        Throwable thrown = catchThrowable(() -> run(failure));

        assertThat(thrown).isSameAs(failure);
        assertThat(thrown.getSuppressed()).isEmpty();
        assertThat(pipeline.reasons()).hasAtLeastOneElementOfType(PreviousRunFailed.class);
        assertThat(pipeline.run().remembered()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("failures")
    void callerOfABypassedStepGetsTheSameObject(Throwable failure) {
        Throwable thrown = catchThrowable(() -> pipeline.settings().build().bypass(pipeline.step(), () -> {
            throw failure;
        }));

        assertThat(thrown).isSameAs(failure);
    }

    @Test
    void callerGetsTheSameObjectWhereNothingCanBePutOnRecord() {
        pipeline.write("file", "in the way of the output directory");
        StepSpec step = StepSpec.named("report").outputDir(Path.of("file/out")).build();
        IOException failure = new IOException("the step's own");

        Throwable thrown = catchThrowable(() -> pipeline.settings().build().run(step, () -> {
            throw failure;
        }));
        assertThat(thrown).isSameAs(failure);
        assertThat(thrown.getSuppressed()).isEmpty();
    }

    @Test
    void callerGetsTheSameObjectWhereTheCacheItselfBreaksDown() {
        IOException failure = new IOException("the step's own");
        StepCache cache = pipeline.settings().clock(new BrokenClock()).build();

        Throwable thrown = catchThrowable(() -> cache.run(pipeline.step(), () -> {
            throw failure;
        }));
        assertThat(thrown).isSameAs(failure);
        assertThat(thrown.getSuppressed()).isEmpty();
    }

    @Test
    void callerGetsTheValueWhereTheCacheItselfBreaksDown() {
        StepCache cache = pipeline.settings().clock(new BrokenClock()).build();
        try (LogCapture log = new LogCapture()) {
            StepResult<String> result = pipeline.run(cache);

            assertThat(result.value()).isEqualTo("run 1");
            assertThat(result.remembered()).isFalse();
            assertThat(log.warnings())
                    .containsExactly("Step \"report\" is not remembered and will run again:"
                            + " an unexpected java.lang.LinkageError: no time");
        }
        assertThat(pipeline.check().isFresh()).isFalse();
    }

    @Test
    void stepThatFailsFreesItsLock() {
        assertThatThrownBy(() -> run(new IllegalStateException("first"))).hasMessage("first");

        assertThat(pipeline.run(pipeline.settings()
                                .lockTimeout(Duration.ofMillis(100))
                                .build())
                        .executed())
                .isTrue();
    }

    @Test
    void freshStepIsNotCalledAndCannotFail() {
        pipeline.run();

        assertThat(pipeline.settings()
                        .build()
                        .run(pipeline.step(), this::neverCalled)
                        .executed())
                .isFalse();
    }

    @Test
    void failureIsNotedInOneLineOfTheLog() {
        try (LogCapture log = new LogCapture()) {
            assertThatThrownBy(() -> run(new IOException("two\nlines"))).hasMessage("two\nlines");

            assertThat(log.infos()).hasSize(1);
            assertThat(log.infos().get(0))
                    .startsWith("Step \"report\" failed after ")
                    .contains("java.io.IOException")
                    .contains("output directory \"out\" does not exist")
                    .doesNotContain("\n");
            assertThat(log.warnings()).isEmpty();
        }
    }

    private void run(Throwable failure) throws Throwable {
        pipeline.settings().build().run(pipeline.step(), () -> {
            throw failure;
        });
    }

    private String neverCalled() {
        throw new AssertionError("the step is fresh");
    }

    /** Tells the time when the step begins, and never again. */
    private static final class BrokenClock extends Clock {

        private boolean asked;

        @Override
        public Instant instant() {
            if (asked) {
                throw new LinkageError("no time");
            }
            asked = true;
            return Instant.EPOCH;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** Fails whoever asks it what it means. */
    private static final class MuteException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message");
        }

        @Override
        public String toString() {
            throw new IllegalStateException("no words");
        }
    }
}
