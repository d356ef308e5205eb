package io.github.stepcache.spring;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.expression.Expression;
import org.springframework.expression.common.CompositeStringExpression;
import org.springframework.expression.common.LiteralExpression;
import org.springframework.expression.common.TemplateParserContext;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.CompoundExpression;
import org.springframework.expression.spel.ast.Indexer;
import org.springframework.expression.spel.ast.InlineMap;
import org.springframework.expression.spel.ast.MethodReference;
import org.springframework.expression.spel.ast.Projection;
import org.springframework.expression.spel.ast.PropertyOrFieldReference;
import org.springframework.expression.spel.ast.Selection;
import org.springframework.expression.spel.ast.VariableReference;
import org.springframework.expression.spel.standard.SpelExpression;
import org.springframework.expression.spel.standard.SpelExpressionParser;

/**
 * A string of the annotation, placeholders resolved, taken apart into literal text and {@code #{...}} expressions.
 *
 * @param text the whole string
 * @param parts its parts in order
 */
record StepTemplate(String text, List<Part> parts) {

    private static final SpelExpressionParser PARSER = new SpelExpressionParser();

    /** A piece of literal text, or an expression with the variables that it names. */
    sealed interface Part {

        /** Text as written. */
        record Literal(String text) implements Part {}

        /** An expression; without variables, its value comes from the application and not from a caller. */
        record Computed(Expression expression, Set<String> variables) implements Part {
            boolean dependsOnArguments() {
                return !variables.isEmpty();
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

    Set<String> variables() {
        Set<String> variables = new HashSet<>();
        parts.forEach(part -> {
            if (part instanceof Part.Computed computed) {
                variables.addAll(computed.variables());
            }
        });
        return variables;
    }

    private static Part part(Expression expression) {
        if (expression instanceof LiteralExpression literal) {
            return new Part.Literal(literal.getExpressionString());
        }
        Set<String> variables = new HashSet<>();
        if (expression instanceof SpelExpression spel) {
            collect(spel.getAST(), variables);
        }
        return new Part.Computed(expression, variables);
    }

    private static void collect(SpelNode node, Set<String> variables) {
        if (node instanceof VariableReference variable) {
            variables.add(variable.toStringAST().substring(1));
        }
        if (node instanceof PropertyOrFieldReference || node instanceof MethodReference) {
            throw new IllegalArgumentException("the expression names \"" + node.toStringAST()
                    + "\", which is neither an argument (#name) nor a bean (@name)");
        }
        boolean namesMembersOfElements = node instanceof Projection
                || node instanceof Selection
                || node instanceof Indexer
                || node instanceof InlineMap;
        for (SpelNode child : children(node, namesMembersOfElements)) {
            collect(child, variables);
        }
    }

    /** The children of a node in which a bare name stands for nothing. */
    private static List<SpelNode> children(SpelNode node, boolean namesMembersOfElements) {
        List<SpelNode> children = new ArrayList<>();
        for (int i = 0; i < node.getChildCount(); i++) {
            SpelNode child = node.getChild(i);
            boolean member = node instanceof CompoundExpression && i > 0;
            boolean name = child instanceof PropertyOrFieldReference || child instanceof MethodReference;
            if (name && (member || namesMembersOfElements)) {
                children.addAll(children(child, false));
            } else {
                children.add(child);
            }
        }
        return children;
    }
}
