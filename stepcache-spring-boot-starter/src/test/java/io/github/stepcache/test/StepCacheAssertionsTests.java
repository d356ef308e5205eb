package io.github.stepcache.test;

import static io.github.stepcache.test.StepCacheAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.stepcache.StepCache;
import io.github.stepcache.decision.Decision;
import io.github.stepcache.decision.StaleReason;
import io.github.stepcache.decision.StaleReason.InputAdded;
import io.github.stepcache.decision.StaleReason.InputChanged;
import io.github.stepcache.decision.StaleReason.ManifestAbsent;
import io.github.stepcache.decision.StaleReason.OutputDirectoryMissing;
import io.github.stepcache.decision.StaleReason.OutputMissing;
import io.github.stepcache.history.Calls;
import io.github.stepcache.spring.Workspace;
import io.github.stepcache.step.StepSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Assertions about steps say what was expected of which step, and all reasons. */
class StepCacheAssertionsTests {

    private final StepSpec spec = StepSpec.named("dictionary")
            .inputs("data")
            .outputDir(Path.of("out"))
            .requiredOutputs("dictionary.jsonl")
            .build();

    private Workspace work;
    private StepCache cache;

    @BeforeEach
    void setUp(@TempDir Path dir) {
        work = new Workspace(dir);
        work.write("data/a.csv", "1");
        cache = StepCache.builder().baseDir(dir).build();
    }

    private void run() {
        cache.run(spec, () -> work.run("dictionary", "out/dictionary.jsonl"));
    }

    @Test
    void nothingIsRunToAnswer() {
        assertThat(cache).runs(spec);
        run();
        assertThat(cache).skips(spec).skips(spec);

        assertThat(work.runs()).hasSize(1);
    }

    @Test
    void freshStepThatShouldRunIsAFailure() {
        run();

        assertThat(message(() -> assertThat(cache).runs(spec)))
                .startsWith(
                        "Expecting step \"dictionary\" to run, but it would be skipped, as fresh: nothing changed since");
        assertThat(message(() -> assertThat(cache.check(spec)).isStale()))
                .startsWith(
                        "Expecting step \"dictionary\" to run, but it would be skipped, as fresh: nothing changed since");
    }

    @Test
    void restoredStepIsNeitherStaleNorUnknownByName() {
        Decision restored = Calls.restoredDecision(
                spec, Duration.ofSeconds(2), "local", List.of(new OutputMissing("dictionary.jsonl")));

        assertThat(restored).isRestored().isFresh();
        assertThat(message(() -> assertThat(restored).isStale()))
                .isEqualTo("Expecting step \"dictionary\" to run, but it was restored from local as of"
                        + " 2026-11-21T08:00:00Z; it was stale: output \"dictionary.jsonl\" is missing");
    }

    @Test
    void stepThatShouldBeRestoredAndWasNotIsAFailure() {
        assertThat(message(() -> assertThat(cache.check(spec)).isRestored()))
                .startsWith("Expecting the step to be restored from a store, but it was not. It ran because")
                .contains("OutputDirectoryMissing: ");
        run();

        assertThat(message(() -> assertThat(cache.check(spec)).isRestored()))
                .startsWith("Expecting step \"dictionary\" to be restored from a store, but it was not. It was fresh:"
                        + " nothing changed since ");
    }

    @Test
    void staleStepThatShouldBeSkippedIsAFailureWithAllReasons() {
        run();
        work.write("data/b.csv", "2");
        work.delete("out/dictionary.jsonl");

        assertThat(message(() -> assertThat(cache).skips(spec)).lines())
                .containsExactly(
                        "Expecting step \"dictionary\" to be skipped, but it would run because",
                        "  InputAdded: input \"data/b.csv\" was added",
                        "  OutputMissing: output \"dictionary.jsonl\" is missing");
        assertThat(message(() -> assertThat(cache.check(spec)).isFresh()))
                .startsWith("Expecting the step to be skipped, but it would run because");
    }

