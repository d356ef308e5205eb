package io.github.stepcache.code;

import java.util.List;
import java.util.TreeMap;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** A class {@code com.acme.Step}, of which a test gives what stands between the braces, and the code of its methods. */
record StepSource(CompiledSources classes, CodeNames names) {

    static StepSource of(String members) {
        return with(List.of(), members);
    }

    static StepSource with(List<String> options, String members) {
        CompiledSources classes = CompiledSources.with(options, """
                package com.acme;
                import java.util.*;
                import java.util.concurrent.TimeUnit;
                import java.util.function.*;
                import java.lang.annotation.*;
                class Step {
                """ + members + "\n}");
        return new StepSource(classes, new CodeNames(classes));
    }

    ClassNode type(String internalName) {
        return classes.find(internalName).orElseThrow();
    }

    /** The code of the only method of a name in the class itself. */
    MethodCode method(String name) {
        ClassNode step = type("com/acme/Step");
        List<MethodNode> found =
                step.methods.stream().filter(method -> method.name.equals(name)).toList();
        if (found.size() != 1) {
            throw new IllegalArgumentException(found.size() + " methods are called " + name);
        }
        return MethodCode.of(step, found.get(0), names);
    }

    /** The hashes of all methods of all classes, by identity of the class, name and descriptor, without those that the compiler made up. */
    TreeMap<String, String> hashes() {
        TreeMap<String, String> hashes = new TreeMap<>();
        for (String name : classes.classes().keySet()) {
            ClassNode type = type(name);
            for (MethodNode method : type.methods) {
                if (((type.access | method.access) & Opcodes.ACC_SYNTHETIC) == 0) {
                    String key = names.identity(name) + "." + method.name + names.descriptor(method.desc);
                    String twin =
                            hashes.put(key, MethodCode.of(type, method, names).hash());
                    if (twin != null) {
                        throw new IllegalStateException("Two methods are called " + key);
                    }
                }
            }
        }
        return hashes;
    }
}
