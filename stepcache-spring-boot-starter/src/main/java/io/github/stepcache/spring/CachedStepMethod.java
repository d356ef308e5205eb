package io.github.stepcache.spring;

import io.github.stepcache.ResultCodec;
import io.github.stepcache.annotation.CachedStep;
import io.github.stepcache.step.Quoted;
import io.github.stepcache.step.StepSpec;
import java.lang.reflect.Method;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One annotated method of one class: turns the arguments of a call into the declaration of a step. */
final class CachedStepMethod {

    private final Method method;
    private final String where;
    private final StepExpressions expressions;
    private final StepArguments arguments;
    private final StepTemplates templates;
    private final ResultCodec<@Nullable Object> codec;

    /**
     * Take the annotation apart.
     *
     * @throws IllegalArgumentException if a placeholder has no value, or an entry or expression makes no sense
     * @throws org.springframework.expression.ParseException if an expression cannot be parsed
     */
    CachedStepMethod(
            Method method,
            Class<?> type,
            CachedStep step,
            StepExpressions expressions,
            ResultCodec<@Nullable Object> codec) {
        this.method = method;
        this.where = type.getName() + '.' + method.getName();
        this.expressions = expressions;
        this.arguments = StepArguments.of(method, expressions);
        this.templates = StepTemplates.of(step, type.getSimpleName() + '.' + method.getName(), expressions);
        this.codec = codec;
    }

    String where() {
        return where;
    }

    StepArguments arguments() {
        return arguments;
    }

    StepTemplates templates() {
        return templates;
    }

    ResultCodec<@Nullable Object> codec() {
        return codec;
    }

    /** Tell whether the cache is to be asked at all. */
    boolean isWanted(@Nullable Object[] values) {
        return templates.condition().isEmpty() || isTrue(templates.condition().get(), values);
    }

    /**
     * Declare the step of one call.
     *
     * @throws IllegalArgumentException if a value is refused; the message names the argument
     */
    StepSpec spec(@Nullable Object[] values) {
        StepValues given = values(values);
        StepSpec.Builder spec = place(given)
                .inputs(templates.inputs().stream().flatMap(given::inputs).toArray(String[]::new))
                .extensions(
                        templates.extensions().stream().map(given::extension).toArray(String[]::new))
                .requiredOutputs(templates.requiredOutputs().stream()
                        .flatMap(given::requiredOutputs)
                        .toArray(String[]::new));
        templates.artifactVersions().forEach((key, version) -> spec.artifactVersion(key, given.text(version)));
        if (templates.parameters().isPresent()) {
            templates
                    .parameters()
                    .get()
                    .forEach((key, value) -> addParameter(spec, key, given.value(value), declaredType(value)));
        } else {
            for (int position : arguments.significant()) {
                addParameter(
                        spec,
                        arguments.names().get(position),
                        values[position],
                        Optional.of(method.getParameterTypes()[position]));
            }
        }
        return spec.build();
    }

    /**
     * Declare no more of the step of one call than whose manifest it is.
     *
     * @return the declaration; empty where the arguments name no place that a manifest could have
     */
    Optional<StepSpec> place(@Nullable Object[] values) {
        try {
            return Optional.of(place(values(values)).build());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private StepSpec.Builder place(StepValues given) {
        StepSpec.Builder spec =
                StepSpec.named(given.name(templates.name())).outputDir(given.directory(templates.outputDir()));
        return templates.manifestDir().text().isEmpty()
                ? spec
                : spec.manifestDir(given.directory(templates.manifestDir()));
    }

    private StepValues values(@Nullable Object[] values) {
        return new StepValues(where, expressions.context(method, values));
    }

    private boolean isTrue(StepTemplate condition, @Nullable Object[] values) {
        String text = String.valueOf(values(values).value(condition));
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("@CachedStep on " + where + ": condition " + Quoted.of(condition.text())
                    + " is neither true nor false but " + Quoted.of(text) + '.');
        }
        return text.equals("true");
    }

    /** Find the type of the argument that a parameter names, if that is all it does. */
    private Optional<Class<?>> declaredType(StepTemplate parameter) {
        int position = arguments.names().stream()
                .map(name -> "#{#" + name + '}')
                .toList()
                .indexOf(parameter.text());
        return position < 0 ? Optional.empty() : Optional.of(method.getParameterTypes()[position]);
    }

    /** Without a declared type, a parameter is what its template says: a text, where the value is a simple one. */
    private void addParameter(
            StepSpec.Builder spec, String key, @Nullable Object value, Optional<Class<?>> declaredType) {
        if (value != null) {
            Optional<String> text = declaredType.isPresent()
                    ? StableValue.of(value, declaredType.get())
                    : StableValue.simple(value).or(() -> StableValue.of(value, Object.class));
            spec.parameter(key, text.orElseThrow(() -> noStableValue(key, value)));
        }
    }

    private IllegalArgumentException noStableValue(String key, Object value) {
        return new IllegalArgumentException("@CachedStep on " + where + ": argument \"" + key + "\" of type "
                + value.getClass().getName() + " has no stable value to tell one call from another."
                + " Name what counts of it, as in parameters = \"" + key + "=#{#" + key
                + ".id}\", or leave it out by naming the other arguments (none: CachedStep.NO_PARAMETERS).");
    }
}
