package io.github.stepcache.code;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InnerClassNode;

/**
 * The anonymous and local classes in the methods of one class, each with its place among those of its name in its method.
 *
 * <p>The compiler counts them through the whole class, so that a new one in another method gives all that follow another name.
 */
final class LocalClasses {

    /** Classes that the compiler made up for itself; no class can be called that. */
    private static final String SYNTHETIC = "/synthetic";

    private LocalClasses() {}

    /** Count the anonymous and local classes of a class, by internal name, from 1. */
    static Map<String, Integer> places(ClassNode outer, ClassNodes classes) {
        List<ClassNode> found = new ArrayList<>();
        for (String candidate : candidates(outer, classes)) {
            classes.find(candidate)
                    .filter(type -> outer.name.equals(type.outerClass))
                    .ifPresent(found::add);
        }
        // Numbers grow in the order of the source, and a larger one is never shorter.
        found.sort(Comparator.comparing((ClassNode type) -> type.name.length()).thenComparing(type -> type.name));
        Map<List<String>, Integer> counts = new HashMap<>();
        Map<String, Integer> places = new HashMap<>();
        for (ClassNode type : found) {
            List<String> group = List.of(orEmpty(type.outerMethod), orEmpty(type.outerMethodDesc), simpleName(type));
            places.put(type.name, counts.merge(group, 1, Integer::sum));
        }
        return places;
    }

    /** Give the name that the source gives to a nested class; that of an anonymous one is empty. */
    static String simpleName(ClassNode type) {
        if ((type.access & Opcodes.ACC_SYNTHETIC) != 0) {
            return SYNTHETIC;
        }
        return entryOf(type).map(entry -> orEmpty(entry.innerName)).orElse("");
    }

    /** Find what a class says about itself as a nested class. */
    static Optional<InnerClassNode> entryOf(ClassNode type) {
        return type.innerClasses.stream()
                .filter(entry -> entry.name.equals(type.name))
                .findFirst();
    }

    /** The nest host knows all; the class itself knows those that it uses, also where the compiler makes no nests. */
    private static Set<String> candidates(ClassNode outer, ClassNodes classes) {
        Set<String> candidates = new LinkedHashSet<>();
        Set<String> members = new LinkedHashSet<>();
        List<ClassNode> knowing = new ArrayList<>(List.of(outer));
        Optional.ofNullable(outer.nestHostClass).flatMap(classes::find).ifPresent(knowing::add);
        for (ClassNode type : knowing) {
            candidates.addAll(Optional.ofNullable(type.nestMembers).orElse(List.of()));
            for (InnerClassNode entry : type.innerClasses) {
                (entry.outerName == null ? candidates : members).add(entry.name);
            }
        }
        candidates.removeAll(members);
        return candidates;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
