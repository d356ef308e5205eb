package io.github.stepcache.graph;

import io.github.stepcache.step.Quoted;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/** A graph as a flowchart of Mermaid. */
record MermaidText(StepGraph graph, Map<String, String> outcomes) {

    String text() {
        StringBuilder text = new StringBuilder("flowchart LR\n");
        Map<String, String> numbers = new HashMap<>();
        for (StepNode node : graph.nodes()) {
            String number = "s" + (numbers.size() + 1);
            numbers.put(node.id(), number);
            String shape = node.outline().exact() ? "[\"%s\"]" : "[[\"%s\"]]";
            text.append("    ").append(number).append(shape.formatted(escape(node.id())));
            String outcome = outcomes.get(node.id());
            text.append(outcome == null ? "" : ":::" + OutcomeColours.word(outcome))
                    .append('\n');
        }
        for (StepEdge edge : graph.edges()) {
            text.append("    ").append(numbers.get(edge.from()));
            text.append(" --> ").append(numbers.get(edge.to())).append('\n');
        }
        for (String outcome : new TreeSet<>(outcomes.values())) {
            text.append("    classDef ").append(OutcomeColours.word(outcome));
            text.append(" fill:").append(OutcomeColours.of(outcome)).append(",stroke:#666,color:#222\n");
        }
        return text.toString();
    }

    /** Write all but letters, digits and what is harmless in names by number, as Mermaid has it. */
    private static String escape(String id) {
        StringBuilder escaped = new StringBuilder();
        Quoted.line(id).codePoints().forEach(point -> {
            if (Character.isLetterOrDigit(point) || " ._-/:".indexOf(point) >= 0) {
                escaped.appendCodePoint(point);
            } else {
                escaped.append('#').append(point).append(';');
            }
        });
        return escaped.toString();
    }
}
