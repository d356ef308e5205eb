package io.github.stepcache.plan;

import io.github.stepcache.decision.Decision;
import io.github.stepcache.decision.StaleReason;
import io.github.stepcache.graph.StepGraph;
import io.github.stepcache.graph.StepNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a run of all steps of a graph would do, as far as that can be known before. An immutable value.
 *
 * @param steps the steps, each behind those that it reads from
 */
public record Plan(List<PlannedStep> steps) {

    /**
     * Keep an unmodifiable copy.
     *
     * @param steps the steps in order
     */
    public Plan {
        steps = List.copyOf(steps);
    }

    /**
     * Make a plan. Reads nothing: all it needs is in the values.
     *
     * @param graph the steps, and what reads from what
     * @param checks what looking at each step has given, by id; of a step without, no more is known than of one that needs
     *     arguments
     * @return the plan
     */
    public static Plan of(StepGraph graph, Map<String, StepCheck> checks) {
        Map<String, Set<String>> upstream = new HashMap<>();
        graph.nodes().forEach(node -> upstream.put(node.id(), graph.upstream(node.id())));
        Set<String> settled = new HashSet<>();
        graph.nodes().stream()
                .map(StepNode::id)
                .filter(id -> checks.get(id) instanceof StepCheck.Decided decided
                        && decided.decision().isFresh())
                .forEach(settled::add);
        // A fresh step behind fresh steps only is skipped; that holds for those in a cycle together, too.
        Set<String> fresh = new HashSet<>(settled);
        fresh.removeIf(id -> !settled.containsAll(upstream.getOrDefault(id, Set.of())));
        List<PlannedStep> steps = new ArrayList<>();
        for (String id : graph.order()) {
            List<String> waitsFor = upstream.getOrDefault(id, Set.of()).stream()
                    .filter(before -> !fresh.contains(before))
                    .sorted()
                    .toList();
            StepCheck check = checks.getOrDefault(id, new StepCheck.NeedsArguments());
            steps.add(new PlannedStep(id, outlook(graph, id, check, waitsFor)));
        }
        return new Plan(steps);
    }

    /**
     * Write it for a console.
     *
     * @return one line a step, with its first reasons below
     */
    public String toText() {
        return PlanText.of(this);
    }

    private static StepOutlook outlook(StepGraph graph, String id, StepCheck check, List<String> waitsFor) {
        if (check instanceof StepCheck.Failed failed) {
            return new StepOutlook.Unknown(failed.problem());
        }
        if (!(check instanceof StepCheck.Decided decided)) {
            return new StepOutlook.NeedsArguments();
        }
        Decision decision = decided.decision();
        if (decision.isFresh()) {
            return waitsFor.isEmpty() ? new StepOutlook.Fresh(decision) : new StepOutlook.MayRun(decision, waitsFor);
        }
        Remedy remedy = new Remedy(graph, id, waitsFor);
        List<StaleReason> lasting = decision.reasons().stream()
                .filter(reason -> !remedy.mayCure(reason))
                .toList();
        return lasting.isEmpty() ? new StepOutlook.MayRun(decision, waitsFor) : new StepOutlook.WillRun(decision);
    }
}
