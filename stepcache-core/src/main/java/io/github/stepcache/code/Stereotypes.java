package io.github.stepcache.code;

import java.util.Set;
import java.util.regex.Pattern;

/** Tells the classes that work, and are made by a container, from those that are data. */
final class Stereotypes {

    private static final Pattern BEAN =
            Pattern.compile("org/springframework/(stereotype/.*|context/annotation/Configuration"
                    + "|boot/autoconfigure/SpringBootApplication|web/bind/annotation/RestController)");

    private static final String SETTINGS = "org/springframework/boot/context/properties/ConfigurationProperties";

    private Stereotypes() {}

    /** Tell from the annotations on a class, or from those on them. Settings are data, whoever made them. */
    static boolean isBean(Set<String> annotations, Hierarchy hierarchy) {
        return !annotations.contains("L" + SETTINGS + ";")
                && annotations.stream()
                        .map(annotation -> annotation.substring(1, annotation.length() - 1))
                        .anyMatch(annotation -> BEAN.matcher(annotation).matches()
                                || hierarchy.header(annotation).stream()
                                        .flatMap(header -> header.annotations().stream())
                                        .anyMatch(meta -> BEAN.matcher(meta.substring(1, meta.length() - 1))
                                                .matches()));
    }
}
