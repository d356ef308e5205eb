package io.github.stepcache.graph;

import io.github.stepcache.step.Quoted;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Steps that each read what the one before writes, in a circle: with no order would all of them be fresh after one run.
 *
 * @param edges the edges, each beginning where the one before ends, and the first where the last ends
 * @param certain whether no arguments are needed to know the paths
 */
public record StepCycle(List<StepEdge> edges, boolean certain) {

    /**
     * Keep an unmodifiable copy.
     *
     * @param edges the edges in order
     * @param certain whether no arguments are needed to know the paths
     */
    public StepCycle {
        edges = List.copyOf(edges);
    }

    /**
     * Say it on one line, with a path for each edge.
     *
     * @return a sentence fit for a log
     */
    public String describe() {
        return edges.stream()
                .map(edge -> "step " + Quoted.of(edge.to()) + " reads what step " + Quoted.of(edge.from()) + " writes ("
                        + edge.links().get(0).describe() + ')')
                .collect(Collectors.joining(", "));
    }
}
