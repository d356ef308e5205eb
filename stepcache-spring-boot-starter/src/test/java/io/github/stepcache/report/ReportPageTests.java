package io.github.stepcache.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What stands on the page, as text; how it looks and works, {@link ReportBrowserTests} tell. */
class ReportPageTests {

    private static final Pattern DATA =
            Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>", Pattern.DOTALL);

    private static JsonNode data(String page) {
        Matcher data = DATA.matcher(page);
        assertThat(data.find()).isTrue();
        return JsonMapper.shared().readTree(data.group(1));
    }

    private static List<String> values(JsonNode nodes, String field) {
        return StreamSupport.stream(nodes.spliterator(), false)
                .map(node -> node.path(field).asString())
                .toList();
    }

    @Test
    void stepsStandInTheOrderInWhichTheyWereCalledAndWhatNobodyAskedForLast() throws IOException {
        JsonNode steps = data(ReportPage.render(Samples.pipeline())).path("steps");

        assertThat(values(steps, "name"))
                .containsExactly(
                        "import",
                        "clean-airports",
                        "clean-routes",
                        "clean-strikes",
                        "traffic",
                        "strikes",
                        "report",
                        "weather",
                        "upload",
                        "archive");
        assertThat(values(steps, "outcome"))
                .containsExactly(
                        "stale",
                        "stale",
                        "fresh",
                        "forced",
                        "fresh",
                        "stale",
                        "failed",
                        "restored",
                        "running",
                        "not-asked");
        assertThat(steps.path(4).path("calls")).hasSize(2);
    }

    @Test
    void arrowsLeadFromWhoWritesToWhoReads() {
        assertThat(Samples.pipeline().edges())
                .contains(new Report.Edge(0, 1), new Report.Edge(1, 4), new Report.Edge(4, 6), new Report.Edge(6, 9))
                .doesNotContain(new Report.Edge(1, 0), new Report.Edge(0, 6));
    }

    @Test
    void totalsCountCallsAndTime() throws IOException {
        String page = ReportPage.render(Samples.pipeline());

        assertThat(page)
                .contains("<strong>2 min 42 s</strong> saved by skipping and restoring")
                .contains("<strong>33 %</strong> of 9 calls skipped")
                .contains("<strong>1</strong> restored")
                .contains("<strong>4</strong> ran")
                .contains("<strong>1</strong> failed");
    }

    @Test
    void restoredStepSaysFromWhereAndWhyItWasStale() throws IOException {
        String page = ReportPage.render(Samples.pipeline());

        assertThat(page)
                .contains("<span class=\"badge restored\">restored</span> 1 step")
                .contains("<span class=\"why\">From s3://cache/birds, since output");
        JsonNode call = data(page).at("/steps/7/calls/0");
        assertThat(call.path("label").asString()).isEqualTo("restored");
        assertThat(call.path("count").asString()).isEqualTo("2 reasons");
        assertThat(call.path("facts").toString())
                .contains("[\"Restored from\",\"s3://cache/birds\"]", "[\"As of\",\"2026-11-21 08:00:00 UTC\"]")
                .contains("[\"Saved\",\"10.0 s\"]")
                .doesNotContain("Unchanged since");
        assertThat(data(page).at("/steps/7/note").asString()).isEqualTo("10.0 s saved");
    }

    @Test
    void whereNothingIsRestoredNothingIsSaidOfIt() throws IOException {
        assertThat(ReportPage.render(Samples.large()))
                .contains("saved by skipping</li>")
                .doesNotContain("</strong> restored", "and restoring");
    }

    @Test
    void everyOutcomeHasItsMarkAndItsColours() throws IOException {
        String page = ReportPage.render(Samples.pipeline());

        for (ReportOutcome outcome : ReportOutcome.values()) {
            assertThat(page).containsPattern("MARKS = \\{[^}]*'?" + outcome.word() + "'?: '");
            if (outcome != ReportOutcome.NOT_ASKED) {
                assertThat(page).contains(".badge." + outcome.word(), ".node." + outcome.word());
            }
        }
    }

    @Test
    void longListsAreCutWithACount() throws IOException {
        JsonNode first = data(ReportPage.render(Samples.large()))
                .path("steps")
                .path(0)
                .path("calls")
                .path(0);

        int shown = first.path("reasons").path(0).path("rows").size();
        assertThat(shown).isBetween(10, 200);
        assertThat(first.path("count").asString()).isEqualTo("100,000 reasons");
        assertThat(first.path("left").asString()).isEqualTo("and %,d more".formatted(100_000 - shown));
    }

    @Test
    void hostileNamesStayData() throws IOException {
        String page = ReportPage.render(Samples.hostile());

        assertThat(page.split("<script", -1)).as("data, library and script").hasSize(4);
        assertThat(page.split("</script", -1)).hasSize(4);
        assertThat(page).doesNotContain("<img", "<!--", "\u2028", "\u2029", "\u202E");
        JsonNode rows = data(page).at("/steps/0/calls/0/reasons/0/rows");
        assertThat(rows).hasSize(Samples.HOSTILE_NAMES.size());
        assertThat(rows.path(0).path(0).asString()).isEqualTo(Samples.HOSTILE_NAMES.get(0));
        assertThat(IntStream.range(0, rows.size())
                        .mapToObj(row -> rows.path(row).path(0).asString()))
                .contains("\\u202evsc.exe", "control\\u0000\\u0007\\u001b[31m\\n\\r\\t", "lone \\ud83d surrogate");
    }

    @Test
    void dataOfThePageIsAsciiWithoutMarkup() {
        assertThat(ReportJson.write(Samples.hostile())).matches("[ -;=?-~&&[^&']]*");
    }

    @Test
    void policyAllowsThePagesOwnScriptAndStylesAndNoNetwork() throws IOException, GeneralSecurityException {
        String page = ReportPage.render(Samples.pipeline());

        assertThat(page)
                .contains("default-src 'none'; script-src '" + hash(between(page, "<script>", "</script>")) + "';")
                .contains("style-src '" + hash(between(page, "<style>", "</style>")) + "';")
                .doesNotContain("unsafe", " src=", " style=", "@import", "onclick");
        assertThat(page).contains("Copyright (c) 2012-2014 Chris Pettitt", "MIT licence");
    }

    @Test
    void barsOfTheTimeLineStayOnIt() {
        Report report = Samples.pipeline();
        TimeLine time = TimeLine.of(report.steps());

        assertThat(report.steps().stream()
                        .flatMap(step -> step.calls().stream())
                        .map(time::bar))
                .hasSize(10)
                .allSatisfy(bar -> {
                    double left = Double.parseDouble(bar.left());
                    double width = Double.parseDouble(bar.width());
                    assertThat(left).isBetween(0.0, 100.0);
                    assertThat(width).isBetween(0.4, 100.0);
                    assertThat(left + width).isLessThanOrEqualTo(100.01);
                });
    }

    private static String between(String page, String start, String end) {
        int from = page.lastIndexOf(start) + start.length();
        return page.substring(from, page.indexOf(end, from));
    }

    private static String hash(String text) throws GeneralSecurityException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return "sha256-" + Base64.getEncoder().encodeToString(digest);
    }
}
