package io.github.stepcache.code.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A generated application in a package of its own. Its step is {@code Step.run}. */
final class Application {

    final String packageName;
    final List<Type> types = new ArrayList<>();
    final List<Unit> units = new ArrayList<>();
    private final List<Edge.OwnLambda> lambdas = new ArrayList<>();

    Application(String packageName) {
        this.packageName = packageName;
    }

    Unit unit(Type owner, boolean isStatic) {
        Unit unit = new Unit(units.size(), owner, isStatic);
        units.add(unit);
        return unit;
    }

    Type add(Type type) {
        types.add(type);
        return type;
    }

    Edge.OwnLambda add(Edge.OwnLambda lambda) {
        lambdas.add(lambda);
        return lambda;
    }

    Unit step() {
        return types.stream()
                .filter(type -> type.name.equals("Step"))
                .map(type -> type.methods.get("run"))
                .findFirst()
                .orElseThrow();
    }

    List<Edge.OwnLambda> lambdas() {
        return lambdas;
    }

    List<Type> of(Type.Kind kind) {
        return types.stream().filter(type -> type.kind == kind).toList();
    }

    /** All types below one, and that type itself. */
    List<Type> below(Type type) {
        return types.stream().filter(each -> each.isBelow(type)).toList();
    }

    /** The names of the classes that a container could make for each type. */
    Map<String, List<String>> implementations() {
        return types.stream()
                .filter(type -> type.kind == Type.Kind.CLASS || type.isInterface())
                .collect(Collectors.toMap(
                        type -> type.name,
                        type -> below(type).stream()
                                .filter(each -> each.kind == Type.Kind.CLASS)
                                .map(each -> packageName + "." + each.name)
                                .toList(),
                        (one, other) -> one,
                        TreeMap::new));
    }

    /** Write all in one file. */
    String source(boolean noisy) {
        return "package " + packageName + ";\nimport java.util.List;\nimport java.util.function.IntSupplier;\nimport "
                + Trace.class.getName() + ";\n"
                + types.stream()
                        .filter(type -> type.kind != Type.Kind.ANONYMOUS)
                        .map(type -> TypeSource.of(type, noisy))
                        .collect(Collectors.joining("\n"))
                + "enum Noise { A, B }\n";
    }
}
