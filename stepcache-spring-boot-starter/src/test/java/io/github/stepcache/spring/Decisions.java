package io.github.stepcache.spring;

import io.github.stepcache.StepListener;
import io.github.stepcache.StepResult;
import io.github.stepcache.decision.Decision;
import io.github.stepcache.step.StepSpec;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what was decided, and what became of it. */
public class Decisions implements StepListener {

    private final List<StepSpec> specs = new CopyOnWriteArrayList<>();
    private final List<Decision> decisions = new CopyOnWriteArrayList<>();
    private final List<String> notRemembered = new CopyOnWriteArrayList<>();
    private final List<StepResult<?>> results = new CopyOnWriteArrayList<>();

    @Override
    public void decided(StepSpec spec, Decision decision) {
        specs.add(spec);
        decisions.add(decision);
    }

    @Override
    public void completed(StepSpec spec, StepResult<?> result) {
        results.add(result);
    }

    @Override
    public void notRemembered(StepSpec spec, String why) {
        notRemembered.add(why);
    }

    public int count() {
        return decisions.size();
    }

    public StepSpec lastSpec() {
        return specs.get(specs.size() - 1);
    }

    public Decision last() {
        return decisions.get(decisions.size() - 1);
    }

    public List<StepResult<?>> results() {
        return results;
    }

    public List<String> notRemembered() {
        return notRemembered;
    }
}
