package io.github.stepcache.code;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Who extends and implements whom among the classes of the application and what they inherit from libraries. */
final class Hierarchy {

    static final String OBJECT = "java/lang/Object";

    private final ApplicationClasses application;
    private final LibraryClasses libraries;
    private final Map<String, Set<String>> supertypes = new HashMap<>();
    private final Map<String, Set<String>> subtypes = new HashMap<>();
    private final Set<String> unknown = new TreeSet<>();
    private final List<ClassHeader> types = new ArrayList<>();
    private final Map<String, Boolean> ours = new HashMap<>();
    private final Map<String, List<ClassHeader>> applicationSupertypes = new HashMap<>();

    Hierarchy(ApplicationClasses application, LibraryClasses libraries) {
        this.application = application;
        this.libraries = libraries;
    }

    /** Take classes of the application into account as subtypes. */
    void add(Collection<ClassHeader> classes) {
        types.addAll(classes);
        for (ClassHeader type : classes) {
            for (String supertype : supertypes(type.name())) {
                subtypes.computeIfAbsent(supertype, name -> new TreeSet<>()).add(type.name());
                if (header(supertype).isEmpty()) {
                    unknown.add(type.name());
                }
            }
        }
    }

    /** All classes of the application. */
    List<ClassHeader> applicationTypes() {
        return types;
    }

    boolean isApplication(String type) {
        return ours.computeIfAbsent(type, application::contain);
    }

    Optional<ClassHeader> header(String type) {
        return isApplication(type) ? application.header(type) : libraries.header(type);
    }

    /** The type itself, its superclasses and its interfaces, nearest first; of some, nothing but the name may be known. */
    Set<String> supertypes(String type) {
        Set<String> known = supertypes.get(type);
        if (known == null) {
            known = findSupertypes(type);
            supertypes.put(type, known);
        }
        return known;
    }

    private Set<String> findSupertypes(String type) {
        Set<String> found = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(type));
        while (!open.isEmpty()) {
            String next = open.remove();
            if (found.add(next)) {
                header(next).ifPresent(header -> {
                    header.superclass().ifPresent(open::add);
                    open.addAll(header.interfaces());
                });
            }
        }
        return found;
    }

    /**
     * Find the classes of the application that are, or may be, subtypes of a type, itself among them: those of which not all
     * supertypes can be read may be subtypes of anything in a library.
     */
    Set<String> applicationSubtypes(String type) {
        Set<String> known = subtypes.getOrDefault(type, Set.of());
        if (unknown.isEmpty() || isApplication(type)) {
            return known;
        }
        Set<String> possible = new TreeSet<>(known);
        possible.addAll(unknown);
        return possible;
    }

    boolean isSubtype(String type, String of) {
        return supertypes(type).contains(of);
    }

    /** The superclasses of a class, nearest first, itself included. */
    List<ClassHeader> superclasses(String type) {
        Set<String> seen = new HashSet<>();
        List<ClassHeader> found = new ArrayList<>();
        Optional<ClassHeader> next = header(type);
        while (next.isPresent() && seen.add(next.get().name())) {
            found.add(next.get());
            next = next.get().superclass().flatMap(this::header);
        }
        return found;
    }

    /** What there is of a type in the application: itself and its supertypes. */
    List<ClassHeader> applicationSupertypes(String type) {
        List<ClassHeader> known = applicationSupertypes.get(type);
        if (known == null) {
            known = supertypes(type).stream()
                    .filter(this::isApplication)
                    .flatMap(name -> header(name).stream())
                    .toList();
            applicationSupertypes.put(type, known);
        }
        return known;
    }

    /** What a type inherits from libraries and the JDK. */
    List<ClassHeader> librarySupertypes(String type) {
        return supertypes(type).stream()
                .filter(name -> !isApplication(name))
                .flatMap(name -> header(name).stream())
                .toList();
    }
}
