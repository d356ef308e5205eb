package io.github.stepcache.demo.report;

import io.github.stepcache.demo.clean.CleaningSummary;
import io.github.stepcache.demo.clean.CleaningSummary.Dropped;
import io.github.stepcache.demo.dictionary.ColumnProfile;
import io.github.stepcache.demo.files.Jsonl;
import io.github.stepcache.demo.strikes.StrikeGroup;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the page's template shows, with all numbers written out. */
record ReportPage(
        List<Figure> figures,
        List<Chart> strikeCharts,
        List<Chart> trafficCharts,
        List<Source> sources,
        List<CleanedFile> cleaned,
        List<DictionaryFile> dictionary) {

    /** A number that says much. */
    record Figure(String number, String meaning) {}

    /** What cleaning did with a file's rows. */
    record CleanedFile(String dataset, String rowsIn, String rowsOut, String repeated, List<Dropped> dropped) {}

    /** The columns of a raw file. */
    record DictionaryFile(String file, String rows, List<Column> columns) {}

    /** A column of a raw file. */
    record Column(
            String name,
            String type,
            String nulls,
            String distinct,
            String range,
            @Nullable String mostCommon) {}

    static ReportPage of(Findings findings) {
        return new ReportPage(
                figures(findings),
                StrikeCharts.of(findings),
                TrafficCharts.of(findings),
                findings.sources(),
                findings.cleaning().stream().map(ReportPage::cleanedFile).toList(),
                dictionary(findings.dictionary()));
    }

    /** Return the charts' numbers for the page's script; {@code <} is escaped, so no value can end the element. */
    String chartData() {
        return Jsonl.line(Stream.concat(strikeCharts.stream(), trafficCharts.stream())
                        .toList())
                .replace("<", "\\u003c");
    }

    private static List<Figure> figures(Findings findings) {
        List<StrikeGroup> months = findings.byMonth();
        long strikes = StrikeCharts.total(months, StrikeGroup::strikes);
        long damaging = StrikeCharts.total(months, StrikeGroup::damaging);
        long repairCost = StrikeCharts.total(months, StrikeGroup::repairCost);
        return List.of(
                new Figure(Numbers.count(strikes), "wildlife strikes reported, 1990 to 2002"),
                new Figure(Numbers.percent(damaging, strikes), "of them damaged the aircraft"),
                new Figure("$" + Numbers.millions(repairCost), "for repairs, as far as reported"),
                new Figure(Numbers.millions(TrafficCharts.total(findings.departures())), "departures in 2008"));
    }

    private static CleanedFile cleanedFile(CleaningSummary summary) {
        return new CleanedFile(
                summary.dataset(),
                Numbers.count(summary.rowsIn()),
                Numbers.count(summary.rowsOut()),
                Numbers.count(summary.repeated()),
                summary.dropped());
    }

    private static List<DictionaryFile> dictionary(List<ColumnProfile> profiles) {
        return profiles.stream()
                .collect(Collectors.groupingBy(ColumnProfile::file, LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(file -> new DictionaryFile(
                        file.getKey(),
                        Numbers.count(file.getValue().get(0).rows()),
                        file.getValue().stream().map(ReportPage::column).toList()))
                .toList();
    }

    private static Column column(ColumnProfile profile) {
        return new Column(
                profile.column(),
                profile.type(),
                Numbers.count(profile.nulls()),
                Numbers.count(profile.distinct()),
                profile.min() == null ? "" : profile.min() + " to " + profile.max(),
                profile.mostCommon());
    }
}
