package io.github.stepcache.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.decision.CodeReason;
import io.github.stepcache.decision.StaleReason;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReasonDescriptorTests {

    private static final Instant THEN = Instant.parse("2026-11-22T17:34:25Z");
    private static final Instant NOW = Instant.parse("2026-11-24T00:00:00Z");

    private static final List<StaleReason> ALL = List.of(
            new StaleReason.Forced(),
            new StaleReason.Bypassed(),
            new StaleReason.OutputDirectoryMissing(Path.of("out")),
            new StaleReason.ManifestAbsent(Path.of("m.json")),
            new StaleReason.ManifestUnreadable(Path.of("m.json"), "no JSON"),
            new StaleReason.ManifestVersionUnsupported("2.0"),
            new StaleReason.ManifestOfAnotherStep("other"),
            new StaleReason.PreviousRunUnfinished(THEN),
            new StaleReason.PreviousRunFailed("no space"),
            new StaleReason.PreviousRunNotRemembered("an input changed"),
            new StaleReason.Expired(THEN, Duration.ofDays(1), Optional.of(NOW)),
            new StaleReason.NoInputMatched("*.csv"),
            new StaleReason.InputUnreadable("a.csv", "denied"),
            new StaleReason.InputAdded("a.csv"),
            new StaleReason.InputRemoved("a.csv"),
            new StaleReason.InputChanged("a.csv", "00", "11"),
            new StaleReason.ArtifactVersionChanged("schema", Optional.of("1"), Optional.of("2")),
            new StaleReason.ParameterChanged("year", Optional.empty(), Optional.of("2024")),
            new StaleReason.OutputDirectoryChanged("old", "new"),
            new StaleReason.OutputMissing("x.csv"),
            new StaleReason.OutputChanged("x.csv", "00", "11"),
            new StaleReason.OutputAdded("x.csv"),
            new StaleReason.OutputUnreadable("x.csv", "denied"),
            new StaleReason.ResultUnavailable("no value"),
            new CodeReason.CodeChanged("a.B.c()"),
            new CodeReason.CodeAdded("a.B.c()"),
            new CodeReason.CodeRemoved("a.B.c()"),
            new CodeReason.CodeNotRecorded(),
            new CodeReason.CodeKindChanged("class", "method"),
            new CodeReason.CodeUnreadable("no class file"));

    /** Who reads the JSON relies on these words. */
    @Test
    void everyReasonIsShownAsData() {
        assertThat(ALL.stream().map(ReasonDescriptorTests::shown))
                .containsExactly(
                        "forced",
                        "bypassed",
                        "output-directory-missing|out",
                        "manifest-absent|m.json",
                        "manifest-unreadable|m.json",
                        "manifest-version-unsupported||2.0",
                        "manifest-of-another-step||other",
                        "previous-run-unfinished||2026-11-22T17:34:25Z",
                        "previous-run-failed",
                        "previous-run-not-remembered",
                        "expired||2026-11-22T17:34:25Z|2026-11-24T00:00:00Z",
                        "no-input-matched|*.csv",
                        "input-unreadable|a.csv",
                        "input-added|a.csv",
                        "input-removed|a.csv",
                        "input-changed|a.csv|00|11",
                        "artifact-version-changed|schema|1|2",
                        "parameter-changed|year||2024",
                        "output-directory-changed||old|new",
                        "output-missing|x.csv",
                        "output-changed|x.csv|00|11",
                        "output-added|x.csv",
                        "output-unreadable|x.csv",
                        "result-unavailable",
                        "code-changed|a.B.c()",
                        "code-added|a.B.c()",
                        "code-removed|a.B.c()",
                        "code-not-recorded",
                        "code-kind-changed||class|method",
                        "code-unreadable");
    }

    @Test
    void noReasonIsLeftOut() {
        assertThat(ALL.stream().map(Object::getClass)).containsExactlyInAnyOrderElementsOf(leaves(StaleReason.class));
    }

    @Test
    void halfACharacterIsNoTrouble() {
        ReasonDescriptor reason = ReasonDescriptor.of(
                new StaleReason.ParameterChanged("a\ud83d", Optional.of("\udc00b"), Optional.of("\ud83d\ude00")));
        assertThat(reason.subject()).isEqualTo("a?");
        assertThat(reason.recorded()).isEqualTo("?b");
        assertThat(reason.current()).isEqualTo("\ud83d\ude00");
    }

    private static String shown(StaleReason reason) {
        ReasonDescriptor shown = ReasonDescriptor.of(reason);
        assertThat(shown.description()).isEqualTo(reason.describe());
        return (shown.type() + '|' + text(shown.subject()) + '|' + text(shown.recorded()) + '|' + text(shown.current()))
                .replaceAll("\\|+$", "");
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static List<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses())
                        .flatMap(permitted -> leaves(permitted).stream())
                        .toList()
                : List.of(type);
    }
}
