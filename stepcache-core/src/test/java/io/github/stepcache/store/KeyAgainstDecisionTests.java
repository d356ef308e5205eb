package io.github.stepcache.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.code.CodeCheck;
import io.github.stepcache.code.CodeFingerprint;
import io.github.stepcache.decision.CodeReason;
import io.github.stepcache.decision.StaleReason;
import io.github.stepcache.step.StepSpec;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs with one key can stand for each other, as the decision sees it. Whatever it looks at is part of the key, or is looked
 * at when outputs are brought back: a new part of a declaration, and a new reason, have to be given a place here.
 */
class KeyAgainstDecisionTests {

    /** What changes a component, and nothing else, and makes another key. */
    private static final Map<String, UnaryOperator<StepSpec.Builder>> IN_THE_KEY = Map.of(
            "name", spec -> StepSpec.named("other").outputDir(Path.of("out")),
            "outputDir", spec -> spec.manifestDir(Path.of("out")).outputDir(Path.of("other")),
            "manifestDir", spec -> spec.manifestDir(Path.of("other")),
            "requiredOutputs", spec -> spec.requiredOutputs("other"),
            "artifactVersions", spec -> spec.artifactVersion("other", "1"),
            "parameters", spec -> spec.parameter("other", "1"),
            "code", spec -> spec.code(CodeFingerprint.of("other", Map.of("a", "1"))));

    /** What changes a component that says how to find out what is in the key, or how old a run may be. */
    private static final Map<String, UnaryOperator<StepSpec.Builder>> NOT_IN_THE_KEY = Map.of(
            "inputs", spec -> spec.inputs("other"),
            "sources", spec -> spec.inputSource("other", List::of),
            "extensions", spec -> spec.extensions(".other"),
            "codeCheck", spec -> spec.code(CodeFingerprint.none(), CodeCheck.none()),
            "expireAfter", spec -> spec.expireAfter(Duration.ofDays(1)));

    /** Reasons that are a difference between two keys. */
    private static final Set<Class<?>> OF_THE_KEY = Set.of(
            StaleReason.ManifestOfAnotherStep.class,
            StaleReason.InputAdded.class,
            StaleReason.InputRemoved.class,
            StaleReason.InputChanged.class,
            StaleReason.ArtifactVersionChanged.class,
            StaleReason.ParameterChanged.class,
            StaleReason.OutputDirectoryChanged.class,
            CodeReason.CodeAdded.class,
            CodeReason.CodeRemoved.class,
            CodeReason.CodeChanged.class,
            CodeReason.CodeNotRecorded.class,
            CodeReason.CodeKindChanged.class);

    /** Reasons why a step has no key, or none is looked for. */
    private static final Set<Class<?>> BEFORE_THE_KEY = Set.of(
            StaleReason.Forced.class,
            StaleReason.Bypassed.class,
            StaleReason.NoInputMatched.class,
            StaleReason.InputUnreadable.class,
            CodeReason.CodeUnreadable.class);

    /** Reasons that bringing outputs back does away with, or that it has to look at for itself. */
    private static final Set<Class<?>> AFTER_THE_KEY = Set.of(
            StaleReason.ManifestAbsent.class,
            StaleReason.ManifestUnreadable.class,
            StaleReason.ManifestVersionUnsupported.class,
            StaleReason.PreviousRunUnfinished.class,
            StaleReason.PreviousRunFailed.class,
            StaleReason.PreviousRunNotRemembered.class,
            StaleReason.Expired.class,
            StaleReason.ResultUnavailable.class,
            StaleReason.OutputDirectoryMissing.class,
            StaleReason.OutputMissing.class,
            StaleReason.OutputChanged.class,
            StaleReason.OutputAdded.class,
            StaleReason.OutputUnreadable.class);

    private static final String[] TEXTS = {"a", "b", "ab", "", "?", "\uD800", "\uDC00", "\uD800\uDC00"};

