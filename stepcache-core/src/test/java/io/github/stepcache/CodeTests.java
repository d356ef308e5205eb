package io.github.stepcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.stepcache.code.CodeFingerprint;
import io.github.stepcache.decision.CodeReason.CodeAdded;
import io.github.stepcache.decision.CodeReason.CodeChanged;
import io.github.stepcache.decision.CodeReason.CodeKindChanged;
import io.github.stepcache.decision.CodeReason.CodeNotRecorded;
import io.github.stepcache.decision.CodeReason.CodeRemoved;
import io.github.stepcache.decision.CodeReason.CodeUnreadable;
import io.github.stepcache.decision.Decision;
import io.github.stepcache.decision.StaleReason;
import io.github.stepcache.manifest.Manifest;
import io.github.stepcache.manifest.ManifestLookup;
import io.github.stepcache.manifest.StepManifests;
import io.github.stepcache.step.StepSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A step whose code changed is a changed step, and its decision names what changed (issue 6.1 to 6.3). */
class CodeTests {

    private static final CodeFingerprint FIRST = CodeFingerprint.of("git", Map.of("commit", "4f2c"));
    private static final CodeFingerprint SECOND = CodeFingerprint.of("git", Map.of("commit", "91aa"));

    private Pipeline pipeline;

    @BeforeEach
    void setUp(@TempDir Path base) {
        pipeline = Pipeline.in(base);
    }

    @ParameterizedTest
    @EnumSource
    void changedCodeIsAChangedStep(FingerprintMode mode) {
        StepCache cache = pipeline.settings().fingerprint(mode).build();
        assertThat(cache.run(step(FIRST), pipeline::work).executed()).isTrue();
        assertThat(cache.run(step(FIRST), pipeline::work).value()).isEqualTo("run 1");

        assertThat(cache.check(step(SECOND)).reasons()).containsExactly(new CodeChanged("commit"));
        assertThat(cache.check(step(SECOND)).describe()).isEqualTo("stale: code of \"commit\" changed");
        assertThat(cache.run(step(SECOND), pipeline::work).value()).isEqualTo("run 2");
        assertThat(cache.run(step(SECOND), pipeline::work).executed()).isFalse();
        assertThat(reasons(step(FIRST))).containsExactly(new CodeChanged("commit"));
    }

    @Test
    void partsThatComeAndGoAreNamed() {
        run(step(CodeFingerprint.of("calls 1", Map.of("a.Report.write", "1", "a.Csv.<init>", "2", "a.Csv.line", "3"))));
        StepSpec next = step(
                CodeFingerprint.of("calls 1", Map.of("a.Report.write", "1", "a.Csv.<clinit>", "2", "a.Csv.line", "4")));

        assertThat(reasons(next))
                .containsExactly(
                        new CodeAdded("a.Csv.<clinit>"),
                        new CodeRemoved("a.Csv.<init>"),
                        new CodeChanged("a.Csv.line"));
        assertThat(check(next).describe())
                .isEqualTo("stale: static initialiser of \"a.Csv\" was added; constructor of \"a.Csv\" was removed;"
                        + " code of \"a.Csv.line\" changed");
    }

    @Test
    void manifestWithoutCodeIsStaleOnceAndSaysWhy() {
        run(pipeline.step());

        assertThat(reasons(step(FIRST))).containsExactly(new CodeNotRecorded());
        assertThat(run(step(FIRST)).executed()).isTrue();
        assertThat(run(step(FIRST)).executed()).isFalse();
    }

    @Test
    void manifestOfTheReferenceIsStaleOnceAsWell() throws IOException {
        run(step(FIRST));
        Map<String, String> hashes = recorded().inputHashes();
        StepManifests.save("report", pipeline.path("out"), hashes, Map.of(), Map.of());

        assertThat(check(pipeline.step()).isFresh()).isTrue();
        assertThat(reasons(step(FIRST))).containsExactly(new CodeNotRecorded());
    }

