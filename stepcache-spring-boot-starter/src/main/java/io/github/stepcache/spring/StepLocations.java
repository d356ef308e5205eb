package io.github.stepcache.spring;

import io.github.stepcache.step.PathPattern;
import io.github.stepcache.step.StepSpec;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.core.io.ContextResource;
import org.springframework.core.io.ResourceLoader;

/**
 * Tells locations of Spring resources among the inputs from paths: they begin with a prefix that the application's
 * {@link ResourceLoader} knows. It is only asked whether it does, and no resource is opened.
 *
 * <p>A single letter is a drive of Windows, and whatever else has a colon in it is the name of a file.
 *
 * @param resources knows the prefixes
 * @param beans may have a resolver for patterns
 */
record StepLocations(ResourceLoader resources, BeanFactory beans) implements PathStyle {

    static final String CLASS_PATH = "classpath:";
    static final String ALL_OF_CLASS_PATH = "classpath*:";

    private static final Pattern PREFIX = Pattern.compile("(?:[A-Za-z][A-Za-z0-9+.-]+|classpath\\*):");

    /** In locations, no character can be quoted, and these mean something in patterns or URLs. */
    private static final Pattern SPECIAL = Pattern.compile("[*?{}%#&;\\\\\\p{Cntrl}]");

    /** Tell whether an input is a location. */
    boolean isLocation(String input) {
        if (!PREFIX.matcher(input).lookingAt()) {
            return false;
        }
        if (input.startsWith(CLASS_PATH) || input.startsWith(ALL_OF_CLASS_PATH) || FileLocation.isOne(input)) {
            return true;
        }
        try {
            return !(resources.getResource(input) instanceof ContextResource); // that is a path below something
        } catch (RuntimeException e) {
            return true; // somebody knows the prefix, and does not like what follows
        }
    }

    /** Find the prefix of what can only be meant as a location, and is none. */
    Optional<String> unknownPrefix(String input) {
        Matcher prefix = PREFIX.matcher(input);
        boolean meant = prefix.lookingAt() && input.startsWith("//", prefix.end());
        return meant && !isLocation(input) ? Optional.of(input.substring(0, prefix.end())) : Optional.empty();
    }

    /**
     * Declare an input.
     *
     * @throws IllegalArgumentException if it is refused
     */
    void declare(StepSpec.Builder spec, String input) {
        if (!isLocation(input)) {
            spec.inputs(PathPattern.parse(input).text());
        } else if (FileLocation.isOne(input)) {
            spec.inputs(PathPattern.parse(FileLocation.path(input)).text());
        } else {
            spec.inputSource(input, new ResourceSource(input, resources, beans));
        }
    }

    @Override
    public String quote(String before, String value) {
        if (!isLocationFrom(before)) {
            return PathPattern.quote(value);
        }
        if (FileLocation.isOne(before)) {
            return FileLocation.encode(PathPattern.quote(value));
        }
        Matcher special = SPECIAL.matcher(value);
        if (special.find()) {
            throw new IllegalArgumentException("has the character '" + special.group()
                    + "', which could not stand for itself in the location of a resource");
        }
        return value;
    }

    @Override
    public boolean isLocationFrom(String before) {
        return isLocation(before + 'x');
    }

    @Override
    public String asPath(String text) {
        return isLocation(text) ? "./" + text : text;
    }
}
