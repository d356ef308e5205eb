package io.github.stepcache.spring;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a method, by name and position.
 *
 * @param method the method
 * @param names their names; empty where the compiler did not keep them
 */
record StepArguments(Method method, List<String> names) {

    /** Hand a method its surroundings, and say nothing of what it is to do. */
    private static final Set<String> INFRASTRUCTURE = Set.of(
            "org.springframework.batch.core.step.StepContribution",
            "org.springframework.batch.core.scope.context.ChunkContext",
            "org.springframework.batch.core.scope.context.StepContext",
            "org.springframework.context.ApplicationContext",
            "org.springframework.context.ApplicationEventPublisher",
            "org.springframework.context.MessageSource",
            "org.springframework.core.env.Environment",
            "org.springframework.beans.factory.BeanFactory",
            "org.springframework.beans.factory.ObjectProvider",
            "org.springframework.transaction.TransactionStatus");

    static StepArguments of(Method method, StepExpressions expressions) {
        @Nullable String @Nullable [] names = expressions.names().getParameterNames(method);
        return new StepArguments(
                method,
                names == null
                        ? List.of()
                        : Arrays.stream(names).map(Objects::requireNonNull).toList());
    }

    boolean areNamed() {
        return names.size() == method.getParameterCount();
    }

    /** List the positions of the arguments that say what the method is to do. */
    List<Integer> significant() {
        List<Integer> positions = new ArrayList<>();
        Parameter[] parameters = method.getParameters();
        for (int i = 0; i < parameters.length; i++) {
            if (!isInfrastructure(parameters[i].getType())) {
                positions.add(i);
            }
        }
        return positions;
    }

    /** All variables that an expression may name: each argument by its name, as {@code a0} and as {@code p0}. */
    Set<String> variables() {
        Set<String> variables = new HashSet<>(names);
        for (int i = 0; i < method.getParameterCount(); i++) {
            variables.add("a" + i);
            variables.add("p" + i);
        }
        return variables;
    }

    /** Write variables by name where they are written by position. */
    Set<String> named(Set<String> variables) {
        Set<String> named = new TreeSet<>();
        for (String variable : variables) {
            int position = variable.matches("[ap]\\d{1,3}") ? Integer.parseInt(variable.substring(1)) : -1;
            boolean known = position >= 0 && position < names.size() && !names.contains(variable);
            named.add(known ? names.get(position) : variable);
        }
        return named;
    }

    private static boolean isInfrastructure(Class<?> type) {
        if (INFRASTRUCTURE.contains(type.getName())) {
            return true;
        }
        Class<?> superclass = type.getSuperclass();
        if (superclass != null && isInfrastructure(superclass)) {
            return true;
        }
        for (Class<?> implemented : type.getInterfaces()) {
            if (isInfrastructure(implemented)) {
                return true;
            }
        }
        return false;
    }
}
