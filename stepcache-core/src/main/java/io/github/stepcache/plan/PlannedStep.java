package io.github.stepcache.plan;

/**
 * A step in a plan.
 *
 * @param id its id in the graph
 * @param outlook what can be said of it
 */
public record PlannedStep(String id, StepOutlook outlook) {}
