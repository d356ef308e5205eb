package io.github.stepcache.code;

/** How much code a step depends on. */
public enum CodeScope {
    /** None: a step stays fresh whatever happens to its code. */
    NONE,
    /** The method of the step alone, with its lambdas. */
    METHOD,
    /** The method of the step, and all that it can reach inside the application's own packages. */
    CALLS
}
