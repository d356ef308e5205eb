package io.github.stepcache.code.random;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A type of a generated application, with what it declares; inherited methods are found as the JVM finds them. */
final class Type {

    enum Kind {
        CLASS,
        INTERFACE,
        ENUM,
        RECORD,
        /** An anonymous class, or the body of an enum constant. */
        ANONYMOUS
    }

    final Kind kind;
    final String name;
    final @Nullable Type superclass;
    final List<Type> interfaces = new ArrayList<>();
    /** Methods that are called on an object, by name. */
    final Map<String, Unit> methods = new LinkedHashMap<>();
    /** Methods that have no body, of an interface. */
    final Set<String> abstracts = new LinkedHashSet<>();

    final Map<String, Unit> statics = new LinkedHashMap<>();

    @Nullable
    Unit constructor;

    @Nullable
    Unit staticInitialiser;

    int constant = 1;
    /** What libraries call, if it is an {@code IntSupplier}. */
    @Nullable
    Unit callback;

    /** An accessor that is written out, of a record. */
    @Nullable
    Unit accessor;

    /** The class of the object that an object of an anonymous class belongs to. */
    @Nullable
    Type outer;

    /** Types of fields that a container would fill. */
    final Set<Type> injected = new LinkedHashSet<>();
    /** Names of the constants of an enum, each with its body, if it has one. */
    final Map<String, Optional<Type>> constants = new LinkedHashMap<>();

    Type(Kind kind, String name, @Nullable Type superclass) {
        this.kind = kind;
        this.name = name;
        this.superclass = superclass;
    }

    boolean isInterface() {
        return kind == Kind.INTERFACE;
    }

    /** All types above this one and itself, superclasses first, then interfaces. */
    Set<Type> ancestors() {
        Set<Type> all = new LinkedHashSet<>();
        for (Type type = this; type != null; type = type.superclass) {
            all.add(type);
        }
        for (Type type : List.copyOf(all)) {
            type.interfaces.forEach(parent -> all.addAll(parent.ancestors()));
        }
        return all;
    }

    boolean isBelow(Type other) {
        return ancestors().contains(other);
    }

    /** Every method that can be called on an object of this type, with or without a body. */
    Set<String> callable() {
        Set<String> all = new LinkedHashSet<>();
        for (Type type : ancestors()) {
            all.addAll(type.methods.keySet());
            all.addAll(type.abstracts);
        }
        return all;
    }

    /** The body that a call on an object of exactly this class runs: of a class if there is one, else of one interface. */
    Optional<Unit> resolve(String method) {
        for (Type type = this; type != null; type = type.superclass) {
            if (type.methods.containsKey(method)) {
                return Optional.of(type.methods.get(method));
            }
        }
        List<Type> mostSpecific = mostSpecificInterfaces(method);
        return mostSpecific.size() == 1
                ? Optional.ofNullable(mostSpecific.get(0).methods.get(method))
                : Optional.empty();
    }

    private List<Type> mostSpecificInterfaces(String method) {
        List<Type> declaring = ancestors().stream()
                .filter(type ->
                        type.isInterface() && (type.methods.containsKey(method) || type.abstracts.contains(method)))
                .toList();
        return declaring.stream()
                .filter(type -> declaring.stream().noneMatch(other -> other != type && other.isBelow(type)))
                .toList();
    }

    /** The static method that a call by the name of this class runs. */
    Optional<Unit> resolveStatic(String method) {
        for (Type type = this; type != null; type = type.superclass) {
            if (type.statics.containsKey(method)) {
                return Optional.of(type.statics.get(method));
            }
        }
        return Optional.empty();
    }

    /** What a library runs that calls an object of this class back. */
    Optional<Unit> resolveCallback() {
        for (Type type = this; type != null; type = type.superclass) {
            if (type.callback != null) {
                return Optional.of(type.callback);
            }
        }
        return Optional.empty();
    }

    /** The only method without a body, if a lambda can be of this type. */
    Optional<String> functionalMethod() {
        List<String> all =
                callable().stream().filter(method -> resolve(method).isEmpty()).toList();
        return isInterface() && all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
    }
}
