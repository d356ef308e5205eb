package io.github.stepcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.code.CodeFingerprint;
import io.github.stepcache.decision.Decision;
import io.github.stepcache.decision.StaleReason.OutputMissing;
import io.github.stepcache.lock.LockMode;
import io.github.stepcache.manifest.Manifest;
import io.github.stepcache.manifest.ManifestLookup;
import io.github.stepcache.step.StepSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a step has left comes back from the store, instead of being made again: when it does, and when the step runs. */
class RestorationTests {

    private static final Instant START = Instant.parse("2026-11-23T12:00:00.123456Z");

    @TempDir
    private Path around;

    private SharedStep step;
    private SortedMap<String, String> surroundings;

    @BeforeEach
    void setUp() {
        step = SharedStep.in(around).input("A");
        surroundings = step.surroundings();
    }

    @AfterEach
    void nothingElseWasTouched() {
        assertThat(step.surroundings()).isEqualTo(surroundings);
        step.close();
    }

    private void assertRestored(StepResult<String> result, String input) {
        assertThat(result.decision()).isInstanceOf(Decision.Restored.class);
        assertThat(result.executed()).isFalse();
        assertThat(result.remembered()).isTrue();
        assertThat(result.value()).isEqualTo(SharedStep.value(input));
        assertThat(step.outputs()).isEqualTo(SharedStep.outputsOf(input));
        assertThat(step.check()).isInstanceOf(Decision.Fresh.class);
    }

    private void assertRan(StepResult<String> result) {
        assertThat(result.executed()).isTrue();
        assertThat(result.decision()).isInstanceOf(Decision.Stale.class);
        String input = step.read("raw/a.csv");
        assertThat(result.value()).isEqualTo(SharedStep.value(input));
        assertThat(step.outputs()).isEqualTo(SharedStep.outputsOf(input));
    }

    @Test
    void deletedOutputsComeBackWithoutARun() {
        assertRan(step.run());
        step.deleteOutputs();

        StepResult<String> result = step.run();

        assertRestored(result, "A");
        assertThat(result.decision().reasons()).hasOnlyElementsOfType(OutputMissing.class);
        assertThat(result.decision().describe()).contains("local");
        assertThat(step.run().decision()).isInstanceOf(Decision.Fresh.class);
        assertThat(step.runs()).isEqualTo(1);
    }

