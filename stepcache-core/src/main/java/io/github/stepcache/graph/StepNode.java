package io.github.stepcache.graph;

/**
 * A step in a graph.
 *
 * @param id tells it from the others: its name, if no other step has the same
 * @param outline where it reads and writes
 */
public record StepNode(String id, StepOutline outline) {}
