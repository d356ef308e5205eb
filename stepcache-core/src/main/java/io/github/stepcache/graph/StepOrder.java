package io.github.stepcache.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What comes before what in a graph, and where that goes in a circle. */
final class StepOrder {

    private final List<StepNode> nodes;
    private final Map<String, List<StepEdge>> into = new HashMap<>();

    StepOrder(List<StepNode> nodes, List<StepEdge> edges) {
        this.nodes = nodes;
        nodes.forEach(node -> into.put(node.id(), new ArrayList<>()));
        edges.forEach(edge -> into(edge.to()).add(edge));
    }

    List<String> order() {
        Set<String> ordered = new LinkedHashSet<>();
        nodes.forEach(node -> visit(node.id(), ordered));
        return List.copyOf(ordered);
    }

    /** Put a step behind those that it reads from; not by recursion, for chains can be long. */
    private void visit(String start, Set<String> ordered) {
        Set<String> entered = new HashSet<>(Set.of(start));
        Deque<String> open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty()) {
            Optional<String> before = into(open.element()).stream()
                    .map(StepEdge::from)
                    .filter(from -> !ordered.contains(from) && entered.add(from))
                    .findFirst();
            before.ifPresentOrElse(open::push, () -> ordered.add(open.pop()));
        }
    }

    List<StepCycle> cycles() {
        List<StepCycle> cycles = new ArrayList<>();
        Set<String> told = new HashSet<>();
        for (StepNode node : nodes) {
            if (!told.contains(node.id())) {
                List<StepEdge> way = shortestWayBack(node.id());
                if (!way.isEmpty()) {
                    told.addAll(together(node.id()));
                    cycles.add(new StepCycle(way, way.stream().allMatch(edge -> isExact(edge.from()))));
                }
            }
        }
        return cycles;
    }

    /** Find the shortest way from a step over those that read from it back to itself; empty if there is none. */
    private List<StepEdge> shortestWayBack(String start) {
        Map<String, StepEdge> leaving = new HashMap<>();
        Deque<String> open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty()) {
            for (StepEdge edge : into(open.remove())) {
                if (leaving.putIfAbsent(edge.from(), edge) == null) {
                    open.add(edge.from());
                }
            }
        }
        List<StepEdge> way = new ArrayList<>();
        for (StepEdge edge = leaving.get(start); edge != null; edge = leaving.get(edge.to())) {
            way.add(edge);
            if (edge.to().equals(start)) {
                return way;
            }
        }
        return List.of();
    }

    /** Find the steps from which a step reads and that read from it. */
    private Set<String> together(String id) {
        Set<String> together = new HashSet<>(before(id));
        together.removeIf(other -> !before(other).contains(id));
        return together;
    }

    private Set<String> before(String id) {
        Set<String> found = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(id));
        while (!open.isEmpty()) {
            into(open.remove()).stream().map(StepEdge::from).filter(found::add).forEach(open::add);
        }
        return Collections.unmodifiableSet(found);
    }

    private boolean isExact(String id) {
        return nodes.stream()
                .filter(node -> node.id().equals(id))
                .allMatch(node -> node.outline().exact());
    }

    private List<StepEdge> into(String id) {
        return Objects.requireNonNull(into.get(id));
    }
}
