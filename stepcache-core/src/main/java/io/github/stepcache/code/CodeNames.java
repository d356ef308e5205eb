package io.github.stepcache.code;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.InnerClassNode;

/**
 * What classes and methods are called, whatever number the compiler gave to a class that has no name of its own.
 *
 * <p>There are two kinds of names: those that a reader sees, which two things may share, and identities, which are hashed and
 * which nothing shares. Anonymous and local classes are called after the method that they are in and their place in it. Of
 * classes that are not the application's, the names in the class file are used.
 */
final class CodeNames {

    private record Names(String reader, String identity) {}

    private final ClassNodes classes;
    private final Map<String, Names> names = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Integer>> localClasses = new ConcurrentHashMap<>();
    private final Map<String, String> descriptors = new ConcurrentHashMap<>();

    CodeNames(ClassNodes classes) {
        this.classes = classes;
    }

    ClassNodes classes() {
        return classes;
    }

    /** Give the name of a class that a reader sees, as {@code com.acme.Outer.Inner} or {@code com.acme.Foo.build.anonymous1}. */
    String type(String internalName) {
        return namesOf(internalName).reader;
    }

    /** Give the name of a method that a reader sees; overloads share it. */
    String method(String owner, String name) {
        return type(owner) + "." + name;
    }

    /** Give the name of a class that is hashed; nothing else has it. */
    String identity(String internalName) {
        // What is in something else has a dollar sign in its name.
        return internalName.indexOf('$') < 0 ? internalName : namesOf(internalName).identity;
    }

    /** Put the identities of classes into the descriptor of a method or type. */
    String descriptor(String descriptor) {
        if (descriptor.indexOf('$') < 0) {
            return descriptor;
        }
        String known = descriptors.get(descriptor);
        if (known == null) {
            known = withIdentities(descriptor);
            descriptors.put(descriptor, known);
        }
        return known;
    }

    /** Give the name of a field that is hashed: fields for captured variables are called after these, and so are counted. */
    String field(String owner, String name) {
        if (!name.startsWith("val$")) {
            return name;
        }
        int place = 0;
        for (FieldNode field : classes.find(owner).map(type -> type.fields).orElseGet(List::of)) {
            if ((field.access & Opcodes.ACC_SYNTHETIC) != 0 && field.name.startsWith("val$")) {
                place++;
                if (field.name.equals(name)) {
                    return "val." + place;
                }
            }
        }
        return name;
    }

    private Names namesOf(String internalName) {
        Names known = names.get(internalName);
        if (known == null) {
            // Not computeIfAbsent: the names of the classes around it are wanted on the way.
            known = classes.find(internalName).flatMap(this::nested).orElseGet(() -> plain(internalName));
            names.put(internalName, known);
        }
        return known;
    }

    private static Names plain(String internalName) {
        return new Names(internalName.replace('/', '.'), internalName);
    }

    private Optional<Names> nested(ClassNode type) {
        if (type.outerClass != null) {
            return classes.find(type.outerClass).map(outer -> local(type, outer));
        }
        Optional<InnerClassNode> entry = LocalClasses.entryOf(type).filter(found -> found.outerName != null);
        return entry.map(found -> new Names(
                type(found.outerName) + "." + found.innerName,
                // Some classes are not called after the one they are in.
                type.name.startsWith(found.outerName + "$")
                        ? identity(found.outerName) + type.name.substring(found.outerName.length())
                        : type.name));
    }

    private Names local(ClassNode type, ClassNode outer) {
        Map<String, Integer> places = localClasses.get(outer.name);
        if (places == null) {
            places = LocalClasses.places(outer, classes);
            localClasses.put(outer.name, places);
        }
        Integer place = places.get(type.name);
        if (place == null) {
            return plain(type.name);
        }
        String method = Optional.ofNullable(type.outerMethod).orElse("");
        String simpleName = LocalClasses.simpleName(type);
        // No name of the JVM's has a dot in it, so that none is mixed up with these.
        String identity = identity(outer.name) + "." + method + "."
                + descriptor(Optional.ofNullable(type.outerMethodDesc).orElse("")) + "." + simpleName + "." + place;
        String reader = type(outer.name) + (method.isEmpty() ? "" : "." + method) + "."
                + (simpleName.isEmpty() ? "anonymous" + place : simpleName);
        return new Names(reader, identity);
    }

    private String withIdentities(String descriptor) {
        StringBuilder result = new StringBuilder();
        int at = 0;
        while (at < descriptor.length()) {
            char first = descriptor.charAt(at);
            int end = first == 'L' ? descriptor.indexOf(';', at) : at;
            if (first == 'L') {
                String name = descriptor.substring(at + 1, end);
                String identity = identity(name);
                result.append('L').append(identity.equals(name) ? name : "." + identity.length() + "." + identity);
            }
            result.append(descriptor.charAt(end));
            at = end + 1;
        }
        return result.toString();
    }
}
