package io.github.stepcache.spring;

import io.github.stepcache.annotation.CachedStep;
import io.github.stepcache.code.CodeScope;
import io.github.stepcache.step.Quoted;
import io.github.stepcache.step.StepSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The attributes of one annotation, taken apart.
 *
 * @param name the step's name
 * @param inputs paths, globs or locations of resources
 * @param extensions suffixes
 * @param outputDir the output directory
 * @param requiredOutputs names or globs
 * @param manifestDir the manifest directory; empty text where it is the output directory
 * @param artifactVersions versions by name
 * @param parameters parameters by name; empty where they are the arguments
 * @param code how much code counts; empty where that is left to the application
 * @param condition the condition, if there is one
 * @param expireAfter how long a run counts, if that is limited
 */
record StepTemplates(
        StepTemplate name,
        List<StepTemplate> inputs,
        List<StepTemplate> extensions,
        StepTemplate outputDir,
        List<StepTemplate> requiredOutputs,
        StepTemplate manifestDir,
        Map<String, StepTemplate> artifactVersions,
        Optional<Map<String, StepTemplate>> parameters,
        Optional<CodeScope> code,
        Optional<StepTemplate> condition,
        Optional<StepTemplate> expireAfter) {

    /**
     * Take an annotation apart.
     *
     * @throws IllegalArgumentException if a placeholder has no value, or an entry or expression makes no sense
     * @throws org.springframework.expression.ParseException if an expression cannot be parsed
     */
    static StepTemplates of(CachedStep step, String defaultName, StepExpressions expressions) {
        return new StepTemplates(
                expressions.template(step.name().isEmpty() ? defaultName : step.name()),
                templates(step.inputs(), expressions),
                templates(step.extensions(), expressions),
                expressions.template(step.outputDir()),
                templates(step.requiredOutputs(), expressions),
                expressions.template(step.manifestDir()),
                artifactVersions(step.artifactVersions(), expressions),
                parameters(step.parameters(), expressions),
                code(step.code()),
                step.condition().isBlank()
                        ? Optional.empty()
                        : Optional.of(StepTemplate.parseExpression(expressions.resolvePlaceholders(step.condition()))),
                step.expireAfter().isEmpty()
                        ? Optional.empty()
                        : Optional.of(expressions.template(step.expireAfter())));
    }

    /** All of them, to be checked for what they name. */
    List<StepTemplate> all() {
        List<StepTemplate> all = new ArrayList<>(List.of(name, outputDir, manifestDir));
        all.addAll(inputs);
        all.addAll(extensions);
        all.addAll(requiredOutputs);
        all.addAll(artifactVersions.values());
        parameters.ifPresent(named -> all.addAll(named.values()));
        condition.ifPresent(all::add);
        expireAfter.ifPresent(all::add);
        return all;
    }

    /** Where the manifest is kept. */
    StepTemplate manifestPlace() {
        return manifestDir.text().isEmpty() ? outputDir : manifestDir;
    }

    /** Whether name and place of the manifest are the same for all calls. */
    boolean hasOneManifest() {
        return name.isLiteral() && outputDir.isLiteral() && manifestDir.isLiteral();
    }

    /**
     * Declare the step as far as it is known before any call, with a stand-in for each expression, to find mistakes.
     *
     * @throws IllegalArgumentException if the declaration is refused whatever the arguments
     */
    StepSpec trialSpec(StepLocations locations) {
        StepSpec.Builder spec = StepSpec.named(name.trial())
                .outputDir(Path.of(outputDir.trial()))
                .manifestDir(Path.of(manifestPlace().trial()))
                .extensions(trials(
                        extensions.stream().filter(StepTemplate::isLiteral).toList()))
                .requiredOutputs(trials(requiredOutputs));
        inputs.forEach(input -> locations.declare(spec, input.trial()));
        artifactVersions.forEach((key, version) -> spec.artifactVersion(key, version.trial()));
        parameters.ifPresent(named -> named.forEach((key, value) -> spec.parameter(key, value.trial())));
        expireAfter.filter(StepTemplate::isLiteral).ifPresent(age -> spec.expireAfter(ExpiryText.parse(age.text())));
        return spec.build();
    }

    private static String[] trials(List<StepTemplate> templates) {
        return templates.stream().map(StepTemplate::trial).toArray(String[]::new);
    }

    private static List<StepTemplate> templates(String[] texts, StepExpressions expressions) {
        return Arrays.stream(texts).map(expressions::template).toList();
    }

    private static Map<String, StepTemplate> artifactVersions(String[] entries, StepExpressions expressions) {
        Map<String, StepTemplate> versions = new LinkedHashMap<>();
        for (String declared : entries) {
            String entry = expressions.resolvePlaceholders(declared);
            int equals = entry.indexOf('=');
            if (equals <= 0) {
                throw new IllegalArgumentException(
                        "artifactVersions has the entry " + Quoted.of(entry) + ", which is not of the form name=value");
            }
            put(versions, "artifactVersions", entry.substring(0, equals), entry.substring(equals + 1));
        }
        return versions;
    }

    private static Optional<Map<String, StepTemplate>> parameters(String[] entries, StepExpressions expressions) {
        if (entries.length == 0) {
            return Optional.empty();
        }
        Map<String, StepTemplate> parameters = new LinkedHashMap<>();
        if (entries.length > 1 || !entries[0].equals(CachedStep.NO_PARAMETERS)) {
            for (String declared : entries) {
                String entry = expressions.resolvePlaceholders(declared);
                int equals = entry.indexOf('=');
                String key = equals < 0 ? entry : entry.substring(0, equals);
                put(
                        parameters,
                        "parameters",
                        key,
                        equals < 0 ? "#{#" + entry.strip() + '}' : entry.substring(equals + 1));
            }
        }
        return Optional.of(parameters);
    }

    /** An array only because an attribute has no other way to be left out. */
    private static Optional<CodeScope> code(CodeScope[] scopes) {
        if (scopes.length > 1) {
            throw new IllegalArgumentException(
                    "code names " + scopes.length + " scopes " + Arrays.toString(scopes) + ", and a step has one");
        }
        return Arrays.stream(scopes).findFirst();
    }

    private static void put(Map<String, StepTemplate> named, String attribute, String key, String value) {
        if (named.putIfAbsent(key.strip(), StepTemplate.parse(value.strip())) != null) {
            throw new IllegalArgumentException(attribute + " names " + Quoted.of(key.strip()) + " twice");
        }
    }
}
