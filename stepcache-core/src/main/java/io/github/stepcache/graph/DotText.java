package io.github.stepcache.graph;

import io.github.stepcache.step.Quoted;
import java.util.Map;

/** A graph in the DOT language of Graphviz. */
record DotText(StepGraph graph, Map<String, String> outcomes) {

    String text() {
        StringBuilder text = new StringBuilder("digraph steps {\n    rankdir=LR;\n    node [shape=box];\n");
        for (StepNode node : graph.nodes()) {
            text.append("    ").append(quote(node.id()));
            String outcome = outcomes.get(node.id());
            String shape = node.outline().exact() ? "" : "peripheries=2 ";
            String colour = outcome == null
                    ? ""
                    : "style=filled fillcolor=\"" + OutcomeColours.of(outcome) + "\" class=\""
                            + OutcomeColours.word(outcome) + '"';
            String attributes = (shape + colour).strip();
            text.append(attributes.isEmpty() ? "" : " [" + attributes + ']').append(";\n");
        }
        for (StepEdge edge : graph.edges()) {
            text.append("    ").append(quote(edge.from()));
            text.append(" -> ").append(quote(edge.to())).append(";\n");
        }
        return text.append("}\n").toString();
    }

    private static String quote(String id) {
        return '"' + Quoted.line(id).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
