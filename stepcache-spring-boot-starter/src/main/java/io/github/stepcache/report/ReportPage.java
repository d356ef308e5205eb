package io.github.stepcache.report;

import com.samskivert.mustache.Mustache;
import io.github.stepcache.history.StepTotals;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Sets a report into its page, with styles, script and the library that lays out the picture inside: no network is needed,
 * and the page's own policy allows none. It runs nothing but the script whose hash it names.
 */
final class ReportPage {

    private static final String LAYOUT_LIBRARY = "dagre-3.1.3.min.js";

    private ReportPage() {}

    /** A number that says much. */
    record Figure(String number, String meaning) {}

    /** How a step looks, by what became of it. */
    record Mark(String outcome, String label, String count) {}

    static String render(Report report) throws IOException {
        TimeLine time = TimeLine.of(report.steps());
        List<ReportRow> rows = new ArrayList<>();
        for (int i = 0; i < report.steps().size(); i++) {
            rows.add(ReportRow.of(i, report.steps().get(i), time));
        }
        String css = resource("report.css");
        String script = resource("report.js") + resource("picture.js");
        return Mustache.compiler()
                .compile(resource("report.mustache"))
                .execute(Map.ofEntries(
                        Map.entry("title", report.title()),
                        Map.entry("written", ReportText.moment(report.writtenAt())),
                        Map.entry("figures", figures(report, time)),
                        Map.entry("forgotten", forgotten(report)),
                        Map.entry("legend", legend(report)),
                        Map.entry("rows", rows),
                        Map.entry("length", ReportText.duration(time.length())),
                        Map.entry("css", css),
                        Map.entry("cssHash", hash(css)),
                        Map.entry("script", script),
                        Map.entry("scriptHash", hash(script)),
                        Map.entry("library", resource(LAYOUT_LIBRARY + ".LEGAL.txt") + resource(LAYOUT_LIBRARY)),
                        Map.entry("data", ReportJson.write(report))));
    }

    private static List<Figure> figures(Report report, TimeLine time) {
        StepTotals totals = report.totals();
        List<Figure> figures = new ArrayList<>();
        String how = totals.restored() == 0 ? "saved by skipping" : "saved by skipping and restoring";
        figures.add(new Figure(ReportText.duration(totals.saved()), how));
        figures.add(new Figure(share(totals), "of " + ReportText.count(totals.calls(), "call") + " skipped"));
        if (totals.restored() > 0) { // not everybody has a store
            figures.add(new Figure(ReportText.count(totals.restored()), "restored"));
        }
        figures.add(new Figure(ReportText.count(totals.ran()), "ran"));
        figures.add(new Figure(ReportText.count(totals.failed()), "failed"));
        figures.add(new Figure(ReportText.duration(time.length()), "from first to last"));
        return figures;
    }

    private static List<Mark> legend(Report report) {
        Map<ReportOutcome, Long> counts = report.steps().stream()
                .collect(Collectors.groupingBy(ReportStep::outcome, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(entry -> new Mark(
                        entry.getKey().word(), entry.getKey().label(), ReportText.count(entry.getValue(), "step")))
                .toList();
    }

    private static String share(StepTotals totals) {
        return totals.calls() == 0 ? "0 %" : 100 * totals.fresh() / totals.calls() + " %";
    }

    private static String forgotten(Report report) {
        return report.forgotten() == 0
                ? ""
                : ReportText.count(report.forgotten(), "earlier call") + " only counted in the totals.";
    }

    private static String resource(String name) throws IOException {
        try (InputStream stream = ReportPage.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IOException("There is no '%s' on the class path".formatted(name));
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        }
    }

    /** What the policy of the page knows a script or style by. */
    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Each Java platform has SHA-256", e);
        }
    }
}
