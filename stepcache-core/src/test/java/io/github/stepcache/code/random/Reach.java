package io.github.stepcache.code.random;

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a step of a generated application can reach, found out from what was generated, and not from class files. A call
 * reaches every implementation, whether objects of that class are known to be made or not.
 */
final class Reach {

    private final Application application;
    private final boolean isWide;
    private final Set<Unit> entered = new HashSet<>();
    private final Set<List<Object>> called = new HashSet<>();
    private final Set<Type> instantiated = new HashSet<>();
    private final Set<Type> present = new HashSet<>();
    private final Set<Type> initialised = new HashSet<>();
    private final Set<Type> mentioned = new HashSet<>();

    private Reach(Application application, boolean isWide) {
        this.application = application;
        this.isWide = isWide;
    }

    /** Walk from the step, and find what a change of must not be missed. */
    static Reach of(Application application) {
        return new Reach(application, false).walk();
    }

    /** Walk more widely, to what counts because objects of its type could be around. */
    static Reach wide(Application application) {
        return new Reach(application, true).walk();
    }

    private Reach walk() {
        enter(application.step());
        return this;
    }

    /** Everything that was reached, as it is now. */
    SortedSet<String> contents() {
        SortedSet<String> contents = new TreeSet<>();
        entered.forEach(unit -> contents.add(unit.content()));
        initialised.stream()
                .filter(type -> !type.constants.isEmpty())
                .forEach(type -> contents.add(type.name + type.constants.keySet()));
        if (isWide) {
            present.forEach(type -> contents.add(type.name + (type.callback == null ? "" : " is a callback")));
            instantiated.forEach(type -> contents.add(type.name + " is data"));
        }
        return contents;
    }

    BitSet bodies() {
        BitSet bodies = new BitSet();
        entered.forEach(unit -> bodies.set(unit.id));
        return bodies;
    }

    /** Enter a method, constructor or initialiser: its class is there, too. */
    void enter(Unit unit) {
        if (entered.add(unit)) {
            if (unit.isStatic()) {
                initialise(unit.owner);
            } else {
                exist(unit.owner);
            }
            unit.edges.forEach(edge -> edge.follow(this));
        }
    }

    /** Enter a lambda or the like, of which the class says nothing, unless somebody makes it. */
    void enterPart(Unit unit) {
        if (isWide) {
            enter(unit);
        } else if (entered.add(unit)) {
            unit.edges.forEach(edge -> edge.follow(this));
        }
    }

    void callStatic(Type type, String method) {
        type.resolveStatic(method).ifPresent(this::enter);
        if (isWide) {
            initialise(type);
        }
    }

    void call(Type type, String method) {
        if (!called.add(List.of(type, method))) {
            return;
        }
        type.resolve(method).ifPresent(this::enter);
        for (Type below : application.below(type)) {
            if (below.methods.containsKey(method)) {
                enter(below.methods.get(method));
            }
            if (!below.isInterface()) {
                below.resolve(method).ifPresent(this::enter);
                exist(below);
            }
        }
        application.lambdas().stream()
                .filter(lambda -> lambda.type().isBelow(type)
                        && lambda.type().functionalMethod().orElseThrow().equals(method))
                .forEach(this::enterLambda);
    }

    /** The class of a lambda is initialised when the lambda is made, and with it those interfaces that have code. */
    void makeLambda(Type type) {
        type.ancestors().stream().filter(each -> !each.methods.isEmpty()).forEach(this::initialise);
    }

    /** A lambda can only be told together with the method that makes it, and that method only by the types in it. */
    private void enterLambda(Edge.OwnLambda lambda) {
        enterPart(lambda.body());
        if (isWide) {
            application.units.stream()
                    .filter(unit -> unit.owner == lambda.body().owner)
                    .forEach(this::enter);
        }
    }

    void instantiate(Type type) {
        if (instantiated.add(type)) {
            exist(type);
            type.resolveCallback().ifPresent(this::enter);
            if (isWide) {
                enterData(type);
            }
        }
    }

    private void enterData(Type type) {
        if (type.accessor != null) {
            enter(type.accessor);
        }
        type.ancestors().forEach(each -> each.injected.forEach(this::mention));
    }

    /** There is an object of that class or of one below it. */
    private void exist(Type type) {
        for (Type each : type.ancestors()) {
            if (present.add(each) && each.constructor != null) {
                enter(each.constructor);
            }
        }
        if (isWide) {
            type.resolveCallback().ifPresent(this::enter);
            if (type.outer != null) {
                mention(type.outer);
            }
        }
        initialise(type);
    }

    void initialise(Type type) {
        for (Type each : type.ancestors()) {
            boolean comesWithIt = !type.isInterface() && !(each.isInterface() && each.methods.isEmpty());
            boolean counts = each == type || comesWithIt || isWide;
            if (counts && initialised.add(each)) {
                if (each.staticInitialiser != null) {
                    enter(each.staticInitialiser);
                }
                if (!each.constants.isEmpty()) {
                    instantiate(each);
                    each.constants.values().forEach(body -> body.ifPresent(this::instantiate));
                }
            }
        }
    }

    /** What is passed to a library could be any of those that can be. */
    void mentionCallbacks() {
        if (isWide) {
            application.types.stream()
                    .filter(type -> type.resolveCallback().isPresent())
                    .forEach(this::instantiate);
        }
    }

    void mention(Type type) {
        if (isWide && mentioned.add(type)) {
            application.below(type).forEach(this::instantiate);
        }
    }
}
