package io.github.stepcache.report;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Step names with expressions in them, as annotations declare them: {@code clean-#{#dataset}}. */
final class TemplateName {

    private static final Pattern EXPRESSION = Pattern.compile("#\\{[^}]*}");

    private TemplateName() {}

    /**
     * Tell whether a step can be one that was declared.
     *
     * @param declared the name that was declared, with its expressions
     * @param name the step's name
     * @return whether the expressions can have become that name
     */
    static boolean canBe(String declared, String name) {
        String pattern = Arrays.stream(EXPRESSION.split(declared, -1))
                .map(Pattern::quote)
                .collect(Collectors.joining(".*"));
        return Pattern.matches(pattern, name);
    }
}
