package io.github.stepcache.code;

import java.util.Set;

/** The methods that a container calls by itself on an object that it has made, because of an annotation on them. */
final class ContainerCalls {

    /** Without their packages, since most of these have been in two. */
    private static final Set<String> ANNOTATIONS = Set.of(
            "PostConstruct",
            "Autowired",
            "Value",
            "Inject",
            "Resource",
            "PersistenceContext",
            "EventListener",
            "Scheduled",
            "BeforeJob",
            "BeforeStep",
            "BeforeChunk",
            "BeforeRead",
            "BeforeProcess",
            "BeforeWrite");

    private ContainerCalls() {}

    static boolean areMadeTo(MethodHeader method) {
        return method.annotations().stream()
                .anyMatch(annotation -> ANNOTATIONS.contains(
                        annotation.substring(annotation.lastIndexOf('/') + 1, annotation.length() - 1)));
    }
}
