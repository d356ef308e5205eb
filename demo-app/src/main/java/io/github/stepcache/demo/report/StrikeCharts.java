package io.github.stepcache.demo.report;

import io.github.stepcache.demo.report.Chart.Series;
import io.github.stepcache.demo.strikes.StrikeGroup;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;

/** The charts about wildlife strikes. */
final class StrikeCharts {

    private static final int SHOWN = 12;

    private StrikeCharts() {}

    static List<Chart> of(Findings findings) {
        return List.of(
                byMonth(findings.byMonth()),
                byPhase(findings.byPhase()),
                bySpecies(findings.bySpecies()),
                costBySpecies(findings.bySpecies()),
                byState(findings.byState()));
    }

    private static Chart byMonth(List<StrikeGroup> months) {
        String note = "Most in %s; all years together.".formatted(most(months).group());
        return strikes(
                "strikes-by-month",
                "Strikes by month",
                note,
                "columns",
                "Month",
                months.stream().map(StrikeCharts::abbreviated).toList());
    }

    private static StrikeGroup abbreviated(StrikeGroup month) {
        return new StrikeGroup(
                month.group().substring(0, 3), month.strikes(), month.damaging(), month.repairs(), month.repairCost());
    }

    private static Chart byPhase(List<StrikeGroup> phases) {
        StrikeGroup most = most(phases);
        String note = "In the order of a flight. %s of all strikes happened in one phase: %s."
                .formatted(Numbers.percent(most.strikes(), total(phases, StrikeGroup::strikes)), most.group());
        return strikes("strikes-by-phase", "Strikes by phase of flight", note, "bars", "Phase of flight", phases);
    }

    private static Chart bySpecies(List<StrikeGroup> species) {
        List<StrikeGroup> known =
                species.stream().filter(group -> !group.isUnidentified()).toList();
        long leftOut = total(species, StrikeGroup::strikes) - total(known, StrikeGroup::strikes);
        String note = "The %d most frequent of %d; %s strikes of unidentified species are left out."
                .formatted(Math.min(SHOWN, known.size()), known.size(), Numbers.count(leftOut));
        return strikes("strikes-by-species", "Strikes by identified species", note, "bars", "Species", first(known));
    }

    private static Chart costBySpecies(List<StrikeGroup> species) {
        List<StrikeGroup> costly = first(species.stream()
                .filter(group -> group.repairCost() > 0)
                .sorted(Comparator.comparingLong(StrikeGroup::repairCost)
                        .reversed()
                        .thenComparing(StrikeGroup::group))
                .toList());
        String note = "Only %s of %s reports say what the repair cost; a single one can lead a species' bar."
                .formatted(
                        Numbers.count(total(species, StrikeGroup::repairs)),
                        Numbers.count(total(species, StrikeGroup::strikes)));
        return new Chart(
                "cost-by-species",
                "Repair cost by species",
                note,
                "bars",
                "dollars",
                "Species",
                "Reported repair cost (US dollars)",
                costly.stream().map(StrikeGroup::group).toList(),
                List.of(new Series("Repair cost", values(costly, StrikeGroup::repairCost))));
    }

    private static Chart byState(List<StrikeGroup> states) {
        String note = "The first %d of %d states; the reports come from a selection of airports, not from all."
                .formatted(Math.min(SHOWN, states.size()), states.size());
        return strikes("strikes-by-state", "Strikes by state", note, "bars", "State", first(states));
    }

    private static Chart strikes(
            String id, String title, String note, String shape, String labelAxis, List<StrikeGroup> groups) {
        return new Chart(
                id,
                title,
                note,
                shape,
                "count",
                labelAxis,
                "Strikes",
                groups.stream().map(StrikeGroup::group).toList(),
                List.of(
                        new Series("Without damage", values(groups, group -> group.strikes() - group.damaging())),
                        new Series("With damage", values(groups, StrikeGroup::damaging))));
    }

    static long total(List<StrikeGroup> groups, ToLongFunction<StrikeGroup> number) {
        return groups.stream().mapToLong(number).sum();
    }

    private static List<Long> values(List<StrikeGroup> groups, ToLongFunction<StrikeGroup> number) {
        return groups.stream().map(number::applyAsLong).toList();
    }

    private static List<StrikeGroup> first(List<StrikeGroup> groups) {
        return groups.stream().limit(SHOWN).toList();
    }

    private static StrikeGroup most(List<StrikeGroup> groups) {
        return groups.stream()
                .max(Comparator.comparingInt(StrikeGroup::strikes))
                .orElseThrow(() -> new IllegalStateException("There is no strike to draw a chart of"));
    }
}
