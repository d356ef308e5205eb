package io.github.stepcache.demo.report;

import io.github.stepcache.demo.report.Chart.Series;
import io.github.stepcache.demo.traffic.AirportDepartures;
import io.github.stepcache.demo.traffic.StateDepartures;
import java.util.List;

/** The charts about departures. */
final class TrafficCharts {

    private static final int SHOWN = 12;

    private TrafficCharts() {}

    static List<Chart> of(Findings findings) {
        return List.of(byAirport(findings.departures()), byState(findings.departuresByState()));
    }

    static long total(List<AirportDepartures> airports) {
        return airports.stream().mapToLong(AirportDepartures::departures).sum();
    }

    private static Chart byAirport(List<AirportDepartures> airports) {
        List<AirportDepartures> busiest = airports.stream().limit(SHOWN).toList();
        String note = "The %d busiest of %s airports had %s of all departures."
                .formatted(
                        busiest.size(),
                        Numbers.count(airports.size()),
                        Numbers.percent(total(busiest), total(airports)));
        return departures(
                "departures-by-airport",
                "Departures by airport, 2008",
                note,
                "Airport",
                busiest.stream().map(TrafficCharts::label).toList(),
                busiest.stream().map(airport -> (long) airport.departures()).toList());
    }

    private static Chart byState(List<StateDepartures> all) {
        List<StateDepartures> states =
                all.stream().filter(group -> !group.isNotGiven()).toList();
        List<StateDepartures> busiest = states.stream().limit(SHOWN).toList();
        long leftOut = all.stream()
                .filter(StateDepartures::isNotGiven)
                .mapToLong(StateDepartures::departures)
                .sum();
        String note = "The first %d of %d states and territories; %s departures without a state are left out."
                .formatted(busiest.size(), states.size(), Numbers.count(leftOut));
        return departures(
                "departures-by-state",
                "Departures by state, 2008",
                note,
                "State",
                busiest.stream().map(StateDepartures::state).toList(),
                busiest.stream().map(state -> (long) state.departures()).toList());
    }

    private static Chart departures(
            String id, String title, String note, String labelAxis, List<String> labels, List<Long> values) {
        return new Chart(
                id,
                title,
                note,
                "bars",
                "count",
                labelAxis,
                "Departures",
                labels,
                List.of(new Series("Departures", values)));
    }

    private static String label(AirportDepartures airport) {
        return airport.city() == null ? airport.airport() : airport.airport() + " " + airport.city();
    }
}
