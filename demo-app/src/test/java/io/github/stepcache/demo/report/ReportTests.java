package io.github.stepcache.demo.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.demo.RawData;
import io.github.stepcache.demo.clean.Cleaning;
import io.github.stepcache.demo.clean.Dataset;
import io.github.stepcache.demo.dictionary.Dictionary;
import io.github.stepcache.demo.files.Jsonl;
import io.github.stepcache.demo.files.Workspace;
import io.github.stepcache.demo.strikes.StrikeStatistics;
import io.github.stepcache.demo.traffic.TrafficStatistics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page over the real data, made without a cache. */
class ReportTests {

    @TempDir
    static Path baseDir;

    private static Workspace workspace;

    private static String html;

    @BeforeAll
    static void runThePipeline() throws IOException {
        workspace = RawData.copyTo(baseDir);
        Jsonl.write(workspace.dictionary(), Dictionary.of(workspace.raw()));
        for (String dataset : Dataset.titles()) {
            new Cleaning(workspace).clean(dataset);
        }
        new StrikeStatistics(workspace).count();
        new TrafficStatistics(workspace).count();
        new Report(workspace).write();
        html = Files.readString(workspace.report());
    }

    @Test
    void theSameDataGivesTheSamePage() throws IOException {
        new Report(workspace).write();

        assertThat(workspace.report()).hasContent(html);
    }

    @Test
    void nothingIsLoadedFromElsewhere() {
        assertThat(html).doesNotContainPattern("(?:src|href)=\"(?!#)");
        assertThat(html).doesNotContain("@import", "url(");
    }

    @Test
    void nothingIsLeftOfTheTemplatesLanguage() {
        assertThat(html).doesNotContain("{{#", "{{/", "{{{");
    }

    @Test
    void theNumbersAreWrittenOut() {
        assertThat(html).contains("<strong>10,000</strong> wildlife strikes reported");
        assertThat(html).contains("<strong>10.6%</strong> of them damaged the aircraft");
        assertThat(html).contains("<strong>$36.3 million</strong> for repairs");
        assertThat(html).contains("<strong>7.0 million</strong> departures in 2008");
    }

    @Test
    void chartsSayWhatTheyLeaveOut() {
        assertThat(html).contains("8,009 strikes of unidentified species are left out");
        assertThat(html).contains("Only 178 of 10,000 reports say what the repair cost");
    }

    @Test
    void theSourcesAndTheirLicencesAreNamed() {
        assertThat(html)
                .contains("FAA Wildlife Strike Database, U.S. Government data set")
                .contains("Data.gov &quot;Airports&quot;, open data")
                .contains("U.S. Bureau of Transportation Statistics, U.S. Government data set");
    }

    @Test
    void everyChartHasItsTable() {
        assertThat(html.split("<canvas ", -1)).hasSize(8);
        assertThat(html).contains("<tr><td>Oct</td><td class=\"number\">1,215</td><td class=\"number\">137</td></tr>");
    }
}
