package io.github.stepcache.demo.traffic;

import io.github.stepcache.annotation.CachedStep;
import io.github.stepcache.demo.clean.Airport;
import io.github.stepcache.demo.clean.Dataset;
import io.github.stepcache.demo.clean.Route;
import io.github.stepcache.demo.files.Jsonl;
import io.github.stepcache.demo.files.Workspace;
import java.io.IOException;
import java.util.List;
import org.springframework.stereotype.Service;

/** Counts the departures of each airport, joined with its name and state. */
@Service
public class TrafficStatistics {

    private final Workspace workspace;

    /** Count the departures of a workspace. */
    public TrafficStatistics(Workspace workspace) {
        this.workspace = workspace;
    }

    /** Write the departures by airport and by state. */
    @CachedStep(
            name = "traffic",
            inputs = {"out/clean/flights-airport", "out/clean/airports"},
            extensions = ".jsonl",
            outputDir = "out/traffic",
            requiredOutputs = {"departures.jsonl", "by-state.jsonl"})
    public void count() throws IOException {
        List<Route> routes = Jsonl.read(workspace.cleaned(Dataset.FLIGHTS.title()), Route.class);
        List<Airport> airports = Jsonl.read(workspace.cleaned(Dataset.AIRPORTS.title()), Airport.class);
        List<AirportDepartures> departures = Departures.byAirport(routes, airports);
        Jsonl.write(workspace.departures(), departures);
        Jsonl.write(workspace.departuresByState(), Departures.byState(departures));
    }
}
