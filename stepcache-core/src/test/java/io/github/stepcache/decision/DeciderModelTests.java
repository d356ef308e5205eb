package io.github.stepcache.decision;

import static io.github.stepcache.decision.SampleState.FILE;
import static io.github.stepcache.decision.SampleState.hash;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.decision.StepState.Order;
import io.github.stepcache.fingerprint.InputProblem;
import io.github.stepcache.manifest.Manifest;
import io.github.stepcache.manifest.ManifestLookup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Whatever a step's state is, the decision is what a simple model says: it is fresh if nothing deviates, and otherwise
 * stale with one reason for each deviation that can be told (4.2, 4.3).
 */
class DeciderModelTests {

    /** What can be told of a deviation. */
    private enum Kind {
        /** It is the order to run, with which nothing is compared. */
        ORDER,
        /** It makes the inputs unknown, whatever the order. */
        INPUT_PROBLEM,
        /** It makes the code unknown, whatever the order. */
        CODE_PROBLEM,
        /** It lies outside the manifest. */
        WORLD,
        /** It leaves no manifest to compare with. */
        MANIFEST,
        /** It is a difference to what the manifest says. */
        DIFFERENCE,
        /** It leaves no code to compare with. */
        CODE_RECORD,
        /** It is a difference to the code that the manifest tells of. */
        CODE
    }

    /** The kinds of which a step has no more than one deviation. */
    private static final Set<Kind> EXCLUSIVE = EnumSet.of(Kind.ORDER, Kind.MANIFEST, Kind.CODE_RECORD);

