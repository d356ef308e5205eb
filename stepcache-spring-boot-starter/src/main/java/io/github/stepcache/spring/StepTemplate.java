package io.github.stepcache.spring;

import io.github.stepcache.step.Quoted;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.expression.Expression;
import org.springframework.expression.common.CompositeStringExpression;
import org.springframework.expression.common.LiteralExpression;
import org.springframework.expression.common.TemplateParserContext;
import org.springframework.expression.spel.standard.SpelExpressionParser;

/**
 * A string of the annotation, placeholders resolved, taken apart into literal text and {@code #{...}} expressions.
 *
 * @param text the whole string
 * @param parts its parts in order
 */
record StepTemplate(String text, List<Part> parts) {

    private static final SpelExpressionParser PARSER = new SpelExpressionParser();

    /** A piece of literal text, or an expression with what it names. */
    sealed interface Part {

        /** Text as written. */
        record Literal(String text) implements Part {}

        /** An expression; without variables, its value comes from the application and not from a caller. */
        record Computed(Expression expression, SpelNames names) implements Part {
            boolean dependsOnArguments() {
                return !names.variables().isEmpty();
            }
        }
    }

    /**
     * Take a string apart.
     *
     * @throws org.springframework.expression.ParseException if an expression cannot be parsed
     * @throws IllegalArgumentException if an expression names a property or method of nothing
     */
    static StepTemplate parse(String text) {
        if (text.isEmpty()) {
            return new StepTemplate(text, List.of(new Part.Literal(text)));
        }
        Expression parsed = PARSER.parseExpression(text, new TemplateParserContext());
        Stream<Expression> expressions = parsed instanceof CompositeStringExpression composite
                ? Stream.of(composite.getExpressions())
                : Stream.of(parsed);
        return new StepTemplate(text, expressions.map(StepTemplate::part).toList());
    }

    /** Take a whole string as one expression, as {@code @Cacheable(condition = ...)} does. */
    static StepTemplate parseExpression(String text) {
        return text.contains("#{") ? parse(text) : new StepTemplate(text, List.of(part(PARSER.parseExpression(text))));
    }

    boolean isLiteral() {
        return parts.stream().allMatch(part -> part instanceof Part.Literal);
    }

    boolean isOneExpression() {
        return parts.size() == 1 && parts.get(0) instanceof Part.Computed;
    }

    /** Collect the arguments that its expressions name. */
    Set<String> variables() {
        Set<String> variables = new TreeSet<>();
        computed().forEach(part -> variables.addAll(part.names().variables()));
        return variables;
    }

    /** Collect the beans that its expressions name. */
    Set<String> beans() {
        Set<String> beans = new TreeSet<>();
        computed().forEach(part -> beans.addAll(part.names().beans()));
        return beans;
    }

    /** Tell whether an argument stands inside the {@code [...]} of a glob, where nothing can be taken literally. */
    boolean hasArgumentInBrackets() {
        boolean open = false;
        for (Part part : parts) {
            if (part instanceof Part.Literal literal) {
                open = endsInBrackets(literal.text(), open);
            } else if (open && part instanceof Part.Computed computed && computed.dependsOnArguments()) {
                return true;
            }
        }
        return false;
    }

    /** Write it with a stand-in for each expression. */
    String trial() {
        StringBuilder trial = new StringBuilder();
        parts.forEach(part -> trial.append(part instanceof Part.Literal literal ? literal.text() : "x"));
        return trial.toString();
    }

    /** Say that what it was made into is refused. */
    IllegalArgumentException refused(String where, String why) {
        return new IllegalArgumentException("@CachedStep on " + where + ": " + Quoted.of(text) + " is refused: " + why
                + (why.endsWith(".") ? "" : "."));
    }

    private Stream<Part.Computed> computed() {
        return parts.stream().filter(Part.Computed.class::isInstance).map(Part.Computed.class::cast);
    }

    private static boolean endsInBrackets(String text, boolean startsInBrackets) {
        boolean open = startsInBrackets;
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (open) {
                open = unit != ']';
            } else if (unit == '[') {
                open = true;
                i += text.startsWith("[!", i) ? 2 : 1; // the first in the brackets cannot close them
            } else if (unit == '\\') {
                i++;
            }
        }
        return open;
    }

    private static Part part(Expression expression) {
        return expression instanceof LiteralExpression literal
                ? new Part.Literal(literal.getExpressionString())
                : new Part.Computed(expression, SpelNames.of(expression));
    }
}
