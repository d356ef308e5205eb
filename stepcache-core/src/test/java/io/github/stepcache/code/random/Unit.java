package io.github.stepcache.code.random;

import java.util.ArrayList;
import java.util.List;

/** A body of a generated application: of a method, constructor, initialiser or lambda. It has a constant that can change. */
final class Unit {

    private static final int CHANGE = 1_000_000;

    final int id;
    final Type owner;
    private final boolean isStatic;
    final List<Edge> edges = new ArrayList<>();
    private int constant;

    Unit(int id, Type owner, boolean isStatic) {
        this.id = id;
        this.owner = owner;
        this.isStatic = isStatic;
        this.constant = id + 1;
    }

    boolean isStatic() {
        return isStatic;
    }

    void change() {
        constant += CHANGE;
    }

    /** What it does itself, and not what it calls. */
    String content() {
        StringBuilder content = new StringBuilder(id + "=" + constant);
        edges.forEach(edge -> content.append(edge.inlined()));
        return content.toString();
    }

    /** An expression in {@code f}, which ends at once when the run has to end. */
    String expression() {
        StringBuilder sum = new StringBuilder("(Trace.enter(" + id + ") ? " + constant);
        edges.forEach(edge -> sum.append(" + ").append(edge.source()));
        return sum.append(" : 0)").toString();
    }

    /** Statements that add the same to {@code v}, one a line. */
    String statements() {
        StringBuilder all = new StringBuilder("if (Trace.enter(" + id + ")) {\nv += " + constant + ";\n");
        edges.forEach(edge -> all.append("v += ").append(edge.source()).append(";\n"));
        return all.append("}\n").toString();
    }
}
