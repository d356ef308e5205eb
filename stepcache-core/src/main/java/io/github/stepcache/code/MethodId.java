package io.github.stepcache.code;

/**
 * Which method is meant, in the words of class files.
 *
 * @param owner internal name of the class that declares it
 * @param name its name, also {@code <init>} and {@code <clinit>}
 * @param descriptor types of its parameters and of what it returns
 */
record MethodId(String owner, String name, String descriptor) {

    static final String CONSTRUCTOR = "<init>";

    static final String STATIC_INITIALISER = "<clinit>";

    /** What subclasses override: the same name and descriptor, whoever declares it. */
    record Shape(String name, String descriptor) {}

    Shape shape() {
        return new Shape(name, descriptor);
    }

    boolean isConstructor() {
        return name.equals(CONSTRUCTOR);
    }

    boolean isStaticInitialiser() {
        return name.equals(STATIC_INITIALISER);
    }
}
