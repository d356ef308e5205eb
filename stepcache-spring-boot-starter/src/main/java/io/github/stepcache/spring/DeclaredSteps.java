package io.github.stepcache.spring;

import io.github.stepcache.StepCache;
import io.github.stepcache.decision.Decision;
import io.github.stepcache.graph.StepGraph;
import io.github.stepcache.graph.StepNode;
import io.github.stepcache.graph.StepOutline;
import io.github.stepcache.plan.Plan;
import io.github.stepcache.plan.StepCheck;
import io.github.stepcache.step.Quoted;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The steps that an application declares: its annotated methods, known once all beans are there, and whatever else is added.
 * Safe for use by many threads.
 */
public final class DeclaredSteps {

    private final Path baseDir;
    private final List<DeclaredStep> steps = new CopyOnWriteArrayList<>();

    /**
     * Set up.
     *
     * @param baseDir the directory that relative paths of steps are relative to
     */
    public DeclaredSteps(Path baseDir) {
        this.baseDir = baseDir;
    }

    /**
     * Add a step.
     *
     * @param step the step
     */
    public void add(DeclaredStep step) {
        steps.add(step);
    }

    /**
     * List them.
     *
     * @return the steps, in the order of their beans
     */
    public List<DeclaredStep> list() {
        return List.copyOf(steps);
    }

    /**
     * Find out how they hang together, as far as that is known without asking any bean.
     *
     * @return the graph; its nodes are in the order of the list
     */
    public StepGraph graph() {
        return graph(list().stream().map(DeclaredStep::outline).toList());
    }

    /**
     * Find out what a run of all of them would do. Reads only; the beans that expressions name are asked.
     *
     * @param cache decides
     * @return the plan
     */
    public Plan plan(StepCache cache) {
        List<DeclaredStep> declared = list();
        StepGraph graph =
                graph(declared.stream().map(DeclaredSteps::exactOutline).toList());
        Map<String, StepCheck> checks = new HashMap<>();
        for (int i = 0; i < declared.size(); i++) {
            StepNode node = graph.nodes().get(i);
            checks.put(node.id(), check(declared.get(i), cache));
        }
        return Plan.of(graph, checks);
    }

    private StepGraph graph(List<StepOutline> outlines) {
        return StepGraph.ofOutlines(outlines, baseDir);
    }

    private static StepOutline exactOutline(DeclaredStep step) {
        try {
            return step.spec().map(StepOutline::of).orElseGet(step::outline);
        } catch (RuntimeException e) { // an expression that cannot be evaluated; the check says so
            return step.outline();
        }
    }

    private static StepCheck check(DeclaredStep step, StepCache cache) {
        try {
            Optional<Decision> decision = step.check(cache);
            return decision.isPresent() ? new StepCheck.Decided(decision.get()) : new StepCheck.NeedsArguments();
        } catch (RuntimeException e) {
            return new StepCheck.Failed(Quoted.line(String.valueOf(e.getMessage())));
        }
    }
}
