package io.github.stepcache.code;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.Opcodes;

/**
 * What a class file says of its class, without the code of its methods.
 *
 * @param access access flags
 * @param name internal name
 * @param superclass internal name of the superclass; only {@code java.lang.Object} and modules have none
 * @param interfaces internal names of the interfaces that it names itself
 * @param signature the generic signature, where there is one
 * @param annotations descriptors of the annotation types on it
 * @param components names of the record components
 * @param fields names of the fields
 * @param methods the methods that it declares itself
 * @param lambdas internal names of the interfaces that it makes lambdas and method references of
 */
record ClassHeader(
        int access,
        String name,
        Optional<String> superclass,
        List<String> interfaces,
        Optional<String> signature,
        Set<String> annotations,
        Set<String> components,
        Set<String> fields,
        List<MethodHeader> methods,
        Set<String> lambdas) {

    boolean isInterface() {
        return (access & Opcodes.ACC_INTERFACE) != 0;
    }

    boolean isAnnotation() {
        return (access & Opcodes.ACC_ANNOTATION) != 0;
    }

    Optional<MethodHeader> method(MethodId.Shape shape) {
        return methods.stream().filter(method -> method.shape().equals(shape)).findFirst();
    }

    MethodId id(MethodHeader method) {
        return new MethodId(name, method.name(), method.shape().descriptor());
    }
}