    @Test
    void codeOfAnotherKindIsOneReasonHoweverMuchThereIs() {
        run(step(CodeFingerprint.of("method 1", many("1"))));

        assertThat(reasons(step(CodeFingerprint.of("calls 1", many("1")))))
                .containsExactly(new CodeKindChanged("method 1", "calls 1"));
    }

    @Test
    void longListsAreShortenedInTheLogAndNotInTheData() {
        run(step(CodeFingerprint.of("calls 1", many("1"))));
        Decision decision = check(step(CodeFingerprint.of("calls 1", many("2"))));

        assertThat(decision.reasons()).hasSize(50);
        assertThat(decision.describe())
                .isEqualTo("stale: code of \"a.Report.m10\" changed; code of \"a.Report.m11\" changed;"
                        + " code of \"a.Report.m12\" changed; and 47 more");
    }

    /** Whoever says that no code counts, also means what was recorded; and what runs then is no run of the old code. */
    @Test
    void recordedCodeDoesNotCountWhereNoneIsDeclaredAndCountsAgainLater() {
        run(step(FIRST));
        String manifest = pipeline.read(Pipeline.MANIFEST);
        assertThat(run(pipeline.step()).executed()).isFalse();
        assertThat(pipeline.read(Pipeline.MANIFEST)).isEqualTo(manifest);
        assertThat(check(step(FIRST)).isFresh()).isTrue();
        assertThat(reasons(step(SECOND))).containsExactly(new CodeChanged("commit"));

        pipeline.write(Pipeline.INPUT, "a,2");
        run(pipeline.step());

        assertThat(reasons(step(FIRST))).containsExactly(new CodeNotRecorded());
    }

    @Test
    void forcedRunRecordsTheCodeThatRan() {
        run(step(FIRST));
        StepCache forced = pipeline.settings().force(true).build();
        assertThat(forced.check(step(SECOND)).reasons()).containsExactly(new StaleReason.Forced());
        forced.run(step(SECOND), pipeline::work);

        assertThat(recorded().code()).isEqualTo(SECOND);
        assertThat(check(step(SECOND)).isFresh()).isTrue();
        assertThat(check(step(FIRST)).isFresh()).isFalse();
    }

    @Test
    void bypassedRunLeavesNothingThatCouldVouchForAnyCode() {
        run(step(FIRST));
        pipeline.settings().build().bypass(step(SECOND), pipeline::work);

        assertThat(pipeline.manifest()).isInstanceOf(ManifestLookup.Absent.class);
        assertThat(check(step(FIRST)).isFresh()).isFalse();
        assertThat(check(step(SECOND)).isFresh()).isFalse();
    }

    @Test
    void runThatFailedWithOtherCodeLeavesNothingToCompareWith() {
        run(step(FIRST));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> pipeline.settings().build().run(step(SECOND), () -> {
                    throw new IOException("disk on fire");
                }));

