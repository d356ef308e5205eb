package io.github.stepcache.code;

import java.util.List;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;

/**
 * What a type, or a part of it, declares: a hash, and what it refers to.
 *
 * @param hash SHA-256, lower-case hex
 * @param references types of fields with their generic signatures, annotation types, and classes that are values of annotations
 */
record TypeCode(String hash, List<CodeReference> references) {

    TypeCode {
        references = List.copyOf(references);
    }

    /** Superclass, interfaces, kind of type and annotations of a class. */
    static TypeCode declaration(ClassNode type, CodeNames names) {
        return new TypeCode("", List.of());
    }

    /** What serialisers read: instance fields, record components, constants of an enum, elements of an annotation type. */
    static TypeCode data(ClassNode type, CodeNames names) {
        return new TypeCode("", List.of());
    }

    /** One field, static or not: type, annotations, constant value. */
    static TypeCode field(ClassNode owner, FieldNode field, CodeNames names) {
        return new TypeCode("", List.of());
    }
}
