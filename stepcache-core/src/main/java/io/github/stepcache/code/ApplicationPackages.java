package io.github.stepcache.code;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which classes are the application's own: those of some packages and their subpackages, and those of the package of a step,
 * without subpackages.
 *
 * @param roots internal names of packages that count with all below them; the unnamed package has nothing below it
 * @param own internal name of a package that counts by itself
 */
record ApplicationPackages(Set<String> roots, Optional<String> own) {

    /** For a step whose class lies in one of these packages, or beside them. */
    static ApplicationPackages of(Set<String> packages, String stepClass) {
        Set<String> roots = new TreeSet<>();
        packages.forEach(name -> roots.add(name.replace('.', '/')));
        ApplicationPackages alone = new ApplicationPackages(roots, Optional.empty());
        return alone.contain(stepClass) ? alone : new ApplicationPackages(roots, Optional.of(packageOf(stepClass)));
    }

    boolean contain(String internalName) {
        return roots.stream().anyMatch(root -> isBelow(root, internalName))
                || (own.isPresent() && own.get().equals(packageOf(internalName)));
    }

    private static boolean isBelow(String root, String internalName) {
        return root.isEmpty()
                ? internalName.indexOf('/') < 0
                : internalName.length() > root.length()
                        && internalName.charAt(root.length()) == '/'
                        && internalName.startsWith(root);
    }

    private static String packageOf(String internalName) {
        return internalName.substring(0, Math.max(0, internalName.lastIndexOf('/')));
    }
}
