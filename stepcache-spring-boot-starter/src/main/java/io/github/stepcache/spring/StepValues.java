package io.github.stepcache.spring;

import io.github.stepcache.spring.StepTemplate.Part;
import io.github.stepcache.step.PathPattern;
import io.github.stepcache.step.Quoted;
import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
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

    /** Compose a text that is not a path. */
    String text(StepTemplate template) {
        StringBuilder text = new StringBuilder();
        template.parts().forEach(part -> text.append(text(template, part)));
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
    String path(StepTemplate template) {
        return path(template, UnaryOperator.identity());
    }

    /** Compose a path or glob; what comes from an argument stands for itself. */
    String pattern(StepTemplate template) {
        return path(template, PathPattern::quote);
    }

    /** Compose paths or globs; an expression that is the whole string may give several. */
    Stream<String> patterns(StepTemplate template) {
        if (template.isOneExpression() && template.parts().get(0) instanceof Part.Computed computed) {
            @Nullable Object value = evaluate(template, computed);
            UnaryOperator<String> quote = computed.dependsOnArguments() ? PathPattern::quote : UnaryOperator.identity();
            List<?> elements = value instanceof Path || value == null ? List.of() : elements(value);
            if (!elements.isEmpty()) {
                return elements.stream().map(element -> quote.apply(simple(template, computed, element)));
            }
            if (value instanceof Collection<?>
                    || (value != null && value.getClass().isArray())) {
                return Stream.of(PathPattern.quote(template.text())); // matches nothing, and is named in the reason
            }
        }
        return Stream.of(pattern(template));
    }

    private String path(StepTemplate template, UnaryOperator<String> quote) {
        StringBuilder path = new StringBuilder();
        StringBuilder harmless = new StringBuilder();
        StringBuilder actual = new StringBuilder();
        for (Part part : template.parts()) {
            String text = text(template, part);
            boolean argument = part instanceof Part.Computed computed && computed.dependsOnArguments();
            if (argument && !template.isOneExpression()) {
                refuseAbsolute(template, part, text);
            }
            path.append(argument ? quote.apply(text) : text);
            actual.append(text);
            harmless.append(argument ? "x" : text);
        }
        if (!template.isOneExpression() && dots(actual.toString()) != dots(harmless.toString())) {
            throw refused(template, "with the values of its arguments, it contains '.' or '..' as a name");
        }
        return path.toString();
    }

    private void refuseAbsolute(StepTemplate template, Part part, String text) {
        boolean absolute = text.startsWith("/") || text.startsWith("\\") || text.matches("[A-Za-z]:.*");
        if (text.isEmpty() || absolute) {
            throw refused(
                    template, name(part) + " is " + (absolute ? "the absolute path " + Quoted.of(text) : "empty"));
        }
    }

    private static long dots(String path) {
        return Stream.of(path.split("[/\\\\]", -1))
                .filter(name -> name.equals(".") || name.equals(".."))
                .count();
    }

    private String text(StepTemplate template, Part part) {
        if (part instanceof Part.Literal literal) {
            return literal.text();
        }
        Part.Computed computed = (Part.Computed) part;
        return simple(template, computed, evaluate(template, computed));
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

    private static List<?> elements(Object value) {
        if (value instanceof Collection<?> collection) {
            return List.copyOf(collection);
        }
        List<@Nullable Object> elements = new ArrayList<>();
        if (value.getClass().isArray()) {
            for (int i = 0; i < Array.getLength(value); i++) {
                elements.add(Array.get(value, i));
            }
        }
        return elements;
    }

    private static String name(Part part) {
        return part instanceof Part.Computed computed
                ? "#{" + Quoted.line(computed.expression().getExpressionString()) + "}"
                : "the text";
    }

    private IllegalArgumentException refused(StepTemplate template, String why) {
        return new IllegalArgumentException(
                "@CachedStep on " + where + ": " + Quoted.of(template.text()) + " is refused: " + why + '.');
    }
}
