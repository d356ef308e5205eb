package io.github.stepcache.demo.traffic;

import io.github.stepcache.demo.clean.Airport;
import io.github.stepcache.demo.clean.Route;
import io.github.stepcache.demo.clean.UsState;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Adds up flights by the airport and by the state that they left. */
final class Departures {

    private Departures() {}

    /** Add up by airport, the busiest first; an airport without a name stays in. */
    static List<AirportDepartures> byAirport(List<Route> routes, List<Airport> airports) {
        Map<String, Airport> airportsByCode =
                airports.stream().collect(Collectors.toMap(Airport::iata, Function.identity()));
        return routes.stream().collect(Collectors.groupingBy(Route::origin)).entrySet().stream()
                .map(origin -> departures(origin.getKey(), origin.getValue(), airportsByCode.get(origin.getKey())))
                .sorted(Comparator.comparingInt(AirportDepartures::departures)
                        .reversed()
                        .thenComparing(AirportDepartures::airport))
                .toList();
    }

    /** Add up by state, the busiest first. */
    static List<StateDepartures> byState(List<AirportDepartures> airports) {
        Map<String, StateDepartures> states = new HashMap<>();
        for (AirportDepartures airport : airports) {
            String state = airport.state() == null ? StateDepartures.NOT_GIVEN : airport.state();
            states.merge(state, new StateDepartures(state, 1, airport.departures()), StateDepartures::plus);
        }
        return states.values().stream()
                .sorted(Comparator.comparingInt(StateDepartures::departures)
                        .reversed()
                        .thenComparing(StateDepartures::state))
                .toList();
    }

    private static AirportDepartures departures(String code, List<Route> routes, @Nullable Airport airport) {
        UsState state = airport == null ? null : airport.state();
        return new AirportDepartures(
                code,
                airport == null ? null : airport.name(),
                airport == null ? null : airport.city(),
                state == null ? null : state.title(),
                routes.stream().mapToInt(Route::flights).sum(),
                (int) routes.stream().map(Route::destination).distinct().count());
    }
}
