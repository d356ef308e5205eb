package io.github.stepcache.spring;

import io.github.stepcache.ResultCodec;
import io.github.stepcache.annotation.CachedStep;
import io.github.stepcache.step.Quoted;
import io.github.stepcache.step.StepSpec;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One annotated method of one class, its strings taken apart: turns the arguments of a call into a declaration. */
final class CachedStepMethod {

    private final Method method;
    private final String where;
    private final StepExpressions expressions;
    private final StepArguments arguments;
    private final StepTemplate name;
    private final List<StepTemplate> inputs;
    private final List<StepTemplate> extensions;
    private final StepTemplate outputDir;
    private final List<StepTemplate> requiredOutputs;
    private final StepTemplate manifestDir;
    private final Map<String, StepTemplate> artifactVersions;
    private final Optional<Map<String, StepTemplate>> parameters;
    private final Optional<StepTemplate> condition;
    private final ResultCodec<@Nullable Object> codec;

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
        this.codec = codec;
        String defaultName = type.getSimpleName() + '.' + method.getName();
        this.name = expressions.template(step.name().isEmpty() ? defaultName : step.name());
        this.inputs = templates(step.inputs());
        this.extensions = templates(step.extensions());
        this.outputDir = expressions.template(step.outputDir());
        this.requiredOutputs = templates(step.requiredOutputs());
        this.manifestDir = expressions.template(step.manifestDir());
        this.artifactVersions = named("artifactVersions", step.artifactVersions());
        this.parameters = parameters(step.parameters());
        this.condition = step.condition().isBlank()
                ? Optional.empty()
                : Optional.of(StepTemplate.parseExpression(expressions.resolvePlaceholders(step.condition())));
    }

    Method method() {
        return method;
    }

    String where() {
        return where;
    }

    StepArguments arguments() {
        return arguments;
    }

    ResultCodec<@Nullable Object> codec() {
        return codec;
    }

    /** All templates, to be checked for unknown variables. */
    List<StepTemplate> templates() {
        List<StepTemplate> all = new ArrayList<>(List.of(name, outputDir, manifestDir));
        all.addAll(inputs);
        all.addAll(extensions);
        all.addAll(requiredOutputs);
        all.addAll(artifactVersions.values());
        parameters.ifPresent(named -> all.addAll(named.values()));
        condition.ifPresent(all::add);
        return all;
    }

    /** Whether all arguments are parameters of the step. */
    boolean takesAllArguments() {
        return parameters.isEmpty();
    }

    /** Tell whether the cache is to be asked at all. */
    boolean isWanted(@Nullable Object[] values) {
        return condition.map(expression -> isTrue(expression, values)).orElse(true);
    }

    /**
     * Declare the step of one call.
     *
     * @throws IllegalArgumentException if a value is refused; the message names the argument
     */
    StepSpec spec(@Nullable Object[] values) {
        StepValues given = new StepValues(where, expressions.context(method, values));
        StepSpec.Builder spec = StepSpec.named(given.text(name))
                .outputDir(Path.of(given.path(outputDir)))
                .inputs(inputs.stream().flatMap(given::patterns).toArray(String[]::new))
                .extensions(extensions.stream().map(given::text).toArray(String[]::new))
                .requiredOutputs(
                        requiredOutputs.stream().flatMap(given::patterns).toArray(String[]::new));
        if (!manifestDir.text().isEmpty()) {
            spec.manifestDir(Path.of(given.path(manifestDir)));
        }
        artifactVersions.forEach((key, version) -> spec.artifactVersion(key, given.text(version)));
        if (parameters.isPresent()) {
            parameters.get().forEach((key, template) -> {
                @Nullable Object value = given.value(template);
                addParameter(spec, key, value, value == null ? Object.class : value.getClass());
            });
        } else {
            for (int position : arguments.significant()) {
                addParameter(
                        spec, arguments.names().get(position), values[position], method.getParameterTypes()[position]);
            }
        }
        return spec.build();
    }

    /**
     * Declare the step as far as it is known before any call, with a stand-in for each expression, to find mistakes.
     *
     * @throws IllegalArgumentException if the declaration is refused whatever the arguments
     */
    StepSpec trialSpec() {
        StepSpec.Builder spec = StepSpec.named(trial(name))
                .outputDir(Path.of(trial(outputDir)))
                .inputs(trial(inputs))
                .extensions(trial(
                        extensions.stream().filter(StepTemplate::isLiteral).toList()))
                .requiredOutputs(trial(requiredOutputs));
        if (!manifestDir.text().isEmpty()) {
            spec.manifestDir(Path.of(trial(manifestDir)));
        }
        artifactVersions.forEach((key, version) -> spec.artifactVersion(key, trial(version)));
        return spec.build();
    }

    /** Whether name and place of the manifest are the same for all calls. */
    boolean hasOneManifest() {
        return name.isLiteral() && outputDir.isLiteral() && manifestDir.isLiteral();
    }

    /** The place of the manifest as text in which expressions stand as written. */
    String manifestText() {
        String directory = manifestDir.text().isEmpty() ? outputDir.text() : manifestDir.text();
        return Path.of(directory).normalize() + "/" + name.text();
    }

    private boolean isTrue(StepTemplate expression, @Nullable Object[] values) {
        @Nullable Object value = new StepValues(where, expressions.context(method, values)).value(expression);
        String text = String.valueOf(value);
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("@CachedStep on " + where + ": condition " + Quoted.of(expression.text())
                    + " is neither true nor false but " + Quoted.of(text) + '.');
        }
        return text.equals("true");
    }

    private void addParameter(StepSpec.Builder spec, String key, @Nullable Object value, Class<?> declared) {
        if (value != null) {
            spec.parameter(key, StableValue.of(value, declared).orElseThrow(() -> noStableValue(key, value)));
        }
    }

    private IllegalArgumentException noStableValue(String key, Object value) {
        return new IllegalArgumentException("@CachedStep on " + where + ": argument \"" + key + "\" of type "
                + value.getClass().getName() + " has no stable value to tell one call from another."
                + " Name what counts of it, as in parameters = \"" + key + "=#{#" + key
                + ".id}\", or leave it out by naming the other arguments (none: CachedStep.NO_PARAMETERS).");
    }

    private List<StepTemplate> templates(String[] texts) {
        return Arrays.stream(texts).map(expressions::template).toList();
    }

    private Map<String, StepTemplate> named(String attribute, String[] entries) {
        Map<String, StepTemplate> named = new LinkedHashMap<>();
        for (String entry : entries) {
            int equals = entry.indexOf('=');
            if (equals <= 0) {
                throw new IllegalArgumentException(
                        attribute + " has the entry " + Quoted.of(entry) + ", which is not of the form name=value");
            }
            put(named, attribute, entry.substring(0, equals).strip(), entry.substring(equals + 1));
        }
        return named;
    }

    private Optional<Map<String, StepTemplate>> parameters(String[] entries) {
        if (entries.length == 0) {
            return Optional.empty();
        }
        Map<String, StepTemplate> named = new LinkedHashMap<>();
        if (entries.length > 1 || !entries[0].equals(CachedStep.NO_PARAMETERS)) {
            for (String entry : entries) {
                int equals = entry.indexOf('=');
                String key = equals < 0 ? entry : entry.substring(0, equals);
                put(
                        named,
                        "parameters",
                        key.strip(),
                        equals < 0 ? "#{#" + entry.strip() + '}' : entry.substring(equals + 1));
            }
        }
        return Optional.of(named);
    }

    private void put(Map<String, StepTemplate> named, String attribute, String key, String value) {
        if (named.putIfAbsent(key, expressions.template(value)) != null) {
            throw new IllegalArgumentException(attribute + " names " + Quoted.of(key) + " twice");
        }
    }

    private static String[] trial(List<StepTemplate> templates) {
        return templates.stream().map(CachedStepMethod::trial).toArray(String[]::new);
    }

    private static String trial(StepTemplate template) {
        StringBuilder text = new StringBuilder();
        template.parts()
                .forEach(part -> text.append(part instanceof StepTemplate.Part.Literal literal ? literal.text() : "x"));
        return text.toString();
    }
}
