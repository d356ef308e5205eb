package io.github.stepcache.graph;

import io.github.stepcache.graph.StepLink.Kind;
import io.github.stepcache.graph.StepPlaces.Input;
import io.github.stepcache.graph.StepPlaces.Output;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Finds the edges of a graph. A step reads from another one if an input can be a required output of that. An input can
 * also be something that a step leaves without being asked for it: then it lies in that step's output directory (where
 * several are nested, in the nearest), and nobody's required outputs account for what lies there.
 */
final class StepEdges {

    private final List<StepNode> nodes;
    private final Map<String, StepPlaces> places;

    StepEdges(List<StepNode> nodes, Map<String, StepPlaces> places) {
        this.nodes = nodes;
        this.places = places;
    }

    List<StepEdge> find() {
        List<StepEdge> edges = new ArrayList<>();
        for (StepNode reader : nodes) {
            Map<String, List<StepLink>> links = new LinkedHashMap<>();
            nodes.forEach(writer -> links.put(writer.id(), new ArrayList<>()));
            places(reader).inputs().forEach(input -> link(reader, input, links));
            links.remove(reader.id());
            links.forEach((writer, why) -> {
                if (!why.isEmpty()) {
                    edges.add(new StepEdge(writer, reader.id(), why));
                }
            });
        }
        return edges;
    }

    private void link(StepNode reader, Input input, Map<String, List<StepLink>> links) {
        List<StepNode> accounting = new ArrayList<>();
        for (StepNode writer : nodes) {
            boolean exact = reader.outline().exact() && writer.outline().exact();
            Optional<Output> met = places(writer).requiredOutputs().stream()
                    .filter(output -> input.meets(output, exact))
                    .findFirst();
            met.ifPresent(output -> {
                accounting.add(writer);
                add(links, writer, input, output.text(), Kind.REQUIRED_OUTPUT);
            });
        }
        for (StepNode writer : nodes) {
            if (!accounting.contains(writer) && mayLeave(writer, input, accounting)) {
                add(links, writer, input, writer.outline().outputDir(), Kind.OUTPUT_DIRECTORY);
            }
        }
    }

    /** Tell whether a step may leave what an input matches, though it is not among its required outputs. */
    private boolean mayLeave(StepNode writer, Input input, List<StepNode> accounting) {
        StepPlaces writers = places(writer);
        boolean unprotected = writer.outline().requiredOutputs().isEmpty();
        if (!input.meets(writers.outputDir()) || (writer.outline().writesAnywhere() && !unprotected)) {
            return false;
        }
        boolean nested = nodes.stream().anyMatch(other -> isNearer(places(other), writers, input));
        boolean accountedFor = !unprotected
                && accounting.stream()
                        .anyMatch(other -> places(other).outputDir().meets(writers.outputDir()));
        return !nested && !accountedFor;
    }

    /** Tell whether an input lies in the output directory of a step that lies in that of another one. */
    private static boolean isNearer(StepPlaces inner, StepPlaces outer, Input input) {
        return inner.directory()
                .filter(input::liesIn)
                .filter(directory -> outer.directory()
                        .filter(above -> directory.startsWith(above + '/'))
                        .isPresent())
                .isPresent();
    }

    private StepPlaces places(StepNode node) {
        return Objects.requireNonNull(places.get(node.id()));
    }

    private static void add(Map<String, List<StepLink>> links, StepNode writer, Input input, String output, Kind kind) {
        Objects.requireNonNull(links.get(writer.id())).add(new StepLink(input.text(), output, kind));
    }
}