    @Test
    void formerInputBringsBackItsOutputsAndNoOthers() {
        assertRan(step.run("A"));
        assertRan(step.run("B"));

        assertRestored(step.run("A"), "A");
        assertRestored(step.run("B"), "B");
        assertThat(step.runs()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void outputsComeBackHoweverTheyAreVerified(OutputVerification verification) {
        StepCache cache = step.settings().verifyOutputs(verification).build();
        assertRan(step.run(cache));
        assertRan(step.input("B").run(cache));
        step.deleteOutputs();

        assertThat(step.run(cache).decision()).isInstanceOf(Decision.Restored.class);
        assertThat(step.outputs()).isEqualTo(SharedStep.outputsOf("B"));
        assertThat(step.run(cache).decision()).isInstanceOf(Decision.Fresh.class);
    }

    @Test
    void freshCloneOnAnotherMachineIsFilledFromTheStore() {
        assertRan(step.run());
        SharedStep other = new SharedStep(around.resolve("elsewhere/base"), around.resolve("store")).input("A");
        SortedMap<String, String> there = other.surroundings();

        StepResult<String> result = other.run();

        assertThat(result.decision()).isInstanceOf(Decision.Restored.class);
        assertThat(result.value()).isEqualTo("value of A");
        assertThat(other.outputs()).isEqualTo(SharedStep.outputsOf("A"));
        assertThat(other.surroundings()).isEqualTo(there);
        assertThat(other.runs()).isZero();
        other.close();
        surroundings = step.surroundings(); // which other is part of
    }

    @Test
    void damagedOutputsAreReplaced() {
        assertRan(step.run());
        step.write("out/report.txt", "tampered").delete("out/parts/one.csv");

        assertRestored(step.run(), "A");
    }

    @Test
    void forcedRunIsNotRestoredAndIsKept() {
        assertRan(step.run(step.settings().force(true).build()));
        assertRan(step.run(step.settings().force(true).build()));
        assertThat(step.runs()).isEqualTo(2);
        step.deleteOutputs();

        assertRestored(step.run(), "A");
    }

    @Test
    void runOutsideTheCacheIsNeitherRestoredNorKept() {
        StepCache off = step.settings().enabled(false).build();
        assertRan(step.run(off));
        step.deleteOutputs();
        assertRan(step.run());
        step.deleteOutputs();

        assertRan(step.run(off));
        assertThat(step.runs()).isEqualTo(3);
    }

    @Test
    void stepWithoutRequiredOutputsIsNeitherKeptNorRestored() {
        StepSpec undeclared =
                StepSpec.named("report").inputs("raw").outputDir(Path.of("out")).build();
        assertRan(step.run(step.settings().build(), undeclared));
        step.delete(SharedStep.MANIFEST);

        assertRan(step.run(step.settings().build(), undeclared));
        assertThat(around.resolve("store")).doesNotExist();
    }

    @Test
    void changedParametersVersionsCodeAndPatternsHaveOutputsOfTheirOwn() {
        CodeFingerprint code = CodeFingerprint.of("git", Map.of("commit", "1"));
        List<StepSpec> variants = List.of(
                step.declaration().build(),
                step.declaration().parameter("year", "2024").build(),
                step.declaration().parameter("year", "2025").build(),
                step.declaration().artifactVersion("year", "2024").build(),
                step.declaration().code(code).build(),
                step.declaration().requiredOutputs("report.txt", "bin", "parts").build());
        StepCache cache = step.settings().build();
        for (StepSpec variant : variants) {
            assertRan(step.run(cache, variant));
        }
        for (StepSpec variant : variants) {
            step.deleteOutputs();
            assertThat(step.run(cache, variant).executed()).isFalse();
            assertThat(step.outputs()).isEqualTo(SharedStep.outputsOf("A"));
        }
        assertThat(step.runs()).isEqualTo(variants.size());
    }

    @Test
    void whatIsRestoredExpiresWhenItsRunDoes() {
        StepSpec daily = step.declaration().expireAfter(Duration.ofDays(1)).build();
        assertRan(step.run(at(START), daily));
        step.deleteOutputs();
        StepResult<String> restored = step.run(at(START.plus(Duration.ofHours(23))), daily);
        assertThat(restored.decision()).isInstanceOf(Decision.Restored.class);
        assertThat(step.manifest())
                .isInstanceOfSatisfying(
                        ManifestLookup.Found.class,
                        found -> assertThat(found.manifest().completedAt()).isEqualTo(START));

        Instant tomorrow = START.plus(Duration.ofDays(1));
        assertThat(at(tomorrow).check(daily).isFresh()).isFalse();
        step.deleteOutputs();
        assertRan(step.run(at(tomorrow), daily));
        assertThat(step.runs()).isEqualTo(2);
    }

    @Test
    void runOfAMachineWhoseClockIsAheadHasExpired() {
        StepSpec daily = step.declaration().expireAfter(Duration.ofDays(1)).build();
        assertRan(step.run(at(START), daily));
        step.deleteOutputs();

        assertRan(step.run(at(START.minusSeconds(1)), daily));
        assertThat(step.runs()).isEqualTo(2);
    }

    @Test
    void manifestMayLieElsewhere() {
        StepSpec elsewhere =
                step.declaration().manifestDir(Path.of("manifests")).build();
        StepCache cache = step.settings().build();
        assertRan(step.run(cache, elsewhere));
        assertRan(step.input("B").run(cache, elsewhere));

        assertThat(step.input("A").run(cache, elsewhere).decision()).isInstanceOf(Decision.Restored.class);

        assertThat(step.outputs()).isEqualTo(SharedStep.outputsOf("A"));
        assertThat(cache.check(elsewhere)).isInstanceOf(Decision.Fresh.class);
        step.delete("manifests/.report.manifest.json")
                .delete("manifests/.report.index")
                .delete("manifests")
                .delete(".manifests.report.lock");
    }

    @Test
    void valueOfAnotherTypeIsARun() {
        assertRan(step.run());
        step.deleteOutputs();
        StepSpec spec = step.declaration().build();

        OpenStep<Integer> open = step.settings().build().open(spec, ResultCodec.of(Integer.class));

        assertThat(open.isFresh()).isFalse();
        open.fail(new IllegalStateException("not now"));
    }

    @Test
    void openStepIsRestored() {
        assertRan(step.run());
        step.deleteOutputs();

        OpenStep<String> open = step.settings().build().open(step.declaration().build(), ResultCodec.of(String.class));

        assertThat(open.isFresh()).isTrue();
        assertRestored(open.replay(), "A");
    }

    @Test
    void openStepIsKeptWhenItEnds() {
        OpenStep<String> open = step.settings().build().open(step.declaration().build(), ResultCodec.of(String.class));
        open.complete(step.work());
        step.deleteOutputs();

        assertRestored(step.run(), "A");
    }

    @Test
    void callFromWithinItsOwnRunIsNotRestored() {
        assertRan(step.run());
        step.deleteOutputs();
        StepCache cache = step.settings().build();
        StepSpec forced = step.declaration().parameter("outer", "1").build();

        cache.run(forced, () -> {
            StepResult<String> inner = cache.run(step.declaration().build(), step::work);
            assertThat(inner.executed()).isTrue();
            assertThat(inner.remembered()).isFalse();
            return inner.value();
        });

        assertThat(step.runs()).isEqualTo(2);
    }

    @Test
    void unreadableInputIsNeitherKeptNorRestored() {
        assertRan(step.run());
        step.link("raw/dangling", Path.of("nowhere"));
        assertRan(step.run());
        step.deleteOutputs();
        assertRan(step.run());
        step.delete("raw/dangling");
    }

    @Test
    void unreadableCodeIsNeitherKeptNorRestored() {
        CodeFingerprint unreadable = new CodeFingerprint("git", new TreeMap<>(), List.of("no commit"));
        StepSpec spec = step.declaration().code(unreadable).build();
        assertRan(step.run(step.settings().build(), spec));
        step.deleteOutputs();

        assertRan(step.run(step.settings().build(), spec));
        assertThat(around.resolve("store")).doesNotExist();
    }

    @Test
    void failedRunIsNotKept() {
        StepCache cache = step.settings().build();
        try {
            cache.run(step.declaration().build(), () -> {
                step.work();
                throw new IllegalStateException("failed");
            });
        } catch (IllegalStateException e) {
            step.deleteOutputs();
        }

        assertRan(step.run());
    }

    @Test
    void stepThatFailsAfterItWasRestoredIsNotReplayed() {
        assertRan(step.run("A"));
        step.deleteOutputs();
        assertRestored(step.run("A"), "A");
        step.input("B");
        try {
            step.settings().build().run(step.declaration().build(), () -> {
                step.write("out/report.txt", "half a report");
                throw new IllegalStateException("failed");
            });
        } catch (IllegalStateException e) {
            step.input("A");
        }

        assertThat(step.check().isFresh()).isFalse();
        step.run();
        assertThat(step.outputs()).isEqualTo(SharedStep.outputsOf("A"));
    }

    @Test
    void listenersHearOfItOnceAndInOrder() {
        assertRan(step.run());
        step.deleteOutputs();
        CallsTold told = new CallsTold();
        DecisionsTold decisions = new DecisionsTold();

        step.run(step.settings().listener(told).listener(decisions).build());

        assertThat(told.lines())
                .containsExactly("1 report on", "1 report decided restored", "1 report completed without a run");
        assertThat(decisions.all).singleElement().isInstanceOf(Decision.Restored.class);
    }

    private static final class DecisionsTold implements StepListener {

        private final List<Decision> all = new CopyOnWriteArrayList<>();

        @Override
        public void decided(StepSpec spec, Decision decision) {
            all.add(decision);
        }
    }

    @Test
    void interruptedThreadIsRestoredAndStaysInterrupted() {
        assertRan(step.run());
        step.deleteOutputs();
        Thread.currentThread().interrupt();

        StepResult<String> result = step.run();

        assertThat(Thread.interrupted()).isTrue();
        assertRestored(result, "A");
    }

    @Test
    void withoutLocksBetweenProcessesItIsTheSame() {
        assertRan(step.run());
        step.deleteOutputs();

        assertRestored(step.run(step.settings().lock(LockMode.JVM).build()), "A");
    }

    @Test
    void manifestOfARestoredStepIsThatOfItsRun() {
        assertRan(step.run());
        Manifest ran = ((ManifestLookup.Found) step.manifest()).manifest();
        step.deleteOutputs().delete(SharedStep.MANIFEST);

        assertRestored(step.run(), "A");

        Manifest restored = ((ManifestLookup.Found) step.manifest()).manifest();
        assertThat(restored).isEqualTo(ran);
        assertThat(Files.exists(step.path(".out.report.lock"))).isTrue();
    }

    private StepCache at(Instant now) {
        return step.settings().clock(Clock.fixed(now, ZoneOffset.UTC)).build();
    }
}
