package io.github.stepcache.demo.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.demo.clean.Airport;
import io.github.stepcache.demo.clean.Route;
import io.github.stepcache.demo.clean.UsState;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeparturesTests {

    private final List<Airport> airports = List.of(
            airport("ATL", "Atlanta", UsState.GA), airport("SAV", "Savannah", UsState.GA), airport("SCE", null, null));

    private final List<Route> routes = List.of(
            new Route("SAV", "ATL", 10),
            new Route("ATL", "SAV", 7),
            new Route("ATL", "SCE", 5),
            new Route("SCE", "ATL", 10),
            new Route("XXX", "ATL", 1));

    @Test
    void airportsAreJoinedWithTheirNamesAndTheBusiestComesFirst() {
        assertThat(Departures.byAirport(routes, airports))
                .containsExactly(
                        new AirportDepartures("ATL", "ATL Field", "Atlanta", "Georgia", 12, 2),
                        new AirportDepartures("SAV", "SAV Field", "Savannah", "Georgia", 10, 1),
                        new AirportDepartures("SCE", "SCE Field", null, null, 10, 1),
                        new AirportDepartures("XXX", null, null, null, 1, 1));
    }

    @Test
    void airportsWithoutAStateAreCountedTogether() {
        assertThat(Departures.byState(Departures.byAirport(routes, airports)))
                .containsExactly(new StateDepartures("Georgia", 2, 22), new StateDepartures("Not given", 2, 11));
    }

    private static Airport airport(String iata, @Nullable String city, @Nullable UsState state) {
        return new Airport(iata, iata + " Field", city, state, "USA", BigDecimal.ZERO, BigDecimal.ZERO);
    }
}
