package io.github.stepcache.spring;

import io.github.stepcache.StepCache;
import io.github.stepcache.decision.Decision;
import io.github.stepcache.step.StepSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells of steps that were called which method declares them, and what the same call would do now. */
public final class SeenSteps {

    private final CachedStepMethods methods;

    /**
     * Set up.
     *
     * @param methods the annotated methods
     */
    public SeenSteps(CachedStepMethods methods) {
        this.methods = methods;
    }

    /**
     * Find out who declares a step.
     *
     * @param seen the declaration that a call amounted to
     * @return the annotated method; empty where the step has none, or its calls went round the cache
     */
    public Optional<DeclaredStep> declaration(StepSpec seen) {
        return methods.owner(seen).map(AnnotatedStep::new);
    }

    /**
     * Decide whether a call that amounts to the same would run the step, as things stand. Reads only.
     *
     * @param cache decides
     * @param seen the declaration that a call amounted to
     * @return the decision
     * @throws IllegalArgumentException if another step differs only in the case of its name
     */
    public Decision check(StepCache cache, StepSpec seen) {
        Optional<CachedStepMethod> owner = methods.owner(seen);
        return owner.isPresent() ? cache.check(seen, owner.get().returned().codec()) : cache.check(seen);
    }

    /**
     * List what that check cannot look at, so that a call may run the step though it was found fresh.
     *
     * @param seen the declaration that a call amounted to
     * @return clauses; none for most annotated methods
     */
    public List<String> unchecked(StepSpec seen) {
        Optional<CachedStepMethod> owner = methods.owner(seen);
        List<String> unchecked = new ArrayList<>();
        if (owner.isEmpty()) {
            unchecked.add("whether its return value can be replayed");
        } else if (owner.get().templates().condition().isPresent()) {
            unchecked.add("its condition");
        }
        return unchecked;
    }
}
