package io.github.stepcache.spring;

import io.github.stepcache.annotation.CachedStep;
import io.github.stepcache.step.Quoted;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.expression.ParseException;

/** Looks at one annotated method before it is called, and names all that is wrong with it (contract 7.4). */
final class CachedStepInspection {

    private final Method method;
    private final Class<?> type;
    private final StepExpressions expressions;
    private final StepCode code;
    private final List<StepProblem> problems = new ArrayList<>();
    private final @Nullable CachedStepMethod step;

    CachedStepInspection(Method method, Class<?> type, StepExpressions expressions, StepCode code) {
        this.method = method;
        this.type = type;
        this.expressions = expressions;
        this.code = code;
        inspectModifiers();
        @Nullable StepReturn returned = returned();
        this.step = returned == null ? null : step(returned);
        if (step != null) {
            inspectVariables(step.arguments(), step.templates());
            inspectLeftOut(step.arguments(), step.templates());
            inspectBeans(step.templates());
            inspectBrackets(step.templates());
            inspectLocations(step.templates());
            inspectDeclaration(step.templates());
        }
    }

    List<StepProblem> problems() {
        return problems;
    }

    CachedStepMethod step() {
        return Objects.requireNonNull(step);
    }

    private void inspectModifiers() {
        if (AnnotatedElementUtils.hasAnnotation(method, Bean.class)) {
            add(
                    "it is a @Bean method, and what it makes is an object, not files",
                    "Move @CachedStep to a method of the bean that it makes.");
        } else if (!WovenMethod.isWoven(method)) {
            Interception.problem(method, type).ifPresent(problems::add);
        }
    }

    private @Nullable StepReturn returned() {
        try {
            return StepReturn.of(method, type);
        } catch (IllegalArgumentException e) {
            add(message(e), "Return void, or a value that JSON can express with its whole type, such as a record.");
            return null;
        }
    }

    private @Nullable CachedStepMethod step(StepReturn returned) {
        CachedStep annotation = Objects.requireNonNull(CachedStepMethods.annotation(method));
        try {
            return new CachedStepMethod(method, type, annotation, expressions, code, returned);
        } catch (ParseException e) {
            add(
                    "the expression " + Quoted.of(String.valueOf(e.getExpressionString())) + " cannot be parsed: "
                            + Quoted.line(e.getSimpleMessage()),
                    "Correct the expression; a template is written #{#argument} or #{@bean.property}.");
        } catch (IllegalArgumentException e) {
            add(message(e), "Correct the annotation, or define the property that it names.");
        }
        return null;
    }

    private void inspectVariables(StepArguments arguments, StepTemplates templates) {
        Set<String> unknown = new TreeSet<>();
        templates.all().forEach(template -> unknown.addAll(template.variables()));
        boolean needsNames = templates.parameters().isEmpty()
                ? !arguments.significant().isEmpty()
                : unknown.stream().anyMatch(name -> !name.matches("[ap]\\d+"));
        if (needsNames && !arguments.areNamed()) {
            add(
                    "the names of its parameters are unknown, because it was compiled without -parameters",
                    "Compile with -parameters (javac), or <parameters>true</parameters> (Maven compiler plugin).");
            return;
        }
        unknown.removeAll(arguments.variables());
        if (!unknown.isEmpty()) {
            add(
                    "an expression names #" + String.join(", #", unknown) + ", and the method has no such parameter",
                    arguments.names().isEmpty()
                            ? "Correct the name; the method has no parameters."
                            : "Correct the name; the parameters are #" + String.join(", #", arguments.names()) + '.');
        }
    }

    /** With different outputs but one record, the outputs of one call would vouch for those of another. */
    private void inspectLeftOut(StepArguments arguments, StepTemplates templates) {
        List<StepTemplate> told = new ArrayList<>(List.of(templates.name(), templates.manifestPlace()));
        templates.parameters().ifPresent(named -> told.addAll(named.values()));
        Set<String> leftOut = new TreeSet<>();
        Stream.concat(Stream.of(templates.outputDir()), templates.requiredOutputs().stream())
                .forEach(output -> leftOut.addAll(arguments.named(output.variables())));
        told.forEach(template -> leftOut.removeAll(arguments.named(template.variables())));
        if (templates.parameters().isEmpty() && arguments.areNamed()) {
            arguments
                    .significant()
                    .forEach(position -> leftOut.remove(arguments.names().get(position)));
        }
        if (!leftOut.isEmpty()) {
            add(
                    "what it writes depends on #" + String.join(", #", leftOut)
                            + ", and neither its name, nor the place of its manifest, nor its parameters do, so that"
                            + " one call would be taken for another",
                    "Name what counts of it in the parameters.");
        }
    }

    private void inspectBeans(StepTemplates templates) {
        Set<String> unknown = new TreeSet<>();
        templates.all().forEach(template -> unknown.addAll(template.beans()));
        unknown.removeIf(expressions::hasBean);
        if (!unknown.isEmpty()) {
            add(
                    "an expression names @" + String.join(", @", unknown) + ", and there is no such bean",
                    "Correct the name, or define the bean.");
        }
    }

    private void inspectBrackets(StepTemplates templates) {
        List<StepTemplate> patterns = new ArrayList<>(templates.inputs());
        patterns.addAll(templates.requiredOutputs());
        for (StepTemplate pattern : patterns) {
            if (pattern.hasArgumentInBrackets()) {
                add(
                        Quoted.of(pattern.text())
                                + " has an argument inside '[...]', where it cannot be taken literally",
                        "Move the argument out of the brackets.");
            }
        }
    }

    private void inspectLocations(StepTemplates templates) {
        for (StepTemplate input : templates.inputs()) {
            expressions
                    .locations()
                    .unknownPrefix(input.trial())
                    .ifPresent(prefix -> add(
                            "input " + Quoted.of(input.text()) + " begins with " + Quoted.of(prefix)
                                    + ", which is no prefix that the application's ResourceLoader knows",
                            "Correct the prefix, or add the module that makes it known (for an object store, the one"
                                    + " of Spring Cloud); for a file of that name, put \"./\" before it."));
        }
    }

    private void inspectDeclaration(StepTemplates templates) {
        try {
            templates.trialSpec(expressions.locations());
        } catch (IllegalArgumentException e) {
            add(message(e), "Correct the annotation.");
        }
    }

    private static String message(IllegalArgumentException e) {
        String message = Quoted.line(String.valueOf(e.getMessage()));
        return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    }

    private void add(String what, String action) {
        problems.add(new StepProblem(type.getName() + '.' + method.getName(), what, action));
    }
}
