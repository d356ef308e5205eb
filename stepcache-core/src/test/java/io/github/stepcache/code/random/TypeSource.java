package io.github.stepcache.code.random;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** Writes types of a generated application as source text. */
final class TypeSource {

    private TypeSource() {}

    /** Write a type, and make it noisy if asked: other lines, another order, and code that nobody calls. */
    static String of(Type type, boolean noisy) {
        List<String> members = new ArrayList<>(parts(type));
        if (noisy) {
            Collections.shuffle(members, new Random(members.size()));
            if (!type.isInterface()) {
                members.add(0, noise());
            }
        }
        return header(type) + " {\n" + constants(type) + injected(type)
                + String.join(noisy ? "\n// noise\n\n" : "", members) + "}\n";
    }

    /** In this order, which counts where an object is data. */
    private static String injected(Type type) {
        return type.injected.stream()
                .map(other -> other.name + " injected" + other.name + ";\n")
                .collect(Collectors.joining());
    }

    static String members(Type type) {
        return String.join("", parts(type));
    }

    private static String noise() {
        return """
                static Object noise(Noise noise) {
                Runnable first = () -> {};
                Object second = new Object() { Object third = new Object() {}; };
                class Local { int fourth = switch (noise) { case B -> 1; case A -> 2; }; }
                return List.of(first, second, new Local(), (Runnable) Noise::values, E0.values());
                }
                static int noise(E0 noise) { return switch (noise) { case C -> 1; case A -> 2; default -> 3; }; }
                """;
    }

    private static String header(Type type) {
        List<String> above = new ArrayList<>(
                type.interfaces.stream().map(parent -> parent.name).collect(Collectors.toList()));
        if (type.callback != null) {
            above.add("IntSupplier");
        }
        String keyword = switch (type.kind) {
            case INTERFACE -> "interface " + type.name;
            case ENUM -> "enum " + type.name;
            case RECORD -> "record " + type.name + "(int a)";
            default -> "class " + type.name;
        };
        String superclass = type.superclass == null ? "" : " extends " + type.superclass.name;
        String interfaces = (type.isInterface() ? " extends " : " implements ") + String.join(", ", above);
        return keyword + superclass + (above.isEmpty() ? "" : interfaces);
    }

    private static String constants(Type type) {
        return type.kind != Type.Kind.ENUM
                ? ""
                : type.constants.entrySet().stream()
                        .map(entry -> entry.getKey()
                                + entry.getValue()
                                        .map(body -> " {\n" + members(body) + "}")
                                        .orElse(""))
                        .collect(Collectors.joining(", ", "", ";\n"));
    }

    private static List<String> parts(Type type) {
        List<String> parts = new ArrayList<>();
        String visible = type.isInterface() ? "default " : "public ";
        type.methods.forEach((name, unit) -> parts.add(visible + method(name, unit)));
        type.abstracts.forEach(name -> parts.add("int " + name + "(int f);\n"));
        type.statics.forEach((name, unit) -> parts.add("static " + method(name, unit)));
        if (type.kind == Type.Kind.CLASS || type.isInterface()) {
            parts.add("static final int CONSTANT = " + type.constant + ";\n");
        }
        if (type.callback != null) {
            parts.add("public int getAsInt() {\nint v = 0;\n" + type.callback.statements() + "return v;\n}\n");
        }
        if (type.accessor != null) {
            parts.add("public int a() {\nint v = a;\n" + type.accessor.statements() + "return v;\n}\n");
        }
        parts.addAll(initialisers(type));
        return parts;
    }

    private static String method(String name, Unit unit) {
        return "int " + name + "(int f) {\nint v = f;\n" + unit.statements() + "return v;\n}\n";
    }

    private static List<String> initialisers(Type type) {
        List<String> parts = new ArrayList<>();
        Unit ofObject = type.constructor;
        if (ofObject != null) {
            boolean asField =
                    type.kind == Type.Kind.ANONYMOUS || (type.kind == Type.Kind.CLASS && ofObject.id % 2 == 0);
            parts.add(
                    asField
                            ? "int own = " + ofObject.expression() + ";\n"
                            : type.name + (type.kind == Type.Kind.RECORD ? "" : "()") + " {\nint v = 0;\n"
                                    + ofObject.statements() + "}\n");
        }
        Unit ofClass = type.staticInitialiser;
        if (ofClass != null) {
            boolean asField = type.isInterface() || ofClass.id % 2 == 0;
            parts.add(
                    asField
                            ? "static int made = " + ofClass.expression() + ";\n"
                            : "static int made;\nstatic {\nint v = 0;\n" + ofClass.statements() + "made = v;\n}\n");
        }
        return parts;
    }
}