        for (CodeFingerprint code : List.of(FIRST, SECOND, CodeFingerprint.none())) {
            assertThat(reasons(step(code))).hasOnlyElementsOfType(StaleReason.PreviousRunFailed.class);
        }
    }

    @Test
    void openStepRecordsAndComparesTheCodeAsWell() {
        StepCache cache = pipeline.settings().build();
        OpenStep<String> open = cache.open(step(FIRST), ResultCodec.of(String.class));
        open.complete(pipeline.work());

        assertThat(recorded().code()).isEqualTo(FIRST);
        OpenStep<String> fresh = cache.open(step(FIRST), ResultCodec.of(String.class));
        assertThat(fresh.replay().value()).isEqualTo("run 1");
        OpenStep<String> stale = cache.open(step(SECOND), ResultCodec.of(String.class));
        assertThat(stale.decision().reasons()).containsExactly(new CodeChanged("commit"));
        stale.complete(pipeline.work());
    }

    @Test
    void codeCountsWhereAllStepsHaveArtifactVersionsAndWhereTheyExpire() {
        StepCache cache = pipeline.settings().artifactVersion("model", "1").build();
        cache.run(step(FIRST), pipeline::work);
        StepSpec daily =
                step(SECOND).toBuilder().expireAfter(Duration.ofDays(1)).build();

        assertThat(cache.check(step(FIRST)).isFresh()).isTrue();
        assertThat(cache.check(daily).reasons()).containsExactly(new CodeChanged("commit"));
    }

    @ParameterizedTest
    @EnumSource
    void codeThatCannotBeReadMeansARunThatIsNotRememberedAndOneWarning(FingerprintMode mode) {
        StepCache cache = pipeline.settings().fingerprint(mode).build();
        StepSpec unreadable = step(new CodeFingerprint(
                "git", new TreeMap<>(FIRST.methods()), List.of("class a.Csv is of a newer Java", "no class a.Line")));
        cache.run(step(FIRST), pipeline::work);
        try (LogCapture log = new LogCapture()) {
            StepResult<String> result = cache.run(unreadable, pipeline::work);

            assertThat(result.decision().reasons())
                    .containsExactly(
                            new CodeUnreadable("class a.Csv is of a newer Java"),
                            new CodeUnreadable("no class a.Line"));
            assertThat(result.value()).isEqualTo("run 2");
            assertThat(result.remembered()).isFalse();
            assertThat(log.warnings())
                    .containsExactly("Step \"report\" is not remembered and will run again: its code cannot be read:"
                            + " class a.Csv is of a newer Java, and 1 more. Make it readable, or let it not count"
                            + " (code = NONE)");
        }
        assertThat(reasons(step(FIRST))).hasOnlyElementsOfType(StaleReason.PreviousRunNotRemembered.class);
    }

    @Test
    void forcedRunOfCodeThatCannotBeReadIsNotRememberedEither() {
        StepSpec unreadable = step(new CodeFingerprint("git", new TreeMap<>(), List.of("no class file")));
        StepResult<String> result = pipeline.settings().force(true).build().run(unreadable, pipeline::work);

        assertThat(result.decision().reasons())
                .containsExactly(new StaleReason.Forced(), new CodeUnreadable("no class file"));
        assertThat(result.remembered()).isFalse();
        assertThat(check(step(FIRST)).isFresh()).isFalse();
    }

    @Test
    void runOfOtherCodeThanWasLookedAtIsNotRemembered() {
        StepSpec spec = pipeline.declaration()
                .code(FIRST, () -> Optional.of("\"Report.class\" changed on the disk"))
                .build();
        try (LogCapture log = new LogCapture()) {
            assertThat(run(spec).value()).isEqualTo("run 1");

            assertThat(log.warnings())
                    .containsExactly(
                            "Step \"report\" is not remembered and will run again: other code may have run than is on"
                                    + " record: \"Report.class\" changed on the disk");
        }
        assertThat(reasons(step(FIRST))).hasOnlyElementsOfType(StaleReason.PreviousRunNotRemembered.class);
    }

    @Test
    void codeWhoseNameHasNoPlaceInAManifestIsNotRememberedAndNoFailure() {
        StepResult<String> result = run(step(CodeFingerprint.of("git", Map.of("\ud800", "1"))));

        assertThat(result.value()).isEqualTo("run 1");
        assertThat(result.remembered()).isFalse();
    }

    private static Map<String, String> many(String hash) {
        return IntStream.range(10, 60).boxed().collect(Collectors.toMap(i -> "a.Report.m" + i, i -> hash));
    }

    private StepSpec step(CodeFingerprint code) {
        return pipeline.declaration().code(code).build();
    }

    private StepResult<String> run(StepSpec spec) {
        return pipeline.settings().build().run(spec, pipeline::work);
    }

    private Decision check(StepSpec spec) {
        return pipeline.settings().build().check(spec);
    }

    private List<StaleReason> reasons(StepSpec spec) {
        return check(spec).reasons();
    }

    private Manifest recorded() {
        return ((ManifestLookup.Found) pipeline.manifest()).manifest();
    }
}
