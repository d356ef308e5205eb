package io.github.stepcache.decision;

import io.github.stepcache.step.Quoted;

/** Parts of the code in sentences: what stands for a method, a constructor or a whole type. */
final class CodeNames {

    private static final String CONSTRUCTOR = ".<init>";
    private static final String INITIALISER = ".<clinit>";

    private CodeNames() {}

    /**
     * Say what a part of the code is, as far as its name tells.
     *
     * @param name the name, such as {@code com.acme.Dictionary.<init>}
     * @return what it stands for, and of which class or method it is
     */
    static String inWords(String name) {
        if (name.endsWith(CONSTRUCTOR)) {
            return "constructor of " + Quoted.of(name.substring(0, name.length() - CONSTRUCTOR.length()));
        }
        if (name.endsWith(INITIALISER)) {
            return "static initialiser of " + Quoted.of(name.substring(0, name.length() - INITIALISER.length()));
        }
        return (isType(name) ? "declaration of " : "code of ") + Quoted.of(name);
    }

    /** Only types and constants begin with a capital, behind the last dot, in code that is written as usual. */
    private static boolean isType(String name) {
        int start = name.lastIndexOf('.') + 1;
        return start > 0 && start < name.length() && Character.isUpperCase(name.charAt(start));
    }
}
