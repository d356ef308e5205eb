package io.github.stepcache.spring;

import java.io.IOException;
import org.springframework.core.io.Resource;

/** Names resources for the manifest: as they are declared, without the folder or jar in which they happen to lie. */
final class ResourceNames {

    private ResourceNames() {}

    /** Name what a location leads to, {@code classpath://rules/a.yaml} for {@code classpath:rules/a.yaml}. */
    static String of(String location) {
        int colon = location.indexOf(':');
        String rest = location.substring(colon + 1);
        if (location.startsWith(StepLocations.CLASS_PATH) || location.startsWith(StepLocations.ALL_OF_CLASS_PATH)) {
            return "classpath://" + (rest.startsWith("/") ? rest.substring(1) : rest);
        }
        return location.substring(0, colon) + "://" + (rest.startsWith("//") ? rest.substring(2) : rest);
    }

    /** Name what others have found for a pattern. */
    static String of(String pattern, Resource resource) {
        String prefix = pattern.startsWith("classpath") ? "classpath" : pattern.substring(0, pattern.indexOf(':'));
        return prefix + "://" + text(resource);
    }

    private static String text(Resource resource) {
        try {
            return resource.getURI().toString();
        } catch (IOException e) {
            return resource.getDescription();
        }
    }
}
