package io.github.stepcache.code;

import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * What a class says of one of its methods, without the code in it.
 *
 * @param access access flags
 * @param shape name and descriptor
 * @param signature the generic signature, where there is one
 * @param annotations descriptors of the annotation types on it
 */
record MethodHeader(int access, MethodId.Shape shape, Optional<String> signature, Set<String> annotations) {

    String name() {
        return shape.name();
    }

    boolean isStatic() {
        return has(Opcodes.ACC_STATIC);
    }

    boolean isPrivate() {
        return has(Opcodes.ACC_PRIVATE);
    }

    boolean isAbstract() {
        return has(Opcodes.ACC_ABSTRACT);
    }

    boolean isBridge() {
        return has(Opcodes.ACC_BRIDGE);
    }

    boolean isSynthetic() {
        return has(Opcodes.ACC_SYNTHETIC);
    }

    /** Constructors and static initialisers are called in ways of their own. */
    boolean isInitialiser() {
        return name().startsWith("<");
    }

    /** Whether it can be called on an object whose class nobody knows, and so be overridden. */
    boolean isVirtual() {
        return !isStatic() && !isPrivate() && !isInitialiser();
    }

    int parameters() {
        return Type.getArgumentTypes(shape.descriptor()).length;
    }

    private boolean has(int flag) {
        return (access & flag) != 0;
    }
}
