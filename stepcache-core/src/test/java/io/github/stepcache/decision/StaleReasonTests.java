package io.github.stepcache.decision;

import static io.github.stepcache.decision.SampleState.THEN;
import static io.github.stepcache.decision.SampleState.hash;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.decision.CodeReason.CodeAdded;
import io.github.stepcache.decision.CodeReason.CodeChanged;
import io.github.stepcache.decision.CodeReason.CodeKindChanged;
import io.github.stepcache.decision.CodeReason.CodeNotRecorded;
import io.github.stepcache.decision.CodeReason.CodeRemoved;
import io.github.stepcache.decision.CodeReason.CodeUnreadable;
import io.github.stepcache.decision.StaleReason.ArtifactVersionChanged;
import io.github.stepcache.decision.StaleReason.Bypassed;
import io.github.stepcache.decision.StaleReason.Expired;
import io.github.stepcache.decision.StaleReason.Forced;
import io.github.stepcache.decision.StaleReason.InputAdded;
import io.github.stepcache.decision.StaleReason.InputChanged;
import io.github.stepcache.decision.StaleReason.InputRemoved;
import io.github.stepcache.decision.StaleReason.InputUnreadable;
import io.github.stepcache.decision.StaleReason.ManifestAbsent;
import io.github.stepcache.decision.StaleReason.ManifestOfAnotherStep;
import io.github.stepcache.decision.StaleReason.ManifestUnreadable;
import io.github.stepcache.decision.StaleReason.ManifestVersionUnsupported;
import io.github.stepcache.decision.StaleReason.NoInputMatched;
import io.github.stepcache.decision.StaleReason.OutputAdded;
import io.github.stepcache.decision.StaleReason.OutputChanged;
import io.github.stepcache.decision.StaleReason.OutputDirectoryChanged;
import io.github.stepcache.decision.StaleReason.OutputDirectoryMissing;
import io.github.stepcache.decision.StaleReason.OutputMissing;
import io.github.stepcache.decision.StaleReason.OutputUnreadable;
import io.github.stepcache.decision.StaleReason.ParameterChanged;
import io.github.stepcache.decision.StaleReason.PreviousRunFailed;
import io.github.stepcache.decision.StaleReason.PreviousRunNotRemembered;
import io.github.stepcache.decision.StaleReason.PreviousRunUnfinished;
import io.github.stepcache.decision.StaleReason.ResultUnavailable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each reason says on one line what is not as it was: which file or key, recorded and current value (4.3). */
class StaleReasonTests {

    private record Sentence(StaleReason reason, String text) {}

