package io.github.stepcache.code;

/**
 * Whose code is asked for.
 *
 * @param type internal name of the class of the object that a method is called on
 * @param shape the method
 * @param scope how much of the code counts
 */
record CodeQuestion(String type, MethodId.Shape shape, CodeScope scope) {

    /** The method, as a reader knows it. */
    String describe() {
        return "\"" + type.replace('/', '.').replace('$', '.') + "." + shape.name() + "\"";
    }
}
