package io.github.stepcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.decision.Decision;
import io.github.stepcache.faults.Faults;
import io.github.stepcache.faults.Faults.Kind;
import io.github.stepcache.faults.FaultyFileSystem;
import io.github.stepcache.step.StepSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Of all operations on files that a run makes, one goes wrong: in the first attempt the first, in the second the
 * second, and so on to the last. Whatever happens, the value or the exception of the step reaches its caller, and no
 * later decision is fresh over outputs that do not belong to the inputs (contract 1, 3.5). The step declares no required
 * outputs here, so that nothing but its manifest speaks for them.
 */
class FaultTests {

    private static final String OLD = "the old input";
    private static final String NEW = "the new input";

    private final Faults faults = new Faults();
    private final FaultyFileSystem files = new FaultyFileSystem(faults);
    private final IOException failure = new IOException("the step's own failure");
    private final SortedMap<String, String> earlierRun = new TreeMap<>();

    FaultTests() {
        Attempt earlier = new Attempt("/earlier", Situation.FRESH);
        earlier.run(Kind.ONCE, Integer.MAX_VALUE);
        for (String file : List.of(Pipeline.OUTPUT, Pipeline.MANIFEST)) {
            earlierRun.put(file, earlier.pipeline.read(file));
        }
    }

    /** What the step finds when it is called under faults. */
    enum Situation {
        /** It never ran. */
        COLD,
        /** It ran, and its input has changed since. */
        STALE,
        /** It ran, its input has changed, and this time it fails. */
        STALE_AND_FAILING,
        /** It ran, its input has changed, and it is forced to run. */
        FORCED,
        /** It ran, and nothing has changed. */
        FRESH
    }

    static Stream<Arguments> combinations() {
        return Stream.of(Kind.values())
                .flatMap(kind -> Stream.of(Situation.values()).map(situation -> Arguments.of(kind, situation)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("combinations")
    void noFaultReachesTheCallerOrMakesALaterDecisionFalselyFresh(Kind kind, Situation situation) throws IOException {
        int attempts = 0;
        boolean struck = true;
        while (struck) {
            attempts++;
            Attempt attempt = new Attempt("/attempt-" + attempts, situation);
            attempt.run(kind, attempts);
            struck = faults.struck();
            String operations = "with the last of these at fault: " + faults.operations();
            faults.heal();
            attempt.verify(kind, struck, operations);
        }
        assertThat(attempts).as("operations of a run").isGreaterThan(20);
    }

    /** One call of the step under faults, in a directory of its own. */
    private final class Attempt {

        private final Pipeline pipeline;
        private final StepCacheBuilder settings;
        private final StepSpec step;
        private final Situation situation;
        private int calls;
        private @Nullable StepResult<String> result;
        private @Nullable Throwable thrown;
        private boolean interrupted;

        Attempt(String directory, Situation situation) {
            Path base = files.reliable(directory);
            this.situation = situation;
            this.pipeline = new Pipeline(base).write(Pipeline.INPUT, situation == Situation.FRESH ? OLD : NEW);
            this.settings = StepCache.builder().baseDir(files.faulty(base)).lockTimeout(Duration.ofSeconds(5));
            this.step = StepSpec.named("report")
                    .inputs("raw")
                    .outputDir(Path.of("out"))
                    .build();
            if (situation != Situation.COLD) {
                earlierRun.forEach(pipeline::write);
            }
        }

        void run(Kind kind, int operation) {
            StepCache cache = settings.force(situation == Situation.FORCED).build();
            settings.force(false);
            faults.plan(kind, operation);
            try {
                result = cache.run(
                        step, () -> Interrupts.heldBack(() -> work(situation == Situation.STALE_AND_FAILING)));
            } catch (IOException | RuntimeException | Error e) {
                thrown = e;
            }
            interrupted = Thread.interrupted();
        }

        void verify(Kind kind, boolean struck, String operations) throws IOException {
            assertThat(interrupted).as(operations).isEqualTo(struck && kind == Kind.INTERRUPT);
            if (kind != Kind.KILL) {
                verifyOutcome(kind, operations);
            }
            if (result != null && kind != Kind.FROM_THEN_ON) {
                assertThat(check().isFresh()).as("remembered " + operations).isEqualTo(result.remembered());
            }
            verifyDecision(OLD, operations);
            verifyDecision(NEW, operations);
            StepResult<String> recovery = settings.build().run(step, () -> work(false));
            assertThat(recovery.remembered()).as("recovery " + operations).isTrue();
            assertThat(pipeline.read(Pipeline.OUTPUT)).isEqualTo("report of " + NEW);
        }

        private void verifyOutcome(Kind kind, String operations) {
            if (thrown instanceof ManifestStuckException) {
                assertThat(kind).as(operations).isEqualTo(Kind.FROM_THEN_ON);
                assertThat(calls).as(operations).isZero();
            } else if (situation == Situation.STALE_AND_FAILING) {
                assertThat(thrown).as(operations).isSameAs(failure);
                assertThat(failure.getSuppressed()).isEmpty();
            } else {
                assertThat(thrown).as(operations).isNull();
                assertThat(calls).as(operations).isLessThanOrEqualTo(1);
                assertThat(result).as(operations).isNotNull();
                assertThat(result.value()).as(operations).isEqualTo("value of " + pipeline.read(Pipeline.INPUT));
            }
        }

        private void verifyDecision(String input, String operations) {
            pipeline.write(Pipeline.INPUT, input);
            if (check().isFresh()) {
                assertThat(pipeline.read(Pipeline.OUTPUT))
                        .as("fresh " + operations)
                        .isEqualTo("report of " + input);
            }
        }

        private Decision check() {
            return settings.build().check(step);
        }

        private String work(boolean failing) throws IOException {
            calls++;
            pipeline.write(Pipeline.OUTPUT, "half a report");
            if (failing) {
                throw failure;
            }
            String input = pipeline.read(Pipeline.INPUT);
            pipeline.write(Pipeline.OUTPUT, "report of " + input);
            return "value of " + input;
        }
    }
}
