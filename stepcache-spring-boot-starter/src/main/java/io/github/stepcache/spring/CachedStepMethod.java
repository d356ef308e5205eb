package io.github.stepcache.spring;

import io.github.stepcache.annotation.CachedStep;
import io.github.stepcache.graph.StepOutline;
import io.github.stepcache.step.Quoted;
import io.github.stepcache.step.StepSpec;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.util.function.SingletonSupplier;

/** One annotated method of one class: turns the arguments of a call into the declaration of a step. */
final class CachedStepMethod {

    private static final int MOST_KEPT = 100;
    private static final int LONGEST_KEPT = 10_000;

    private final Method method;
    private final String where;
    private final StepExpressions expressions;
    private final StepArguments arguments;
    private final StepTemplates templates;
    private final StepReturn returned;
    private final List<Integer> significant;
    private final Supplier<StepCode.Code> code;
    private final Map<StepTexts, StepSpec> specs = new ConcurrentHashMap<>();

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
            StepCode code,
            StepReturn returned) {
        this.method = method;
        this.where = type.getName() + '.' + method.getName();
        this.expressions = expressions;
        this.arguments = StepArguments.of(method, expressions);
        this.templates = StepTemplates.of(step, type.getSimpleName() + '.' + method.getName(), expressions);
        this.returned = returned;
        this.significant = arguments.significant();
        this.code = SingletonSupplier.of(() -> code.of(method, type, templates.code()));
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

    StepReturn returned() {
        return returned;
    }

    /** Tell where it reads and writes, as far as that is known before any call. */
    StepOutline outline() {
        return StepOutlines.of(templates, expressions.locations());
    }

    /** Tell whether the cache is to be asked at all. */
    boolean isWanted(@Nullable Object[] values) {
        return templates.condition().isEmpty() || isTrue(templates.condition().get(), values);
    }

    /**
     * Declare the step of one call. All expressions are evaluated each time; what they amount to is kept for the calls
     * that amount to the same.
     *
     * @throws IllegalArgumentException if a value is refused; the message names the argument
     */
    StepSpec spec(@Nullable Object[] values) {
        StepTexts texts = texts(values);
        @Nullable StepSpec known = specs.get(texts);
        if (known != null) {
            return known;
        }
        StepSpec spec = texts.spec(where, templates, expressions.locations(), code.get());
        if (texts.length() <= LONGEST_KEPT) {
            if (specs.size() >= MOST_KEPT) {
                specs.clear();
            }
            specs.put(texts, spec);
        }
        return spec;
    }

    /**
     * Declare no more of the step of one call than whose manifest it is.
     *
     * @return the declaration; empty where the arguments name no place that a manifest could have
     */
    Optional<StepSpec> place(@Nullable Object[] values) {
        try {
            StepValues given = values(values);
            StepTexts place = new StepTexts(
                    given.text(templates.name()),
                    given.directory(templates.outputDir()),
                    given.directory(templates.manifestDir()),
                    List.of(),
                    List.of(),
                    List.of(),
                    Map.of(),
                    Map.of(),
                    Optional.empty());
            return Optional.of(place.spec(where, templates, expressions.locations(), StepCode.Code.NONE));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private StepTexts texts(@Nullable Object[] values) {
        StepValues given = values(values);
        return new StepTexts(
                given.text(templates.name()),
                given.directory(templates.outputDir()),
                given.directory(templates.manifestDir()),
                each(templates.inputs(), input -> given.patterns(input, expressions.locations())),
                each(templates.extensions(), given::text),
                each(templates.requiredOutputs(), output -> given.patterns(output, PathStyle.PATTERN)),
                artifactVersions(given),
                parameters(given, values),
                templates.expireAfter().map(given::text));
    }

    /** Unlike those of streams, copies like this one cost next to nothing. */
    private static <T> List<T> each(List<StepTemplate> templates, Function<StepTemplate, T> compose) {
        List<T> texts = new ArrayList<>(templates.size());
        for (StepTemplate template : templates) {
            texts.add(compose.apply(template));
        }
        return texts;
    }

    private Map<String, String> artifactVersions(StepValues given) {
        Map<String, String> texts = new LinkedHashMap<>();
        templates.artifactVersions().forEach((key, version) -> texts.put(key, given.text(version)));
        return texts;
    }

    private Map<String, String> parameters(StepValues given, @Nullable Object[] values) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (templates.parameters().isPresent()) {
            templates
                    .parameters()
                    .get()
                    .forEach((key, value) -> addParameter(texts, key, given.value(value), declaredType(value)));
        } else {
            for (int position : significant) {
                addParameter(
                        texts,
                        arguments.names().get(position),
                        values[position],
                        Optional.of(method.getParameterTypes()[position]));
            }
        }
        return texts;
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
            Map<String, String> texts, String key, @Nullable Object value, Optional<Class<?>> declaredType) {
        if (value != null) {
            Optional<String> text = declaredType.isPresent()
                    ? StableValue.of(value, declaredType.get())
                    : StableValue.simple(value).or(() -> StableValue.of(value, Object.class));
            texts.put(key, text.orElseThrow(() -> noStableValue(key, value)));
        }
    }

    private IllegalArgumentException noStableValue(String key, Object value) {
        return new IllegalArgumentException("@CachedStep on " + where + ": argument \"" + key + "\" of type "
                + value.getClass().getName() + " has no stable value to tell one call from another."
                + " Name what counts of it, as in parameters = \"" + key + "=#{#" + key
                + ".id}\", or leave it out by naming the other arguments (none: CachedStep.NO_PARAMETERS).");
    }
}
