package io.github.stepcache.code;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Finds the method that the JVM would call. Where that depends on what is not known here, it finds more than one. */
final class MethodResolution {

    private final Hierarchy hierarchy;

    MethodResolution(Hierarchy hierarchy) {
        this.hierarchy = hierarchy;
    }

    /**
     * Find what a call names: the method of that shape in the nearest superclass, else in the most specific interfaces.
     *
     * @param owner the type that the call names
     * @param shape name and descriptor
     */
    List<Method> resolve(String owner, MethodId.Shape shape) {
        return find(owner, shape, method -> true);
    }

    /**
     * Find what runs when a method is called on an object of some class: neither static nor private.
     *
     * @param type class of the object
     * @param shape name and descriptor
     */
    List<Method> select(String type, MethodId.Shape shape) {
        return find(type, shape, MethodHeader::isVirtual);
    }

    private List<Method> find(String type, MethodId.Shape shape, Predicate<MethodHeader> kind) {
        for (ClassHeader superclass : hierarchy.superclasses(type)) {
            Optional<Method> declared = declared(superclass, shape, kind).findFirst();
            if (declared.isPresent()) {
                return List.of(declared.get());
            }
        }
        List<Method> inherited = new ArrayList<>();
        for (String supertype : hierarchy.supertypes(type)) {
            hierarchy.header(supertype).stream()
                    .filter(ClassHeader::isInterface)
                    .flatMap(header -> declared(header, shape, kind))
                    .filter(method ->
                            !method.header().isPrivate() && !method.header().isStatic())
                    .forEach(inherited::add);
        }
        return mostSpecific(inherited);
    }

    private static Stream<Method> declared(ClassHeader owner, MethodId.Shape shape, Predicate<MethodHeader> kind) {
        return owner.method(shape).stream().filter(kind).map(method -> new Method(owner, method));
    }

    private List<Method> mostSpecific(List<Method> methods) {
        return methods.stream()
                .filter(method -> methods.stream()
                        .noneMatch(other -> !other.equals(method)
                                && hierarchy.isSubtype(
                                        other.owner().name(), method.owner().name())))
                .toList();
    }

    /**
     * A method and the class that declares it.
     *
     * @param owner the class
     * @param header the method
     */
    record Method(ClassHeader owner, MethodHeader header) {

        MethodId id() {
            return owner.id(header);
        }
    }
}
