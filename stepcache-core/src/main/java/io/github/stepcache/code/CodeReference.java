package io.github.stepcache.code;

/**
 * What a piece of code refers to, with names as they are in the class file; array types are given by their element type, and
 * primitive types not at all.
 */
sealed interface CodeReference {

    /** How a method is called. */
    enum CallKind {
        STATIC,
        /** Constructors, methods of the superclass, and private ones of old class files. */
        SPECIAL,
        VIRTUAL,
        INTERFACE
    }

    /** A method is called, or a handle to it is made; the owner may be an array type only for {@code clone}, which is left out. */
    record Call(String owner, String name, String descriptor, CallKind kind) implements CodeReference {}

    /** An object of a class is made; its constructor is a {@link Call}. */
    record Instantiation(String type) implements CodeReference {}

    /** A field is read or written, or a handle to it is made. */
    record FieldUse(String owner, String name, String descriptor, boolean isStatic, boolean read)
            implements CodeReference {}

    /** A type is named as a value: {@code Foo.class}, also as the value of an annotation. */
    record ClassLiteral(String type) implements CodeReference {}

    /** An object is asked whether it is of a type, or cast to it, which also is a {@link Mention}; of an array type, nothing is said. */
    record TypeTest(String type) implements CodeReference {}

    /**
     * Objects of a type may be there: casts, array types, catch types, types in descriptors and generic signatures, annotation
     * types. The owner of a call or field and the object that a lambda is bound to are not mentioned.
     */
    record Mention(String type) implements CodeReference {}
}
