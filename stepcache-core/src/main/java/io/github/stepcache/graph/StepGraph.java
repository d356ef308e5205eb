package io.github.stepcache.graph;

import io.github.stepcache.step.StepSpec;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Steps, and which of them may read what another one writes.
 *
 * <p>Told from declarations alone, without a look at the disk: links are not followed, and inputs that are no files lead
 * nowhere. In doubt there is an edge, so that what has no way to a step does not change its inputs. Immutable and safe for
 * use by many threads.
 */
public final class StepGraph {

    private final Path baseDir;
    private final List<StepNode> nodes;
    private final List<StepEdge> edges;
    private final Map<String, StepPlaces> places;

    private StepGraph(Path baseDir, List<StepNode> nodes, List<StepEdge> edges, Map<String, StepPlaces> places) {
        this.baseDir = baseDir;
        this.nodes = List.copyOf(nodes);
        this.edges = List.copyOf(edges);
        this.places = Map.copyOf(places);
    }

    /**
     * Find out how steps hang together.
     *
     * @param specs the steps
     * @param baseDir what relative paths are relative to
     * @return the graph; its nodes are in the order of the steps
     */
    public static StepGraph of(List<StepSpec> specs, Path baseDir) {
        return ofOutlines(specs.stream().map(StepOutline::of).toList(), baseDir);
    }

    /**
     * Find out how steps hang together, of some of which not all is known.
     *
     * @param outlines the steps
     * @param baseDir what relative paths are relative to
     * @return the graph; its nodes are in the order of the steps
     */
    public static StepGraph ofOutlines(List<StepOutline> outlines, Path baseDir) {
        Path base = baseDir.toAbsolutePath().normalize();
        List<StepNode> nodes = StepIds.tellApart(outlines);
        Map<String, StepPlaces> places = new HashMap<>();
        nodes.forEach(node -> places.put(node.id(), StepPlaces.of(node.outline(), base)));
        return new StepGraph(base, nodes, new StepEdges(nodes, places).find(), places);
    }

    /**
     * List the steps.
     *
     * @return the steps, in the order in which they were given
     */
    public List<StepNode> nodes() {
        return nodes;
    }

    /**
     * List what reads from what.
     *
     * @return the edges, by the step that reads; none leads from a step to itself
     */
    public List<StepEdge> edges() {
        return edges;
    }

    /**
     * Find a step.
     *
     * @param id its id
     * @return the step; empty if there is none
     */
    public Optional<StepNode> node(String id) {
        return nodes.stream().filter(node -> node.id().equals(id)).findFirst();
    }

    /**
     * Find all steps on whose outputs a step may depend, directly or through others.
     *
     * @param id the step
     * @return their ids; in a cycle, that of the step itself is not among them
     */
    public Set<String> upstream(String id) {
        Set<String> found = new LinkedHashSet<>();
        List<String> open = new ArrayList<>(List.of(id));
        while (!open.isEmpty()) {
            String reader = open.remove(open.size() - 1);
            edges.stream()
                    .filter(edge -> edge.to().equals(reader) && !edge.from().equals(id))
                    .filter(edge -> found.add(edge.from()))
                    .forEach(edge -> open.add(edge.from()));
        }
        return found;
    }

    /**
     * Tell whether a step may write a file: one that it must leave, or any other in its output directory.
     *
     * @param id the step
     * @param path the file, relative to the base directory
     * @return whether it is one that the step may write
     */
    public boolean mayWrite(String id, String path) {
        StepPlaces writer = places.get(id);
        if (writer == null) {
            return false;
        }
        try {
            String absolute = StepPlaces.absolute(path, baseDir);
            PathSet file = new PathSetWriter().literal(absolute).finish(absolute);
            return file.meets(writer.outputDir())
                    || writer.requiredOutputs().stream()
                            .anyMatch(output -> file.meets(output.paths().all()));
        } catch (InvalidPathException e) {
            return true;
        }
    }

    /**
     * Tell whether a step may have to leave what is an output of another step: for some arguments, that can be.
     *
     * @param id the step
     * @param owner the other step
     * @param output a name or glob below the output directory of the other step
     * @return whether both may write it
     */
    public boolean sharesOutput(String id, String owner, String output) {
        StepPlaces writer = places.get(id);
        Optional<StepPlaces.Output> shared =
                node(owner).map(node -> StepPlaces.output(output, node.outline(), baseDir));
        return writer != null
                && shared.isPresent()
                && writer.requiredOutputs().stream()
                        .anyMatch(other ->
                                other.paths().all().meets(shared.get().paths().all()));
    }

    /**
     * Find steps that wait for each other.
     *
     * @return one cycle of each group of steps that are in cycles together; none in most pipelines
     */
    public List<StepCycle> cycles() {
        return new StepOrder(nodes, edges).cycles();
    }

    /**
     * Sort the steps such that each stands behind those that it reads from.
     *
     * @return their ids; otherwise, and in cycles, in the order in which they were given
     */
    public List<String> order() {
        return new StepOrder(nodes, edges).order();
    }

    /**
     * Draw it for Mermaid, which GitHub and others show as a picture.
     *
     * @param outcomes what became of steps, in a word, by id; colours them
     * @return a flowchart
     */
    public String toMermaid(Map<String, String> outcomes) {
        return new MermaidText(this, outcomes).text();
    }

    /**
     * Draw it for Graphviz.
     *
     * @param outcomes what became of steps, in a word, by id; colours them
     * @return a digraph in the DOT language
     */
    public String toDot(Map<String, String> outcomes) {
        return new DotText(this, outcomes).text();
    }
}
