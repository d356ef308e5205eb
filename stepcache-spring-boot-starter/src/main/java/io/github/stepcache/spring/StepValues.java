package io.github.stepcache.spring;

import io.github.stepcache.spring.StepTemplate.Part;
import io.github.stepcache.step.PathPattern;
import io.github.stepcache.step.Quoted;
import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.expression.EvaluationContext;
import org.springframework.expression.EvaluationException;

/**
 * The values of templates for one call. An argument's value is data (contract 7.1): it is not evaluated, not read as a
 * glob, and set into a longer path it cannot climb out of it.
 *
 * @param where the class and method, for messages
 * @param context the arguments of the call
 */
record StepValues(String where, EvaluationContext context) {

    private static final Pattern ABSOLUTE = Pattern.compile("[/\\\\]|[A-Za-z]:");

    /** Compose a text that is not a path. */
    String text(StepTemplate template) {
        if (template.isLiteral()) {
            return template.text();
        }
        StringBuilder text = new StringBuilder();
        template.parts()
                .forEach(part -> text.append(
                        part instanceof Part.Computed computed
                                ? simple(template, computed, evaluate(template, computed))
                                : ((Part.Literal) part).text()));
        return text.toString();
    }

    /** Evaluate a template that is one expression, or compose its text. */
    @Nullable
    Object value(StepTemplate template) {
        return template.isOneExpression() && template.parts().get(0) instanceof Part.Computed computed
                ? evaluate(template, computed)
                : text(template);
    }

    /** Compose a path that is taken literally. */
    String directory(StepTemplate template) {
        return path(template, PathStyle.LITERAL);
    }

    /** Compose paths or globs; an expression that is the whole string may give several. */
    List<String> patterns(StepTemplate template, PathStyle style) {
        if (!template.isOneExpression() || !(template.parts().get(0) instanceof Part.Computed computed)) {
            return List.of(path(template, style));
        }
        @Nullable Object value = evaluate(template, computed);
        Optional<List<@Nullable Object>> elements = elements(value);
        if (elements.isEmpty()) {
            return List.of(path(template, computed, value, style));
        }
        return elements.get().isEmpty()
                ? List.of(PathPattern.quote(template.text())) // matches nothing, and is named in the reason
                : elements.get().stream()
                        .map(element -> path(template, computed, element, style))
                        .toList();
    }

    private String path(StepTemplate template, PathStyle style) {
        if (template.isLiteral()) {
            return template.text();
        }
        boolean hasValue = false;
        boolean location = false;
        StringBuilder path = new StringBuilder();
        StringBuilder harmless = new StringBuilder();
        StringBuilder actual = new StringBuilder();
        for (Part part : template.parts()) {
            if (part instanceof Part.Computed computed) {
                @Nullable Object value = evaluate(template, computed);
                String text = simple(template, computed, value);
                if (!hasValue && standsForItself(computed, value)) {
                    hasValue = true;
                    location = style.isLocationFrom(path.toString());
                }
                path.append(path(template, computed, value, text, location ? path.toString() : "", style));
                actual.append(text);
                harmless.append(computed.dependsOnArguments() ? "x" : text);
            } else if (part instanceof Part.Literal literal) {
                path.append(literal.text());
                actual.append(literal.text());
                harmless.append(literal.text());
            }
        }
        if (!template.isOneExpression() && dots(actual) != dots(harmless)) {
            throw refused(template, "with the values of its arguments, it contains '.' or '..' as a name");
        }
        return hasValue && !location ? style.asPath(path.toString()) : path.toString();
    }

    private String path(StepTemplate template, Part.Computed computed, @Nullable Object value, PathStyle style) {
        String path = path(template, computed, value, simple(template, computed, value), "", style);
        return standsForItself(computed, value) ? style.asPath(path) : path;
    }

    /** Write a value as a path; what comes from an argument stands for itself, and so does what is a path already. */
    private String path(
            StepTemplate template,
            Part.Computed computed,
            @Nullable Object value,
            String text,
            String before,
            PathStyle style) {
        if (computed.dependsOnArguments() && text.isEmpty()) {
            throw refused(template, name(computed) + " is empty");
        }
        boolean absolute = ABSOLUTE.matcher(text).lookingAt();
        if (computed.dependsOnArguments() && absolute && !template.isOneExpression()) {
            throw refused(template, name(computed) + " is the absolute path " + Quoted.of(text));
        }
        try {
            return standsForItself(computed, value) ? style.quote(before, text) : text;
        } catch (IllegalArgumentException e) {
            throw refused(template, name(computed) + ' ' + e.getMessage());
        }
    }

    private static boolean standsForItself(Part.Computed computed, @Nullable Object value) {
        return computed.dependsOnArguments() || value instanceof Path;
    }

    /** Count the names that are {@code .} or {@code ..}. */
    private static int dots(CharSequence path) {
        int found = 0;
        int start = 0;
        boolean dotsOnly = true;
        for (int i = 0; i <= path.length(); i++) {
            char unit = i < path.length() ? path.charAt(i) : '/';
            if (unit == '/' || unit == '\\' || unit == ':') {
                int length = i - start;
                found += dotsOnly && (length == 1 || length == 2) ? 1 : 0;
                start = i + 1;
                dotsOnly = true;
            } else {
                dotsOnly &= unit == '.';
            }
        }
        return found;
    }

    private String simple(StepTemplate template, Part.Computed computed, @Nullable Object value) {
        return StableValue.simple(value)
                .orElseThrow(() -> refused(
                        template,
                        name(computed)
                                + (value == null
                                        ? " is null"
                                        : " is of type " + value.getClass().getName() + ", which has no stable text")));
    }

    private @Nullable Object evaluate(StepTemplate template, Part.Computed computed) {
        try {
            return computed.expression().getValue(context);
        } catch (EvaluationException e) {
            throw refused(template, name(computed) + " cannot be evaluated: " + Quoted.line(e.getMessage()));
        }
    }

    private static Optional<List<@Nullable Object>> elements(@Nullable Object value) {
        List<@Nullable Object> elements = new ArrayList<>();
        if (value instanceof Collection<?> collection) {
            elements.addAll(collection);
            return Optional.of(elements);
        }
        if (value == null || !value.getClass().isArray()) {
            return Optional.empty();
        }
        for (int i = 0; i < Array.getLength(value); i++) {
            elements.add(Array.get(value, i));
        }
        return Optional.of(elements);
    }

    private static String name(Part.Computed computed) {
        return "#{" + Quoted.line(computed.expression().getExpressionString()) + '}';
    }

    private IllegalArgumentException refused(StepTemplate template, String why) {
        return template.refused(where, why);
    }
}
