package io.github.stepcache.code;

/** What classes and methods are called, whatever number the compiler gave to a class that has no name. */
final class CodeNames {

    private final ClassNodes classes;

    CodeNames(ClassNodes classes) {
        this.classes = classes;
    }

    ClassNodes classes() {
        return classes;
    }

    /** Give the name of a class that a reader sees, such as {@code com.acme.Outer.Inner} or {@code com.acme.Foo.build.anonymous1}. */
    String type(String internalName) {
        return internalName.replace('/', '.').replace('$', '.');
    }

    /** Give the name of a method that a reader sees; overloads share it. */
    String method(String owner, String name) {
        return type(owner) + "." + name;
    }

    /** Give the name of a class that is hashed: no two classes share it. */
    String identity(String internalName) {
        return internalName;
    }
}
