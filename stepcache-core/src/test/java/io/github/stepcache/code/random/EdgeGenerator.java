package io.github.stepcache.code.random;

import io.github.stepcache.code.random.Type.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/** Lets the bodies of a generated application use what it declares, in every way that the language has. */
final class EdgeGenerator {

    private static final int DEEPEST = 3;

    private final Application application;
    private final Random random;

    EdgeGenerator(Application application, Random random) {
        this.application = application;
        this.random = random;
    }

    void connect() {
        for (Unit unit : List.copyOf(application.units)) {
            int edges = unit == application.step() ? 3 : random.nextInt(3);
            connect(unit, edges, 0);
        }
    }

    private void connect(Unit unit, int edges, int depth) {
        for (int number = 0; number < edges; number++) {
            edge(unit, depth).ifPresent(unit.edges::add);
        }
    }

    private Optional<? extends Edge> edge(Unit unit, int depth) {
        boolean isMadeByEnum = unit == unit.owner.constructor && unit.owner.kind == Kind.ENUM;
        if (isMadeByEnum) {
            return staticCall();
        }
        List<Supplier<Optional<? extends Edge>>> kinds = new ArrayList<>(List.of(
                this::staticCall,
                this::staticReference,
                this::newCall,
                this::newCall,
                this::staticField,
                () -> foreign().flatMap(type -> method(type).map(name -> new Edge.ForeignCall(type, name))),
                () -> foreign().flatMap(type -> method(type).map(name -> new Edge.ForeignReference(type, name))),
                () -> one(application.of(Kind.CLASS)).map(Edge.InlinedConstant::new),
                () -> one(application.of(Kind.CLASS)).map(Edge.ConstructorReference::new),
                () -> one(callbacks()).map(Edge.Callback::new),
                () -> one(application.of(Kind.ENUM)).flatMap(this::enumCall)));
        if (!unit.isStatic()) {
            kinds.add(() -> method(unit.owner).map(name -> new Edge.SelfCall(unit.owner, name)));
            kinds.add(() -> superCall(unit.owner));
            kinds.add(() -> injectedCall(unit.owner));
        }
        if (depth < DEEPEST) {
            kinds.add(() -> Optional.of(new Edge.Lambda(part(unit, depth))));
            kinds.add(() -> ownLambda(unit, depth));
            kinds.add(() -> anonymous(unit, depth));
            kinds.add(() -> one(application.of(Kind.ENUM)).map(type -> enumSwitch(type, unit, depth)));
        }
        return kinds.get(random.nextInt(kinds.size())).get();
    }

    private Optional<Edge> staticCall() {
        return one(application.of(Kind.CLASS))
                .flatMap(type -> staticOf(type).map(name -> new Edge.StaticCall(type, name)));
    }

    private Optional<Edge> staticReference() {
        return one(application.of(Kind.CLASS))
                .flatMap(type -> staticOf(type).map(name -> new Edge.StaticReference(type, name)));
    }

    private Optional<String> staticOf(Type type) {
        return one(List.of("s0", "s1")).filter(name -> type.resolveStatic(name).isPresent());
    }

    private Optional<Edge> newCall() {
        List<Type> all = new ArrayList<>(application.of(Kind.CLASS));
        all.addAll(application.of(Kind.RECORD));
        return one(all).flatMap(type -> method(type).map(name -> new Edge.NewCall(type, name)));
    }

    private Optional<Edge> staticField() {
        return one(application.types)
                .filter(type -> type.staticInitialiser != null)
                .map(Edge.StaticField::new);
    }

    private List<Type> callbacks() {
        return application.of(Kind.CLASS).stream()
                .filter(type -> type.resolveCallback().isPresent())
                .toList();
    }

    private Optional<Type> foreign() {
        List<Type> all = new ArrayList<>(application.of(Kind.CLASS));
        all.addAll(application.of(Kind.INTERFACE));
        return one(all);
    }

    private Optional<Edge> enumCall(Type type) {
        return one(List.copyOf(type.constants.keySet()))
                .flatMap(constant -> method(type).map(name -> new Edge.EnumCall(type, constant, name)));
    }

    private Optional<Edge> superCall(Type type) {
        Type above = type.superclass;
        return above == null
                ? Optional.empty()
                : method(above)
                        .filter(name -> above.resolve(name).isPresent())
                        .map(name -> new Edge.SuperCall(above, name));
    }

    private Optional<Edge> injectedCall(Type owner) {
        if (owner.kind != Kind.CLASS) {
            return Optional.empty();
        }
        return foreign()
                .flatMap(type -> method(type).map(name -> {
                    owner.injected.add(type);
                    return new Edge.InjectedCall(type, name);
                }));
    }

    private Optional<Edge> ownLambda(Unit unit, int depth) {
        return one(application.of(Kind.INTERFACE))
                .filter(type -> type.functionalMethod().isPresent())
                .map(type -> application.add(new Edge.OwnLambda(type, part(unit, depth), random.nextBoolean())));
    }

    private Edge enumSwitch(Type type, Unit unit, int depth) {
        Map<String, Unit> cases = new LinkedHashMap<>();
        cases.put(one(List.of("A", "B")).orElseThrow(), part(unit, depth));
        cases.put("C", part(unit, depth));
        return new Edge.EnumSwitch(type, cases);
    }

    private Optional<Edge> anonymous(Unit unit, int depth) {
        return foreign()
                .flatMap(above -> method(above).map(name -> {
                    Type type = new Type(Kind.ANONYMOUS, above.name, above.isInterface() ? null : above);
                    if (above.isInterface()) {
                        type.interfaces.add(above);
                    }
                    type.outer = unit.isStatic() ? null : unit.owner;
                    type.methods.put(name, application.unit(type, false));
                    if (random.nextInt(3) == 0) {
                        type.constructor = application.unit(type, false);
                    }
                    ApplicationGenerator.complete(application, type);
                    application.add(type);
                    type.methods.values().forEach(body -> connect(body, random.nextInt(2), depth + 1));
                    return new Edge.Anonymous(type, name);
                }));
    }

    private Unit part(Unit unit, int depth) {
        Unit part = application.unit(unit.owner, unit.isStatic());
        connect(part, random.nextInt(2), depth + 1);
        return part;
    }

    private Optional<String> method(Type type) {
        return one(List.copyOf(type.callable()));
    }

    private <T> Optional<T> one(List<T> all) {
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(random.nextInt(all.size())));
    }
}
