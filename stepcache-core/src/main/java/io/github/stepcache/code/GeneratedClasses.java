package io.github.stepcache.code;

import java.util.regex.Pattern;

/** Classes that a framework has made from those of the application, and that only lead back to them. */
final class GeneratedClasses {

    /** Proxies and their parts, written out when the application was processed ahead of time, and the bean definitions for it. */
    private static final Pattern NAME = Pattern.compile(
            ".*(\\$\\$(SpringCGLIB|EnhancerBySpringCGLIB|FastClassBySpringCGLIB)\\$\\$"
                    + "|[^/_]__(BeanDefinitions|BeanFactoryRegistrations|ApplicationContextInitializer|Autowiring)(\\$|$)).*");

    private GeneratedClasses() {}

    /** Tell whether somebody wrote a class. */
    static boolean areNone(String internalName) {
        boolean nothingDeclared = internalName.endsWith("package-info") || internalName.endsWith("module-info");
        boolean marked = internalName.contains("$$") || internalName.contains("__");
        return !nothingDeclared && !(marked && NAME.matcher(internalName).matches());
    }
}
