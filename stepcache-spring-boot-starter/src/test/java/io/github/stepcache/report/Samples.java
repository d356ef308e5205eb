package io.github.stepcache.report;

import io.github.stepcache.decision.Decision;
import io.github.stepcache.decision.StaleReason;
import io.github.stepcache.graph.StepOutline;
import io.github.stepcache.history.Calls;
import io.github.stepcache.step.StepSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Pipelines to report on. */
final class Samples {

    /** Names of files that are meant to break a page: out of a script, a tag, an attribute, or the direction of a line. */
    static final List<String> HOSTILE_NAMES = List.of(
            "</script><script>window.harmed = true</script>.csv",
            "<!--<script>",
            "<img src=x onerror='window.harmed = true'>",
            "\"' onmouseover=\"window.harmed = true\" x='",
            "{{rows}} {{{data}}} ${x} #{y}",
            "emoji-\uD83D\uDC26-\uD83D\uDC68\u200D\uD83D\uDC69.csv",
            "\u202Evsc.exe",
            "\u05E9\u05DC\u05D5\u05DD.csv",
            "line\u2028separator\u2029paragraph",
            "control\u0000\u0007\u001B[31m\n\r\t",
            "lone \uD83D surrogate",
            "\\u003c/script\\u003e",
            "]]>&lt;&amp;");

    private Samples() {}

    /** A small pipeline in which everything that can become of a step has become of one. */
    static Report pipeline() {
        Calls calls = new Calls();
        calls.ran(step("import", "data/raw"), Duration.ofMillis(184), Calls.changed(3));
        calls.ran(
                step("clean-airports", "out/import/airports.csv"),
                Duration.ofMillis(90),
                List.of(
                        new StaleReason.InputAdded("out/import/airports.csv"),
                        new StaleReason.OutputMissing("x.jsonl")));
        calls.fresh(step("clean-routes", "out/import/routes.csv"), Duration.ofMillis(2300));
        calls.ran(
                step("clean-strikes", "out/import/strikes.csv"),
                Duration.ofMillis(64),
                List.of(new StaleReason.Forced()));
        calls.fresh(step("traffic", "out/clean-airports", "out/clean-routes"), Duration.ofSeconds(75));
        calls.fresh(step("traffic", "out/clean-airports", "out/clean-routes"), Duration.ofSeconds(75));
        calls.notRemembered(
                step("strikes", "out/clean-strikes"),
                Duration.ofMillis(210),
                "input \"out/clean-strikes/a.jsonl\" changed while it ran",
                List.of(new StaleReason.ParameterChanged("year", Optional.of("2023"), Optional.of("2024"))));
        calls.failed(
                step("report", "out/strikes", "out/traffic"),
                Duration.ofMillis(31),
                new IllegalStateException("There is no column 'city'"),
                Calls.changed(1));
        calls.restored(
                step("weather", "data/weather"),
                Duration.ofSeconds(10),
                "s3://cache/birds",
                List.of(new StaleReason.OutputMissing("x.jsonl"), Calls.changed("data/weather/a.csv")));
        calls.begin(step("upload", "out/report"), new Decision.Stale(Calls.changed(1)));
        calls.pass(Duration.ofMillis(120));
        return report(
                "Birds & aircraft",
                calls,
                List.of(
                        StepOutline.of(step("archive", "out/report")),
                        StepOutline.of(step("import", "data/raw")),
                        new StepOutline("clean-#{#dataset}", List.of(), Set.of(), "out/clean-**", List.of(), false)));
    }

    /** A step that every hostile name is an input of. */
    static Report hostile() {
        Calls calls = new Calls();
        calls.ran(
                step("\u05E0\u05EA\u05D5\u05E0\u05D9\u05DD", "data"),
                Duration.ofMillis(3),
                HOSTILE_NAMES.stream().map(Calls::changed).toList());
        calls.failed(
                step("failing", "data"),
                Duration.ZERO,
                new IllegalStateException(HOSTILE_NAMES.get(0)),
                Calls.changed(1));
        calls.notRemembered(step("unremembered", "data"), Duration.ZERO, HOSTILE_NAMES.get(2), Calls.changed(1));
        return report(HOSTILE_NAMES.get(0), calls, List.of());
    }

    /** 500 steps, each of which reads from two earlier ones, and one of which has 100,000 inputs that changed. */
    static Report large() {
        Calls calls = new Calls();
        for (int i = 0; i < 500; i++) {
            String[] inputs = i < 10
                    ? new String[] {"data/" + i}
                    : new String[] {"out/" + name(i - 10), "out/" + name(i * 7 / 10)};
            calls.ran(step(name(i), inputs), Duration.ofMillis(10 + i % 90), Calls.changed(i == 0 ? 100_000 : 200));
        }
        return report("500 steps", calls, List.of());
    }

    private static String name(int place) {
        return "step-%03d".formatted(place);
    }

    static StepSpec step(String name, String... inputs) {
        return StepSpec.named(name)
                .inputs(inputs)
                .outputDir(Path.of("out", name))
                .requiredOutputs("*.jsonl")
                .build();
    }

    static Report report(String title, Calls calls, List<StepOutline> declared) {
        return Report.of(title, calls.now(), calls.journal(), declared, Path.of("base"));
    }
}
