package io.github.stepcache.actuate;

import io.github.stepcache.graph.StepGraph;
import io.github.stepcache.graph.StepOutline;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The steps of an application as a graph, in which one that needs arguments is a single node. Asks no bean.
 *
 * @param graph how they hang together
 * @param outcomes what became of their last calls, by id
 */
record DrawnSteps(StepGraph graph, Map<String, String> outcomes) {

    static DrawnSteps of(List<KnownStep> steps, Path baseDir) {
        StepGraph graph =
                StepGraph.ofOutlines(steps.stream().map(DrawnSteps::outline).toList(), baseDir);
        Map<String, String> outcomes = new HashMap<>();
        for (int i = 0; i < steps.size(); i++) {
            String id = graph.nodes().get(i).id();
            steps.get(i)
                    .lastCall()
                    .ifPresent(call -> outcomes.put(id, call.outcome().word()));
        }
        return new DrawnSteps(graph, outcomes);
    }

    GraphDescriptor describe() {
        return GraphDescriptor.of(graph, outcomes);
    }

    String toMermaid() {
        return graph.toMermaid(outcomes);
    }

    String toDot() {
        return graph.toDot(outcomes);
    }

    private static StepOutline outline(KnownStep step) {
        return step.needsArguments() ? step.declared().orElseThrow().outline() : step.outline();
    }
}