    private static Stream<Sentence> sentences() {
        Path manifest = Path.of("out/.report.manifest.json");
        Optional<String> none = Optional.empty();
        return Stream.of(
                new Sentence(new Forced(), "it is forced to run"),
                new Sentence(new Bypassed(), "the cache is switched off for it"),
                new Sentence(new OutputDirectoryMissing(Path.of("out")), "output directory \"out\" does not exist"),
                new Sentence(
                        new OutputDirectoryChanged("../2023", "."),
                        "seen from its manifest, the output directory is \".\", and was \"../2023\""),
                new Sentence(new ManifestAbsent(manifest), "no manifest at \"out/.report.manifest.json\""),
                new Sentence(
                        new ManifestUnreadable(manifest, "it is a directory, and not a file"),
                        "manifest \"out/.report.manifest.json\" cannot be used: it is a directory, and not a file"),
                new Sentence(
                        new ManifestVersionUnsupported("2.0.0"),
                        "the manifest has version \"2.0.0\", and only 1.x is understood"),
                new Sentence(new ManifestOfAnotherStep("other"), "the manifest is that of step \"other\""),
                new Sentence(
                        new PreviousRunUnfinished(THEN),
                        "the previous run, begun at 2026-03-04T05:06:07Z, did not finish"),
                new Sentence(
                        new PreviousRunFailed("java.io.IOException"), "the previous run failed: java.io.IOException"),
                new Sentence(new PreviousRunFailed(""), "the previous run failed"),
                new Sentence(
                        new PreviousRunNotRemembered("disk full"), "the previous run was not remembered: disk full"),
                new Sentence(new PreviousRunNotRemembered(""), "the previous run was not remembered"),
                new Sentence(
                        new Expired(THEN, Duration.ofHours(36), Optional.of(THEN.plusSeconds(200_000))),
                        "the previous run ended at 2026-03-04T05:06:07Z, and expired after 1 day 12 hours"),
                new Sentence(
                        new Expired(THEN, Duration.ofSeconds(5401, 500_000_000), Optional.of(THEN.plusSeconds(5402))),
                        "the previous run ended at 2026-03-04T05:06:07Z,"
                                + " and expired after 1 hour 30 minutes 1.5 seconds"),
                new Sentence(
                        new Expired(THEN, Duration.ofSeconds(61), Optional.of(THEN.plusSeconds(61))),
                        "the previous run ended at 2026-03-04T05:06:07Z, and expired after 1 minute 1 second"),
                new Sentence(
                        new Expired(THEN, Duration.ofDays(30), Optional.of(THEN.minusSeconds(1))),
                        "the previous run ended at 2026-03-04T05:06:07Z,"
                                + " which lies in the future, so that it counts as expired"),
                new Sentence(
                        new Expired(THEN, Duration.ofDays(1), Optional.empty()),
                        "the previous run ended at 2026-03-04T05:06:07Z,"
                                + " and no clock tells whether it expired after 1 day"),
                new Sentence(new NoInputMatched("raw/*.csv"), "input \"raw/*.csv\" matches no file"),
                new Sentence(
                        new InputUnreadable("raw/a.csv", "access is denied"),
                        "input \"raw/a.csv\" cannot be read: access is denied"),
                new Sentence(new InputAdded("raw/a.csv"), "input \"raw/a.csv\" was added"),
                new Sentence(new InputRemoved("raw/a.csv"), "input \"raw/a.csv\" was removed"),
                new Sentence(
                        new InputChanged("raw/a.csv", hash('a'), hash('b')),
                        "input \"raw/a.csv\" changed (recorded aaaaaaaaaaaa, now bbbbbbbbbbbb)"),
                new Sentence(
                        new ArtifactVersionChanged("schema", Optional.of("1.0.0"), Optional.of("1.0.1")),
                        "artifact version \"schema\" changed (recorded \"1.0.0\", now \"1.0.1\")"),
                new Sentence(
                        new ArtifactVersionChanged("schema", none, Optional.of("1")),
                        "artifact version \"schema\" was added (now \"1\")"),
                new Sentence(
                        new ArtifactVersionChanged("schema", Optional.of("1"), none),
                        "artifact version \"schema\" was removed (recorded \"1\")"),
                new Sentence(
                        new ParameterChanged("year", Optional.of("2023"), Optional.of("")),
                        "parameter \"year\" changed (recorded \"2023\", now \"\")"),
                new Sentence(
                        new ParameterChanged("year", none, Optional.of("2024")),
                        "parameter \"year\" was added (now \"2024\")"),
                new Sentence(
                        new ParameterChanged("year", Optional.of("2023"), none),
                        "parameter \"year\" was removed (recorded \"2023\")"),
                new Sentence(
                        new CodeChanged("com.acme.Dictionary.profile"),
                        "code of \"com.acme.Dictionary.profile\" changed"),
                new Sentence(
                        new CodeChanged("com.acme.Dictionary.<init>"),
                        "constructor of \"com.acme.Dictionary\" changed"),
                new Sentence(
                        new CodeChanged("com.acme.Dictionary.<clinit>"),
                        "static initialiser of \"com.acme.Dictionary\" changed"),
                new Sentence(new CodeChanged("com.acme.Dictionary"), "declaration of \"com.acme.Dictionary\" changed"),
                new Sentence(new CodeChanged("commit"), "code of \"commit\" changed"),
                new Sentence(new CodeChanged("HEAD"), "code of \"HEAD\" changed"),
                new Sentence(new CodeChanged("a."), "code of \"a.\" changed"),
                new Sentence(new CodeChanged(""), "code of \"\" changed"),
                new Sentence(new CodeAdded("com.acme.Format.csv"), "code of \"com.acme.Format.csv\" was added"),
                new Sentence(new CodeRemoved("com.acme.Format"), "declaration of \"com.acme.Format\" was removed"),
                new Sentence(
                        new CodeNotRecorded(),
                        "it was recorded without its code, by an older version or while no code counted"),
                new Sentence(
                        new CodeKindChanged("method 1", "calls 1"),
                        "its code is fingerprinted by other rules (recorded \"method 1\", now \"calls 1\")"),
                new Sentence(
                        new CodeUnreadable("class com.acme.New is of a newer Java"),
                        "its code cannot be read: class com.acme.New is of a newer Java"),
                new Sentence(new OutputMissing("parts/*.csv"), "output \"parts/*.csv\" is missing"),
                new Sentence(
                        new OutputChanged("a.csv", hash('a'), "link:" + hash('b')),
                        "output \"a.csv\" is not what the step left (recorded aaaaaaaaaaaa, now link:bbbbbbbbbbbb)"),
                new Sentence(
                        new OutputChanged("parts", "directory", hash('b')),
                        "output \"parts\" is not what the step left (recorded directory, now bbbbbbbbbbbb)"),
                new Sentence(new OutputAdded("a.csv"), "output \"a.csv\" was not left by the step"),
                new Sentence(
                        new OutputUnreadable("a.csv", "access is denied"),
                        "output \"a.csv\" cannot be read: access is denied"),
                new Sentence(
                        new ResultUnavailable("no value is on record"),
                        "its return value cannot be replayed: no value is on record"));
    }