    /** One way in which a step is not fresh, and the reason that must be given. */
    @SuppressWarnings("ImmutableEnumChecker") // no change keeps what it was given
    private enum Deviation {
        FORCED(Kind.ORDER, StaleReason.Forced.class, step -> step.order = Order.FORCE),
        BYPASSED(Kind.ORDER, StaleReason.Bypassed.class, step -> step.order = Order.BYPASS),
        NO_MATCH(
                Kind.INPUT_PROBLEM,
                StaleReason.NoInputMatched.class,
                step -> step.inputProblems.add(new InputProblem.NoMatch("*.csv"))),
        INPUT_UNREADABLE(
                Kind.INPUT_PROBLEM,
                StaleReason.InputUnreadable.class,
                step -> step.inputProblems.add(new InputProblem.Unreadable("raw/z.csv", "gone"))),
        DIRECTORY(Kind.WORLD, StaleReason.OutputDirectoryMissing.class, step -> step.directoryExists = false),
        UNMATCHED(Kind.WORLD, StaleReason.OutputMissing.class, step -> step.unmatchedOutputs.add("*.txt")),
        OUTPUT_UNREADABLE(
                Kind.WORLD,
                StaleReason.OutputUnreadable.class,
                step -> step.unreadableOutputs.put("parts/9.csv", "access is denied")),
        ABSENT(Kind.MANIFEST, StaleReason.ManifestAbsent.class, step -> step.lookup = new ManifestLookup.Absent(FILE)),
        UNREADABLE(
                Kind.MANIFEST,
                StaleReason.ManifestUnreadable.class,
                step -> step.lookup = new ManifestLookup.Unreadable(FILE, "it is empty", true)),
        VERSION(Kind.MANIFEST, StaleReason.ManifestVersionUnsupported.class, step -> step.recordedVersion = "2.0"),
        NAME(Kind.MANIFEST, StaleReason.ManifestOfAnotherStep.class, step -> step.recordedStep = "other"),
        RUNNING(
                Kind.MANIFEST,
                StaleReason.PreviousRunUnfinished.class,
                step -> step.recordedState = Manifest.State.RUNNING),
        FAILED(Kind.MANIFEST, StaleReason.PreviousRunFailed.class, step -> step.recordedState = Manifest.State.FAILED),
        NOT_REMEMBERED(
                Kind.MANIFEST,
                StaleReason.PreviousRunNotRemembered.class,
                step -> step.recordedState = Manifest.State.NOT_REMEMBERED),
        EXPIRED(Kind.DIFFERENCE, StaleReason.Expired.class, step -> step.expireAfter = Duration.ofMinutes(1)),
        INPUT_ADDED(Kind.DIFFERENCE, StaleReason.InputAdded.class, step -> step.inputs.put("raw/c.csv", hash('c'))),
        INPUT_REMOVED(Kind.DIFFERENCE, StaleReason.InputRemoved.class, step -> step.inputs.remove("raw/a.csv")),
        INPUT_CHANGED(Kind.DIFFERENCE, StaleReason.InputChanged.class, step -> step.inputs.put("raw/b.csv", hash('c'))),
        ARTIFACT_VERSION(
                Kind.DIFFERENCE, StaleReason.ArtifactVersionChanged.class, step -> step.versions.remove("schema")),
        PARAMETER(Kind.DIFFERENCE, StaleReason.ParameterChanged.class, step -> step.recordedParameters.remove("year")),
        CODE_UNREADABLE(Kind.CODE_PROBLEM, CodeReason.CodeUnreadable.class, step -> step.codeProblems.add("too new")),
        CODE_NOT_RECORDED(Kind.CODE_RECORD, CodeReason.CodeNotRecorded.class, step -> {
            step.recordedCodeKind = "";
            step.recordedCode.clear();
        }),
        CODE_KIND(Kind.CODE_RECORD, CodeReason.CodeKindChanged.class, step -> step.recordedCodeKind = "calls 0"),
        CODE_CHANGED(
                Kind.CODE, CodeReason.CodeChanged.class, step -> step.code.put("com.acme.Report.write", hash('e'))),
        CODE_ADDED(Kind.CODE, CodeReason.CodeAdded.class, step -> step.code.put("com.acme.Report.read", hash('e'))),
        CODE_REMOVED(Kind.CODE, CodeReason.CodeRemoved.class, step -> step.code.remove("com.acme.Report.<init>")),
        OUTPUT_GONE(Kind.DIFFERENCE, StaleReason.OutputMissing.class, step -> step.outputs.remove("parts/1.csv")),
        OUTPUT_CHANGED(
                Kind.DIFFERENCE, StaleReason.OutputChanged.class, step -> step.outputs.put("parts/2.csv", hash('3'))),
        OUTPUT_ADDED(
                Kind.DIFFERENCE, StaleReason.OutputAdded.class, step -> step.outputs.put("parts/3.csv", hash('3'))),
        OUTPUT_DIRECTORY(
                Kind.DIFFERENCE, StaleReason.OutputDirectoryChanged.class, step -> step.recordedOutputDir = "../2023"),
        RESULT(Kind.DIFFERENCE, StaleReason.ResultUnavailable.class, step -> step.resultProblem = "no value");

        private final Kind kind;
        private final Class<? extends StaleReason> reason;
        private final Consumer<SampleState> change;

        Deviation(Kind kind, Class<? extends StaleReason> reason, Consumer<SampleState> change) {
            this.kind = kind;
            this.reason = reason;
            this.change = change;
        }

        static List<Deviation> of(Kind kind) {
            return Arrays.stream(values()).filter(each -> each.kind == kind).toList();
        }
    }

    @Test
    void everyDeviationAloneGivesItsReasonAndNoOther() {
        for (Deviation deviation : Deviation.values()) {
            assertThat(reasons(EnumSet.of(deviation))).as(deviation.name()).containsExactly(deviation.reason);
        }
    }

    @Test
    void everyReasonThereIsCanBeGiven() {
        Set<Class<?>> given =
                Arrays.stream(Deviation.values()).map(each -> each.reason).collect(Collectors.toSet());

        assertThat(given).containsExactlyInAnyOrderElementsOf(AllReasons.TYPES);
    }

