package io.github.stepcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.stepcache.decision.Decision;
import io.github.stepcache.step.StepSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a listener is told, and that it can do no harm. */
class ListenerTests {

    private final Pipeline pipeline;
    private final Told told = new Told();
    private final StepCache cache;

    ListenerTests(@TempDir Path base) {
        this.pipeline = Pipeline.in(base);
        this.cache = pipeline.settings().listener(told).build();
    }

    /** Notes each call in one line. */
    private static final class Told implements StepListener {

        private final List<String> lines = new ArrayList<>();

        @Override
        public void decided(StepSpec spec, Decision decision) {
            lines.add("decided " + decision.isFresh());
        }

        @Override
        public void completed(StepSpec spec, StepResult<?> result) {
            lines.add("completed " + result.value() + ", executed: " + result.executed() + ", remembered: "
                    + result.remembered());
        }

        @Override
        public void failed(StepSpec spec, StepFailure failure) {
            lines.add("failed " + failure.exception().getClass().getSimpleName());
        }

        @Override
        public void notRemembered(StepSpec spec, String why) {
            lines.add("not remembered: " + why);
        }
    }

    @Test
    void isToldOfRunAndSkip() {
        pipeline.run(cache);
        pipeline.run(cache);

        assertThat(told.lines)
                .containsExactly(
                        "decided false",
                        "completed run 1, executed: true, remembered: true",
                        "decided true",
                        "completed run 1, executed: false, remembered: true");
    }

    @Test
    void isToldWhyARunIsNotRemembered() {
        cache.run(pipeline.step(), () -> {
            pipeline.write(Pipeline.INPUT, "a,2");
            return pipeline.work();
        });

        assertThat(told.lines)
                .containsExactly(
                        "decided false",
                        "not remembered: input \"raw/a.csv\" changed while it ran",
                        "completed run 1, executed: true, remembered: false");
    }

    @Test
    void isToldOfAFailureInPlaceOfTheEnd() {
        assertThatThrownBy(() -> cache.run(pipeline.step(), () -> {
                    throw new IOException("checked");
                }))
                .isInstanceOf(IOException.class);

        assertThat(told.lines).containsExactly("decided false", "failed IOException");
    }

    @Test
    void isToldOfMissingOutputsThatFailTheStep() {
        StepCache strict = pipeline.settings()
                .missingOutputs(MissingOutputs.FAIL)
                .listener(told)
                .build();
        assertThatThrownBy(() -> strict.run(pipeline.step(), () -> "no output"))
                .isInstanceOf(MissingOutputsException.class);

        assertThat(told.lines).containsExactly("decided false", "failed MissingOutputsException");
    }

    @Test
    void isToldOfABypassedRunButNotThatItIsNotRemembered() {
        cache.bypass(pipeline.step(), () -> "bypassed");

        assertThat(told.lines)
                .containsExactly("decided false", "completed bypassed, executed: true, remembered: false");
    }

    @Test
    void isNotToldOfChecks() {
        cache.check(pipeline.step());

        assertThat(told.lines).isEmpty();
    }

    @Test
    void doesNoHarmWhateverItThrows() {
        StepCache troubled =
                pipeline.settings().listener(new Failing()).listener(told).build();

        assertThat(pipeline.run(troubled).value()).isEqualTo("run 1");
        assertThat(pipeline.run(troubled).value()).isEqualTo("run 1");
        assertThat(told.lines).hasSize(4);
        IOException failure = new IOException("the step's own");
        StepSpec other = StepSpec.named("other").outputDir(Path.of("other")).build();
        assertThatThrownBy(() -> troubled.run(other, () -> {
                    throw failure;
                }))
                .isSameAs(failure)
                .hasNoSuppressedExceptions();
    }

    @Test
    void thatGivesNobodyForACallIsToldItself() {
        List<String> lines = new ArrayList<>();
        for (StepListener answer : new StepListener[] {null, new Told()}) {
            StepListener listener = new StepListener() {
                @Override
                @SuppressWarnings("NullAway") // what a listener must not do, and one without null checks may
                public StepListener on(StepSpec spec) {
                    if (answer == null) {
                        return null;
                    }
                    throw new IllegalStateException("made up");
                }

                @Override
                public void decided(StepSpec spec, Decision decision) {
                    lines.add("told");
                }
            };
            pipeline.run(pipeline.settings().listener(listener).build());
        }

        assertThat(lines).containsExactly("told", "told");
    }

    @Test
    void whatItThrowsAgainAndAgainIsOneWarningForEachKind() {
        StepCache troubled = pipeline.settings()
                .listener(new Failing())
                .listener(new Failing())
                .build();
        try (LogCapture log = new LogCapture()) {
            pipeline.run(troubled);
            pipeline.run(troubled);
            pipeline.run(troubled);

            assertThat(log.warnings())
                    .hasSize(2)
                    .allMatch(line -> line.startsWith("A step listener failed, which does no harm to the step"));
            assertThat(log.debugs())
                    .filteredOn("Where the listener failed"::equals)
                    .hasSize(12);
        }
    }

    @Test
    void doesNotHangWhenItCallsTheSameStep() {
        StepListener calling = new StepListener() {
            @Override
            public void decided(StepSpec spec, Decision decision) {
                pipeline.run();
            }
        };

        assertThat(pipeline.run(pipeline.settings().listener(calling).build()).value())
                .isEqualTo("run 2");
    }

    /** Throws whatever there is, declared or not. */
    private static final class Failing implements StepListener {

        @Override
        public void decided(StepSpec spec, Decision decision) {
            throw new AssertionError("listener");
        }

        @Override
        public void completed(StepSpec spec, StepResult<?> result) {
            Failing.<RuntimeException>sneak(new IOException("listener"));
        }

        @Override
        public void failed(StepSpec spec, StepFailure failure) {
            throw new StackOverflowError();
        }

        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
        private static <X extends Throwable> void sneak(Throwable exception) throws X {
            throw (X) exception;
        }
    }
}
