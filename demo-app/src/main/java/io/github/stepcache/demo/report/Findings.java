package io.github.stepcache.demo.report;

import io.github.stepcache.demo.clean.CleaningSummary;
import io.github.stepcache.demo.clean.Dataset;
import io.github.stepcache.demo.dictionary.ColumnProfile;
import io.github.stepcache.demo.files.Jsonl;
import io.github.stepcache.demo.files.Workspace;
import io.github.stepcache.demo.strikes.StrikeGroup;
import io.github.stepcache.demo.traffic.AirportDepartures;
import io.github.stepcache.demo.traffic.StateDepartures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** All that the earlier steps wrote and the page shows. */
record Findings(
        List<Source> sources,
        List<ColumnProfile> dictionary,
        List<CleaningSummary> cleaning,
        List<StrikeGroup> bySpecies,
        List<StrikeGroup> byMonth,
        List<StrikeGroup> byPhase,
        List<StrikeGroup> byState,
        List<AirportDepartures> departures,
        List<StateDepartures> departuresByState) {

    static Findings read(Workspace workspace) throws IOException {
        List<CleaningSummary> cleaning = new ArrayList<>();
        for (String dataset : Dataset.titles()) {
            cleaning.addAll(Jsonl.read(workspace.cleaningSummary(dataset), CleaningSummary.class));
        }
        return new Findings(
                Source.readAll(workspace.sources()),
                Jsonl.read(workspace.dictionary(), ColumnProfile.class),
                cleaning,
                Jsonl.read(workspace.strikesBy("species"), StrikeGroup.class),
                Jsonl.read(workspace.strikesBy("month"), StrikeGroup.class),
                Jsonl.read(workspace.strikesBy("phase"), StrikeGroup.class),
                Jsonl.read(workspace.strikesBy("state"), StrikeGroup.class),
                Jsonl.read(workspace.departures(), AirportDepartures.class),
                Jsonl.read(workspace.departuresByState(), StateDepartures.class));
    }
}