    @Test
    void allDeviationsAtOnceAreAllTold() {
        EnumSet<Deviation> all = EnumSet.allOf(Deviation.class);
        all.removeAll(Deviation.of(Kind.ORDER));
        all.removeAll(Deviation.of(Kind.MANIFEST));
        all.removeAll(Deviation.of(Kind.CODE_RECORD));
        all.removeAll(Deviation.of(Kind.CODE_PROBLEM));

        assertThat(reasons(all)).hasSize(19).containsExactlyInAnyOrderElementsOf(model(all));
        all.add(Deviation.CODE_KIND);
        assertThat(reasons(all)).hasSize(17).containsExactlyInAnyOrderElementsOf(model(all));
        all.add(Deviation.CODE_UNREADABLE);
        assertThat(reasons(all)).hasSize(17).containsExactlyInAnyOrderElementsOf(model(all));
        all.add(Deviation.ABSENT);
        assertThat(reasons(all)).hasSize(7).containsExactlyInAnyOrderElementsOf(model(all));
        all.add(Deviation.FORCED);
        assertThat(reasons(all)).hasSize(4).containsExactlyInAnyOrderElementsOf(model(all));
    }

    @Test
    void anyCombinationIsDecidedAsTheModelSays() {
        long seed = System.nanoTime();
        System.out.println("DeciderModelTests.anyCombinationIsDecidedAsTheModelSays: seed " + seed);
        Random random = new Random(seed);
        Set<Boolean> answers = new HashSet<>();
        for (int round = 0; round < 20_000; round++) {
            EnumSet<Deviation> deviations = deviations(random);
            SampleState step = new SampleState();
            deviations.forEach(each -> each.change.accept(step));
            Decision decision = step.decide();

            assertThat(decision.reasons())
                    .as("seed %d, round %d: %s", seed, round, deviations)
                    .map(reason -> (Object) reason.getClass())
                    .containsExactlyInAnyOrderElementsOf(model(deviations));
            assertThat(decision.isFresh()).isEqualTo(deviations.isEmpty());
            assertThat(step.decide()).isEqualTo(decision);
            answers.add(decision.isFresh());
        }
        assertThat(answers).hasSize(2);
    }

    private static List<Class<?>> reasons(EnumSet<Deviation> deviations) {
        SampleState step = new SampleState();
        deviations.forEach(each -> each.change.accept(step));
        return step.reasons().stream().<Class<?>>map(Object::getClass).toList();
    }

    private static List<Class<?>> model(EnumSet<Deviation> deviations) {
        EnumSet<Kind> kinds = deviations.stream()
                .map(each -> each.kind)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Kind.class)));
        EnumSet<Kind> told = EnumSet.allOf(Kind.class);
        if (kinds.contains(Kind.ORDER)) {
            told = EnumSet.of(Kind.ORDER, Kind.INPUT_PROBLEM, Kind.CODE_PROBLEM);
        } else if (kinds.contains(Kind.MANIFEST)) {
            told.removeAll(EnumSet.of(Kind.DIFFERENCE, Kind.CODE_RECORD, Kind.CODE));
        } else if (kinds.contains(Kind.CODE_PROBLEM)) {
            told.removeAll(EnumSet.of(Kind.CODE_RECORD, Kind.CODE));
        } else if (kinds.contains(Kind.CODE_RECORD)) {
            told.remove(Kind.CODE);
        }
        List<Class<?>> reasons = new ArrayList<>();
        for (Deviation each : deviations) {
            if (told.contains(each.kind)) {
                reasons.add(each.reason);
            }
        }
        return reasons;
    }

    /** Draw none, few or many deviations, but at most one of those that exclude each other. */
    private static EnumSet<Deviation> deviations(Random random) {
        EnumSet<Deviation> deviations = EnumSet.noneOf(Deviation.class);
        double chance = List.of(0.0, 0.1, 0.5).get(random.nextInt(3));
        for (Kind kind : Kind.values()) {
            List<Deviation> candidates = Deviation.of(kind);
            if (!EXCLUSIVE.contains(kind)) {
                candidates.stream().filter(each -> random.nextDouble() < chance).forEach(deviations::add);
            } else if (random.nextDouble() < chance / 2) {
                deviations.add(candidates.get(random.nextInt(candidates.size())));
            }
        }
        return deviations;
    }
}
