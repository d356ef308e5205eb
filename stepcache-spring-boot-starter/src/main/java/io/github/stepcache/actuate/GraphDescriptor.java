package io.github.stepcache.actuate;

import io.github.stepcache.graph.StepEdge;
import io.github.stepcache.graph.StepGraph;
import io.github.stepcache.graph.StepLink;
import io.github.stepcache.graph.StepNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * How the steps of an application hang together.
 *
 * @param nodes the steps
 * @param edges who may read what another one writes
 * @param cycles steps that wait for each other, as the ids of each circle; none in most pipelines
 */
public record GraphDescriptor(List<Node> nodes, List<Edge> edges, List<List<String>> cycles)
        implements OperationResponseBody {

    /**
     * A step.
     *
     * @param id tells it from the others: its name, if no other step has the same
     * @param name its name; of one that needs arguments, its template
     * @param outcome what became of its last call; null if it was not called in this process
     * @param exact whether its paths are known before it is called
     */
    public record Node(String id, String name, @Nullable String outcome, boolean exact) {}

    /**
     * That a step may read what another one writes.
     *
     * @param from the id of the step that writes
     * @param to the id of the step that reads
     * @param links why
     */
    public record Edge(String from, String to, List<Link> links) {

        static Edge of(StepEdge edge) {
            return new Edge(
                    edge.from(), edge.to(), edge.links().stream().map(Link::of).toList());
        }
    }

    /**
     * Why a step is taken to read what another one writes.
     *
     * @param input the input of the reader, as declared
     * @param output what of the writer meets it
     * @param kind which of the two that is: required-output or output-directory
     */
    public record Link(String input, String output, String kind) {

        static Link of(StepLink link) {
            String kind = link.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
            return new Link(link.input(), link.output(), kind);
        }
    }

    static GraphDescriptor of(StepGraph graph, Map<String, String> outcomes) {
        return new GraphDescriptor(
                graph.nodes().stream().map(node -> node(node, outcomes)).toList(),
                graph.edges().stream().map(Edge::of).toList(),
                graph.cycles().stream()
                        .map(cycle -> cycle.edges().stream().map(StepEdge::from).toList())
                        .toList());
    }

    private static Node node(StepNode node, Map<String, String> outcomes) {
        return new Node(
                node.id(),
                node.outline().name(),
                outcomes.get(node.id()),
                node.outline().exact());
    }
}