    @Test
    void reasonsAreNamedByTheirClasses() {
        assertThat(cache).runs(spec).because(OutputDirectoryMissing.class);
        run();
        work.write("data/a.csv", "%s %n");
        work.delete("out/dictionary.jsonl");

        assertThat(cache)
                .runs(spec)
                .because(InputChanged.class)
                .because(InputChanged.class, OutputMissing.class)
                .becauseOnly(OutputMissing.class, InputChanged.class)
                .because(StaleReason.class);
        assertThat(cache.check(spec)).isStale().because(InputChanged.class);
    }

    @Test
    void reasonThatIsNotThereIsAFailure() {
        run();
        work.write("data/b.csv", "2");

        assertThat(message(() -> assertThat(cache).runs(spec).because(InputAdded.class, InputChanged.class))
                        .lines())
                .containsExactly(
                        "Expecting step \"dictionary\" to run because of InputAdded, InputChanged, but there is no InputChanged",
                        "The reasons are",
                        "  InputAdded: input \"data/b.csv\" was added");
    }

    @Test
    void otherReasonsAreAFailureOnlyWhereThatIsAsked() {
        run();
        work.write("data/b.csv", "2");
        work.delete("out/dictionary.jsonl");

        assertThat(cache).runs(spec).because(InputAdded.class);
        assertThat(message(() -> assertThat(cache).runs(spec).becauseOnly(InputAdded.class))
                        .lines())
                .containsExactly(
                        "Expecting step \"dictionary\" to run because of InputAdded alone, but there are other reasons",
                        "The reasons are",
                        "  InputAdded: input \"data/b.csv\" was added",
                        "  OutputMissing: output \"dictionary.jsonl\" is missing");
    }

    @Test
    void dataOfAReasonCanBeLookedAt() {
        run();
        work.write("data/b.csv", "2");
        work.write("data/c.csv", "3");

        assertThat(cache)
                .runs(spec)
                .because(InputAdded.class, reason -> assertThat(reason.key()).isEqualTo("data/b.csv"))
                .because(InputAdded.class, reason -> assertThat(reason.key()).isEqualTo("data/c.csv"))
                .reasons()
                .containsExactly(new InputAdded("data/b.csv"), new InputAdded("data/c.csv"));
        assertThat(message(() -> assertThat(cache)
                        .runs(spec)
                        .because(
                                InputAdded.class,
                                reason -> assertThat(reason.key()).isEqualTo("data/d.csv"))))
                .startsWith(
                        "Expecting step \"dictionary\" to run because of InputAdded, but none of that kind is as required:")
                .contains("\"data/d.csv\"")
                .contains(
                        "  InputAdded: input \"data/b.csv\" was added", "  InputAdded: input \"data/c.csv\" was added");
    }

    @Test
    void descriptionsAreKept() {
        assertThat(message(() -> assertThat(cache).as("100 %s").skips(spec))).startsWith("[100 %s] Expecting step");
        assertThat(message(() -> assertThat(cache).as("why").runs(spec).because(InputAdded.class)))
                .startsWith("[why] Expecting step");
    }

    @Test
    void thousandsOfReasonsAreCutShort() {
        Decision decision = new Decision.Stale(IntStream.range(0, 1_000)
                .<StaleReason>mapToObj(number -> new InputAdded(number + ".csv"))
                .toList());

        assertThat(message(() -> assertThat(decision).isFresh()).lines())
                .hasSize(102)
                .last()
                .isEqualTo("  and 900 more");
    }

    /** With both static imports, this class compiles; others may have AssertJ's with an asterisk, or none of it. */
    @Test
    void assertionsOfAssertJAreThereAsWell() {
        assertThat("text").isNotEmpty();
        StepCacheAssertions.assertThat(List.of(1)).hasSize(1);
        StepCacheAssertions.assertThat(Path.of("a")).isRelative();
        assertThat(new ManifestAbsent(Path.of("a"))).isInstanceOf(StaleReason.class);
    }

    private static String message(ThrowingCallable assertion) {
        StringBuilder message = new StringBuilder();
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(assertion)
                .satisfies(failure -> message.append(failure.getMessage()));
        return message.toString();
    }
}