    @Test
    void eachPartOfADeclarationHasItsPlace() {
        Set<String> decided = new HashSet<>(IN_THE_KEY.keySet());
        decided.addAll(NOT_IN_THE_KEY.keySet());

        assertThat(decided).hasSize(IN_THE_KEY.size() + NOT_IN_THE_KEY.size());
        assertThat(Arrays.stream(StepSpec.class.getRecordComponents()).map(RecordComponent::getName))
                .as("a new component of StepSpec: does a run with another value leave something else?")
                .containsExactlyInAnyOrderElementsOf(decided);
    }

    @Test
    void eachReasonHasItsPlace() {
        assertThat(leaves(StaleReason.class))
                .as("a new reason: is it a difference between two keys?")
                .containsExactlyInAnyOrderElementsOf(Stream.of(OF_THE_KEY, BEFORE_THE_KEY, AFTER_THE_KEY)
                        .flatMap(Set::stream)
                        .toList());
    }

    @Test
    void whatBelongsToTheKeyChangesIt() {
        StoreKey key = KeyedRun.of(step(), Map.of()).key();

        IN_THE_KEY.forEach((component, change) -> assertThat(
                        KeyedRun.of(change.apply(step()), Map.of()).key())
                .as(component)
                .isNotEqualTo(key));
    }

    @Test
    void whatDoesNotBelongToTheKeyLeavesItAsItIs() {
        StoreKey key = KeyedRun.of(step(), Map.of()).key();

        NOT_IN_THE_KEY.forEach((component, change) -> assertThat(
                        KeyedRun.of(change.apply(step()), Map.of()).key())
                .as(component)
                .isEqualTo(key));
    }

    /** The texts are few, so that some of the runs are the same and others differ by as little as possible. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void runsOfOneKeyAreFreshAfterEachOther(long seed) {
        Random random = new Random(seed);
        Map<StoreKey, KeyedRun> known = new HashMap<>();
        Set<Class<?>> reasons = new HashSet<>();
        int met = 0;
        for (int i = 0; i < 10_000; i++) {
            KeyedRun run = randomRun(random);
            KeyedRun previous = known.putIfAbsent(run.key(), run);
            if (previous != null) {
                met++;
                assertThat(run).as("run with the key of another").isEqualTo(previous);
                assertThat(run.afterRunOf(previous).isFresh()).isTrue();
            }
            KeyedRun other = randomRun(random);
            other.afterRunOf(run).reasons().forEach(reason -> reasons.add(reason.getClass()));
        }
        assertThat(met).isGreaterThan(1_000);
        assertThat(known).hasSizeGreaterThan(1_000);
        assertThat(reasons).as("what tells the runs apart").containsAll(OF_THE_KEY);
    }

    private static KeyedRun randomRun(Random random) {
        StepSpec.Builder spec =
                StepSpec.named(rarely(random) ? "b" : "a").outputDir(Path.of(rarely(random) ? "b" : "a"));
        if (rarely(random)) {
            spec.manifestDir(Path.of("b"));
        }
        if (rarely(random)) {
            spec.requiredOutputs(random.nextBoolean() ? "a" : "b");
        }
        if (rarely(random)) {
            spec.artifactVersion(random.nextBoolean() ? "a" : "ab", text(random));
        }
        if (rarely(random)) {
            spec.parameter(random.nextBoolean() ? "a" : "ab", text(random));
        }
        if (rarely(random)) {
            spec.code(CodeFingerprint.of(random.nextBoolean() ? "a" : "b", Map.of(text(random), text(random))));
        }
        return KeyedRun.of(spec, rarely(random) ? Map.of(text(random), text(random)) : Map.of());
    }

    private static boolean rarely(Random random) {
        return random.nextInt(5) == 0;
    }

    private static String text(Random random) {
        return TEXTS[random.nextInt(TEXTS.length)];
    }

    private static StepSpec.Builder step() {
        return StepSpec.named("report").outputDir(Path.of("out"));
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        Class<?>[] permitted = type.getPermittedSubclasses();
        return permitted == null ? Stream.of(type) : Arrays.stream(permitted).flatMap(KeyAgainstDecisionTests::leaves);
    }
}
