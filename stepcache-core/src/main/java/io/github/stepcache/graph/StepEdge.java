package io.github.stepcache.graph;

import java.util.List;

/**
 * That a step may read what another one writes.
 *
 * @param from the id of the step that writes
 * @param to the id of the step that reads
 * @param links why; at least one
 */
public record StepEdge(String from, String to, List<StepLink> links) {

    /**
     * Keep an unmodifiable copy.
     *
     * @param from the id of the step that writes
     * @param to the id of the step that reads
     * @param links why
     */
    public StepEdge {
        links = List.copyOf(links);
    }
}