    @ParameterizedTest
    @MethodSource("sentences")
    void aReasonIsOneClause(Sentence sentence) {
        assertThat(sentence.reason.describe()).isEqualTo(sentence.text);
    }

    @Test
    void everyReasonIsAmongThem() {
        Set<Class<?>> described =
                sentences().map(each -> each.reason.getClass()).collect(Collectors.toSet());

        assertThat(described).containsExactlyInAnyOrderElementsOf(AllReasons.TYPES);
    }

    /** A name, value or message with a newline, colours for a terminal, text that runs backwards, and no end. */
    private static Stream<StaleReason> hostileReasons() {
        String evil = "a\nINFO all is well\r\u001b[31m\u202egnp\u2028\u0085\u0000\ud800\"" + "x".repeat(10_000);
        Path path = Path.of("out/a\nINFO all is well\r\u001b[31m\u202egnp\u2028");
        Optional<String> value = Optional.of(evil);
        return Stream.of(
                new OutputDirectoryMissing(path),
                new OutputDirectoryChanged(evil, evil),
                new ManifestAbsent(path),
                new ManifestUnreadable(path, evil),
                new ManifestVersionUnsupported(evil),
                new ManifestOfAnotherStep(evil),
                new PreviousRunFailed(evil),
                new PreviousRunNotRemembered(evil),
                new NoInputMatched(evil),
                new InputUnreadable(evil, evil),
                new InputAdded(evil),
                new InputRemoved(evil),
                new InputChanged(evil, evil, evil),
                new ArtifactVersionChanged(evil, value, value),
                new ParameterChanged(evil, value, value),
                new CodeChanged(evil),
                new CodeChanged(evil + ".<init>"),
                new CodeAdded(evil + ".<clinit>"),
                new CodeRemoved(evil),
                new CodeKindChanged(evil, evil),
                new CodeUnreadable(evil),
                new OutputMissing(evil),
                new OutputChanged(evil, evil, evil),
                new OutputAdded(evil),
                new OutputUnreadable(evil, evil),
                new ResultUnavailable(evil));
    }

    @Test
    void whateverItNamesItIsOneHarmlessLine() {
        assertThat(hostileReasons())
                .allSatisfy(reason -> assertThat(reason.describe())
                        .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]")
                        .contains("a\\nINFO all is well\\r\\u001b[31m\\u202egnp\\u2028")
                        .hasSizeLessThan(2_000))
                .allSatisfy(reason -> assertThat(new Decision.Stale(List.of(reason, reason))
                                .describe()
                                .lines())
                        .hasSize(1));
    }
}
