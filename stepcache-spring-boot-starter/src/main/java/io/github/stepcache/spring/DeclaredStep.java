package io.github.stepcache.spring;

import io.github.stepcache.StepCache;
import io.github.stepcache.decision.Decision;
import io.github.stepcache.graph.StepOutline;
import io.github.stepcache.step.StepSpec;
import java.util.Optional;

/** A step that an application has declared, before anybody calls it. Safe for use by many threads. */
public interface DeclaredStep {

    /**
     * Name it.
     *
     * @return the step's name; where that depends on arguments or beans, its template
     */
    String name();

    /**
     * Tell where it is declared.
     *
     * @return a class and method, or what else a reader of the code finds it by
     */
    String where();

    /**
     * Tell whether it is known only when it is called which files it reads and writes, or what else it depends on.
     *
     * @return whether it needs arguments
     */
    boolean needsArguments();

    /**
     * Tell where it reads and writes, without asking any bean.
     *
     * @return its outline
     */
    StepOutline outline();

    /**
     * Declare it as a call would. Expressions are evaluated, and the beans that they name are asked.
     *
     * @return the declaration; empty if it needs arguments
     * @throws IllegalArgumentException if a value is refused, as a call would be
     */
    Optional<StepSpec> spec();

    /**
     * Decide whether a call would run it, as things stand. Reads only.
     *
     * @param cache decides
     * @return the decision; empty if it needs arguments
     * @throws IllegalArgumentException if a value is refused, as a call would be
     */
    Optional<Decision> check(StepCache cache);
}
