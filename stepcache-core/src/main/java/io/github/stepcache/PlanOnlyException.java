package io.github.stepcache;

import io.github.stepcache.step.Quoted;

/** Thrown to who calls a step while only a plan is to be made; the step has not begun. */
public final class PlanOnlyException extends StepCacheException {

    private static final long serialVersionUID = 1L;

    /**
     * Say which step was called.
     *
     * @param name the step's name
     */
    public PlanOnlyException(String name) {
        super("Step " + Quoted.of(name) + " was called, but only a plan is to be made (stepcache.plan), so that nothing"
                + " may run or be written. In an application that is to be planned, do not call steps before it has started,"
                + " as in a constructor or @PostConstruct; call them from an ApplicationRunner.");
    }
}
