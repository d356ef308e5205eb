package io.github.stepcache.spring;

import java.util.Set;
import java.util.TreeSet;
import org.springframework.expression.Expression;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.BeanReference;
import org.springframework.expression.spel.ast.CompoundExpression;
import org.springframework.expression.spel.ast.FunctionReference;
import org.springframework.expression.spel.ast.Indexer;
import org.springframework.expression.spel.ast.InlineMap;
import org.springframework.expression.spel.ast.MethodReference;
import org.springframework.expression.spel.ast.Projection;
import org.springframework.expression.spel.ast.PropertyOrFieldReference;
import org.springframework.expression.spel.ast.Selection;
import org.springframework.expression.spel.ast.VariableReference;
import org.springframework.expression.spel.standard.SpelExpression;

/**
 * What an expression depends on.
 *
 * @param variables the arguments that it names, without {@code #}
 * @param beans the beans that it names, without {@code @}
 */
record SpelNames(Set<String> variables, Set<String> beans) {

    /**
     * Look through a parsed expression.
     *
     * @throws IllegalArgumentException if it names a property or method of nothing
     */
    static SpelNames of(Expression expression) {
        SpelNames names = new SpelNames(new TreeSet<>(), new TreeSet<>());
        if (expression instanceof SpelExpression spel) {
            names.collect(spel.getAST(), false, false);
        }
        return names;
    }

    /**
     * Take in one node and all below it.
     *
     * @param named whether a bare name would stand for something in this place
     * @param inElement whether bare names stand for members of a collection's elements, and {@code #this} for one
     */
    private void collect(SpelNode node, boolean named, boolean inElement) {
        boolean bare = isBareName(node);
        if (bare && !named) {
            throw new IllegalArgumentException("the expression names \"" + node.toStringAST()
                    + "\", which is neither an argument (#name) nor a bean (@name)");
        } else if (node instanceof VariableReference variable) {
            String name = variable.toStringAST().substring(1);
            if (!inElement || !name.equals("this")) {
                variables.add(name);
            }
        } else if (node instanceof FunctionReference function) {
            variables.add(function.toStringAST().substring(1).replaceFirst("(?s)\\(.*", ""));
        } else if (node instanceof BeanReference bean) {
            beans.add(bean.getName());
        }
        boolean elements = inElement || node instanceof Projection || node instanceof Selection;
        for (int i = 0; i < node.getChildCount(); i++) {
            boolean member = node instanceof CompoundExpression && i > 0;
            boolean key = node instanceof Indexer || (node instanceof InlineMap && i % 2 == 0);
            collect(node.getChild(i), elements || member || key, elements);
        }
    }

    private static boolean isBareName(SpelNode node) {
        return node instanceof PropertyOrFieldReference || node instanceof MethodReference;
    }
}
