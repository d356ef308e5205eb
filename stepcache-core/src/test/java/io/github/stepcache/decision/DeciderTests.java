package io.github.stepcache.decision;

import static io.github.stepcache.decision.SampleState.FILE;
import static io.github.stepcache.decision.SampleState.THEN;
import static io.github.stepcache.decision.SampleState.hash;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.decision.StepState.Order;
import io.github.stepcache.fingerprint.InputProblem;
import io.github.stepcache.manifest.Manifest;
import io.github.stepcache.manifest.ManifestLookup;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Fresh if and only if nothing speaks against it; each thing that does gives its own reason, and no other (4.2). */
class DeciderTests {

    private final SampleState step = new SampleState();

    @Test
    void withNothingAgainstItAStepIsFresh() {
        assertThat(step.decide()).isEqualTo(new Decision.Fresh(step.manifest()));
        assertThat(step.reasons()).isEmpty();
        assertThat(step.decide().isFresh()).isTrue();
    }

    @Test
    void forced() {
        step.order = Order.FORCE;

        assertThat(step.reasons()).containsExactly(new StaleReason.Forced());
    }

    @Test
    void bypassed() {
        step.order = Order.BYPASS;

        assertThat(step.reasons()).containsExactly(new StaleReason.Bypassed());
    }

    @Test
    void everyPartOfTheCodeThatIsNotAsItWas() {
        step.recordedCode.put("com.acme.Report.😀", "1");
        step.recordedCode.put("com.acme.Report.\uffff", "1");
        step.code.put("com.acme.Report.write", "2");
        step.code.put("com.acme.Format.csv", "3");

        assertThat(step.reasons())
                .containsExactly(
                        new CodeReason.CodeAdded("com.acme.Format.csv"),
                        new CodeReason.CodeChanged("com.acme.Report.write"),
                        new CodeReason.CodeRemoved("com.acme.Report.\uffff"),
                        new CodeReason.CodeRemoved("com.acme.Report.😀"));
    }

    @Test
    void codeThatNobodyRecorded() {
        step.recordedCodeKind = "";
        step.recordedCode.clear();

        assertThat(step.reasons()).containsExactly(new CodeReason.CodeNotRecorded());
    }

    /** The same hashes by other rules are not the same. */
    @Test
    void codeOfAnotherKind() {
        step.recordedCodeKind = "method 1";

        assertThat(step.reasons()).containsExactly(new CodeReason.CodeKindChanged("method 1", "calls 1"));
    }

    @Test
    void recordedCodeDoesNotCountWhereNoneIsDeclared() {
        step.codeKind = "";
        step.code.clear();

        assertThat(step.reasons()).isEmpty();
    }

    @Test
    void codeThatCannotBeReadSpeaksAgainstItWhateverTheOrder() {
        step.codeProblems.add("first");
        step.codeProblems.add("second");

        for (Order order : Order.values()) {
            step.order = order;
            assertThat(step.reasons())
                    .endsWith(new CodeReason.CodeUnreadable("first"), new CodeReason.CodeUnreadable("second"))
                    .hasSize(order == Order.IF_STALE ? 2 : 3);
        }
    }

    /** Or what was not reached because of that would pass for removed. */
    @Test
    void codeThatWasReadInPartIsNotCompared() {
        step.codeProblems.add("class com.acme.Format is of a newer Java");
        step.code.clear();

        assertThat(step.reasons())
                .containsExactly(new CodeReason.CodeUnreadable("class com.acme.Format is of a newer Java"));
    }

    @Test
    void outputDirectoryMissing() {
        step.directoryExists = false;

        assertThat(step.reasons()).containsExactly(new StaleReason.OutputDirectoryMissing(Path.of("out")));
    }

    @Test
    void manifestAbsent() {
        step.lookup = new ManifestLookup.Absent(FILE);

        assertThat(step.reasons()).containsExactly(new StaleReason.ManifestAbsent(FILE));
    }

    @Test
    void manifestDamagedOrNotGivenOut() {
        for (boolean damaged : new boolean[] {true, false}) {
            step.lookup = new ManifestLookup.Unreadable(FILE, "it is empty", damaged);

            assertThat(step.reasons()).containsExactly(new StaleReason.ManifestUnreadable(FILE, "it is empty"));
        }
    }

    @Test
    void manifestOfAnotherMajorVersion() {
        step.recordedVersion = "2.0.0";

        assertThat(step.reasons()).containsExactly(new StaleReason.ManifestVersionUnsupported("2.0.0"));
    }

    @Test
    void manifestOfALaterMinorVersionIsFresh() {
        step.recordedVersion = "1.9.3";

        assertThat(step.decide().isFresh()).isTrue();
    }

    @Test
    void manifestOfAnotherStep() {
        step.recordedStep = "Report";

        assertThat(step.reasons()).containsExactly(new StaleReason.ManifestOfAnotherStep("Report"));
    }

    @Test
    void previousRunUnfinished() {
        step.recordedState = Manifest.State.RUNNING;

        assertThat(step.reasons()).containsExactly(new StaleReason.PreviousRunUnfinished(THEN));
    }

    @Test
    void previousRunFailed() {
        step.recordedState = Manifest.State.FAILED;

        assertThat(step.reasons()).containsExactly(new StaleReason.PreviousRunFailed("disk full"));
    }

