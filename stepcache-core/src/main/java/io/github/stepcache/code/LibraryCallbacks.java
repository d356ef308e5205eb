package io.github.stepcache.code;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The methods of a class that a library can call without knowing the class, because it declares them itself. */
final class LibraryCallbacks {

    private final Hierarchy hierarchy;
    private final MethodResolution resolution;
    private final Map<String, Set<MethodId>> ofLibraries = new HashMap<>();
    private final Map<String, Set<MethodId.Shape>> declared = new HashMap<>();

    LibraryCallbacks(Hierarchy hierarchy, MethodResolution resolution) {
        this.hierarchy = hierarchy;
        this.resolution = resolution;
    }

    /** What a class of the application makes of the methods of {@code java.lang.Object}. */
    Set<MethodId> ofObject(String type) {
        Set<MethodId> found = new LinkedHashSet<>();
        shapes(Hierarchy.OBJECT).forEach(shape -> addSelected(type, shape, found));
        return found;
    }

    /**
     * What it makes of all others. Where not all supertypes of the class can be read, each of its methods that is not private
     * may be one.
     */
    Set<MethodId> ofLibraries(String type) {
        Set<MethodId> known = ofLibraries.get(type);
        if (known == null) {
            known = find(type);
            ofLibraries.put(type, known);
        }
        return known;
    }

    boolean isOfObject(MethodId.Shape shape) {
        return shapes(Hierarchy.OBJECT).contains(shape);
    }

    private Set<MethodId> find(String type) {
        boolean anything = hierarchy.supertypes(type).stream()
                .anyMatch(supertype -> hierarchy.header(supertype).isEmpty());
        Set<MethodId.Shape> shapes = new LinkedHashSet<>();
        hierarchy.librarySupertypes(type).stream()
                .map(ClassHeader::name)
                .filter(name -> !name.equals(Hierarchy.OBJECT))
                .forEach(name -> shapes.addAll(shapes(name)));
        Set<MethodId> found = new LinkedHashSet<>();
        for (ClassHeader own : hierarchy.applicationSupertypes(type)) {
            for (MethodHeader method : own.methods()) {
                boolean overrides = anything || shapes.contains(method.shape());
                if (method.isVirtual() && overrides && !isOfObject(method.shape())) {
                    addSelected(type, method.shape(), found);
                }
            }
        }
        return found;
    }

    private void addSelected(String type, MethodId.Shape shape, Set<MethodId> found) {
        resolution.select(type, shape).stream()
                .filter(method -> hierarchy.isApplication(method.owner().name()))
                .forEach(method -> found.add(method.id()));
    }

    private Set<MethodId.Shape> shapes(String library) {
        return declared.computeIfAbsent(library, name -> {
            Set<MethodId.Shape> shapes = new LinkedHashSet<>();
            hierarchy
                    .header(name)
                    .ifPresent(header -> header.methods().stream()
                            .filter(MethodHeader::isVirtual)
                            .forEach(method -> shapes.add(method.shape())));
            return shapes;
        });
    }
}
