package io.github.stepcache.report;

import io.github.stepcache.graph.StepEdge;
import io.github.stepcache.graph.StepGraph;
import io.github.stepcache.graph.StepOutline;
import io.github.stepcache.history.StepCall;
import io.github.stepcache.history.StepJournal;
import io.github.stepcache.history.StepKey;
import io.github.stepcache.history.StepTotals;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the page shows: steps in the order in which they were first called, behind them those that nobody asked for, and
 * which of them may read what others write.
 *
 * @param title what the page is about
 * @param writtenAt when it was made
 * @param totals what became of all calls
 * @param forgotten how many calls are counted in the totals and not shown
 * @param steps the steps
 * @param edges pairs of places in the list of steps: who writes, and who reads
 */
record Report(
        String title, Instant writtenAt, StepTotals totals, long forgotten, List<ReportStep> steps, List<Edge> edges) {

    /** That the step at one place of the list may read what the one at another place writes. */
    record Edge(int from, int to) {}

    /**
     * Take what the page shows out of what is known at one moment.
     *
     * @param title what the page is about
     * @param now that moment
     * @param journal what became of the steps that were asked for
     * @param declared where the steps read and write that the application declares
     * @param baseDir what their paths are relative to
     * @return what the page shows
     */
    static Report of(String title, Instant now, StepJournal journal, List<StepOutline> declared, Path baseDir) {
        List<ReportStep> steps = new ArrayList<>();
        Map<StepKey, List<StepCall>> asked = new LinkedHashMap<>();
        calls(journal)
                .forEach(call -> asked.computeIfAbsent(call.key(), key -> new ArrayList<>())
                        .add(call));
        asked.values().forEach(calls -> steps.add(ReportStep.asked(calls)));
        declared.stream()
                .filter(outline ->
                        asked.keySet().stream().noneMatch(key -> TemplateName.canBe(outline.name(), key.name())))
                .forEach(outline -> steps.add(ReportStep.notAsked(outline)));
        return new Report(title, now, journal.totals(), journal.forgotten(), steps, edges(steps, baseDir));
    }

    /** The last call of a step can be older than all calls that were kept as such. */
    private static List<StepCall> calls(StepJournal journal) {
        List<StepCall> kept = journal.calls();
        Set<StepKey> keys = new LinkedHashSet<>();
        kept.forEach(call -> keys.add(call.key()));
        List<StepCall> calls = new ArrayList<>(kept);
        journal.latest().stream().filter(call -> !keys.contains(call.key())).forEach(calls::add);
        calls.sort(Comparator.comparing(StepCall::startedAt));
        return calls;
    }

    private static List<Edge> edges(List<ReportStep> steps, Path baseDir) {
        StepGraph graph =
                StepGraph.ofOutlines(steps.stream().map(ReportStep::outline).toList(), baseDir);
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < steps.size(); i++) {
            places.put(graph.nodes().get(i).id(), i);
        }
        List<Edge> edges = new ArrayList<>();
        for (StepEdge edge : graph.edges()) {
            edges.add(new Edge(place(places, edge.from()), place(places, edge.to())));
        }
        return edges;
    }

    private static int place(Map<String, Integer> places, String id) {
        return places.getOrDefault(id, 0); // each node of an edge is one of the graph
    }
}