    @Test
    void previousRunNotRemembered() {
        step.recordedState = Manifest.State.NOT_REMEMBERED;

        assertThat(step.reasons()).containsExactly(new StaleReason.PreviousRunNotRemembered("disk full"));
    }

    @Test
    void noInputMatched() {
        step.inputProblems.add(new InputProblem.NoMatch("*.csv"));

        assertThat(step.reasons()).containsExactly(new StaleReason.NoInputMatched("*.csv"));
    }

    @Test
    void inputUnreadable() {
        step.inputProblems.add(new InputProblem.Unreadable("raw/c.csv", "access is denied"));

        assertThat(step.reasons()).containsExactly(new StaleReason.InputUnreadable("raw/c.csv", "access is denied"));
    }

    @Test
    void inputAdded() {
        step.inputs.put("raw/c.csv", hash('c'));

        assertThat(step.reasons()).containsExactly(new StaleReason.InputAdded("raw/c.csv"));
    }

    @Test
    void inputRemoved() {
        step.inputs.remove("raw/b.csv");

        assertThat(step.reasons()).containsExactly(new StaleReason.InputRemoved("raw/b.csv"));
    }

    @Test
    void inputChanged() {
        step.inputs.put("raw/b.csv", hash('c'));

        assertThat(step.reasons()).containsExactly(new StaleReason.InputChanged("raw/b.csv", hash('b'), hash('c')));
    }

    @Test
    void inputRenamedWithTheSameContent() {
        step.inputs.remove("raw/b.csv");
        step.inputs.put("raw/B.csv", hash('b'));

        assertThat(step.reasons())
                .containsExactly(new StaleReason.InputAdded("raw/B.csv"), new StaleReason.InputRemoved("raw/b.csv"));
    }

    @Test
    void noInputsThenAndNowIsFresh() {
        step.inputs.clear();
        step.recordedInputs.clear();

        assertThat(step.decide().isFresh()).isTrue();
    }

    @Test
    void artifactVersionsAreComparedBothWays() {
        step.versions.put("code", "7");
        step.versions.put("schema", "1.0.1");
        step.recordedVersions.put("model", "m");

        assertThat(step.reasons())
                .containsExactly(
                        new StaleReason.ArtifactVersionChanged("code", Optional.empty(), Optional.of("7")),
                        new StaleReason.ArtifactVersionChanged("model", Optional.of("m"), Optional.empty()),
                        new StaleReason.ArtifactVersionChanged("schema", Optional.of("1.0.0"), Optional.of("1.0.1")));
    }

    @Test
    void recordedVersionsAndNoneGivenIsStale() {
        step.versions.clear();

        assertThat(step.reasons())
                .containsExactly(
                        new StaleReason.ArtifactVersionChanged("schema", Optional.of("1.0.0"), Optional.empty()));
    }

    @Test
    void parametersAreComparedBothWays() {
        step.parameters.put("month", "7");
        step.parameters.put("year", "");
        step.recordedParameters.put("day", "1");

        assertThat(step.reasons())
                .containsExactly(
                        new StaleReason.ParameterChanged("day", Optional.of("1"), Optional.empty()),
                        new StaleReason.ParameterChanged("month", Optional.empty(), Optional.of("7")),
                        new StaleReason.ParameterChanged("year", Optional.of("2024"), Optional.of("")));
    }

    @Test
    void expired() {
        Duration hour = Duration.ofHours(1);
        step.expireAfter = hour;

        step.now = THEN.plus(hour);
        assertThat(step.reasons()).containsExactly(new StaleReason.Expired(THEN, hour, Optional.of(THEN.plus(hour))));

        step.now = Instant.MAX;
        assertThat(step.reasons()).containsExactly(new StaleReason.Expired(THEN, hour, Optional.of(Instant.MAX)));
    }

    @Test
    void notYetExpiredIsFresh() {
        step.expireAfter = Duration.ofHours(1);
        for (Instant now :
                List.of(THEN, THEN.plusNanos(1), THEN.plusSeconds(3600).minusNanos(1))) {
            step.now = now;

            assertThat(step.decide().isFresh()).as(now.toString()).isTrue();
        }
    }

    @Test
    void expiredWhereItEndedInTheFutureOrNoClockTells() {
        Duration longest = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);
        step.expireAfter = longest;
        for (Instant now : List.of(THEN.minusNanos(1), Instant.MIN)) {
            step.now = now;

            assertThat(step.reasons()).containsExactly(new StaleReason.Expired(THEN, longest, Optional.of(now)));
        }
        step.now = null;

        assertThat(step.reasons()).containsExactly(new StaleReason.Expired(THEN, longest, Optional.empty()));
    }

    @Test
    void timeDoesNotMatterToAStepThatDoesNotExpire() {
        for (Instant now : List.of(Instant.MIN, Instant.MAX)) {
            step.now = now;

            assertThat(step.decide().isFresh()).isTrue();
        }
    }

    @Test
    void resultUnavailable() {
        step.resultProblem = "no value is on record";

        assertThat(step.reasons()).containsExactly(new StaleReason.ResultUnavailable("no value is on record"));
    }
}
