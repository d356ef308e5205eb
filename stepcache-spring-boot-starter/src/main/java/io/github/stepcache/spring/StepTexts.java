package io.github.stepcache.spring;

import io.github.stepcache.step.KeyPatterns;
import io.github.stepcache.step.Quoted;
import io.github.stepcache.step.StepName;
import io.github.stepcache.step.StepSpec;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The texts that a call of a method declares its step with, all values set in: from equal texts, the same method always
 * declares the same step. Lists are in the order of the method's templates.
 *
 * @param name the step's name
 * @param outputDir the output directory
 * @param manifestDir the manifest directory, if there is a template for it
 * @param inputs paths, globs or locations of resources, of each template
 * @param extensions suffixes
 * @param requiredOutputs names or globs, of each template
 * @param artifactVersions versions by name
 * @param parameters parameters by name
 * @param expireAfter how long a run counts, if that is limited
 */
record StepTexts(
        String name,
        String outputDir,
        String manifestDir,
        List<List<String>> inputs,
        List<String> extensions,
        List<List<String>> requiredOutputs,
        Map<String, String> artifactVersions,
        Map<String, String> parameters,
        Optional<String> expireAfter) {

    /**
     * Declare the step.
     *
     * @param where the class and method, for messages
     * @param templates what the texts were composed from
     * @param locations tells which inputs are resources
     * @param code what the code of the method is
     * @throws IllegalArgumentException if a text is refused; the message names its template
     */
    StepSpec spec(String where, StepTemplates templates, StepLocations locations, StepCode.Code code) {
        StepSpec.Builder spec = StepSpec.named(checked(where, templates.name(), name, StepName::check))
                .outputDir(checked(where, templates.outputDir(), outputDir, Path::of));
        if (!templates.manifestDir().text().isEmpty()) {
            spec.manifestDir(checked(where, templates.manifestDir(), manifestDir, Path::of));
        }
        for (int i = 0; i < inputs.size(); i++) {
            for (String input : inputs.get(i)) {
                checked(where, templates.inputs().get(i), input, text -> {
                    locations.declare(spec, text);
                    return text;
                });
            }
        }
        for (int i = 0; i < extensions.size(); i++) {
            spec.extensions(checked(where, templates.extensions().get(i), extensions.get(i), StepTexts::extension));
        }
        for (int i = 0; i < requiredOutputs.size(); i++) {
            for (String output : requiredOutputs.get(i)) {
                spec.requiredOutputs(
                        checked(where, templates.requiredOutputs().get(i), output, StepTexts::requiredOutput));
            }
        }
        artifactVersions.forEach(spec::artifactVersion);
        parameters.forEach(spec::parameter);
        expireAfter.ifPresent(
                age -> spec.expireAfter(checked(where, templates.expireAfter().orElseThrow(), age, ExpiryText::parse)));
        return spec.code(code.fingerprint(), code.check()).build();
    }

    /** Count the characters of what values can make long. */
    long length() {
        long length = 0;
        for (List<String> texts : inputs) {
            length += texts.stream().mapToLong(String::length).sum();
        }
        for (List<String> texts : requiredOutputs) {
            length += texts.stream().mapToLong(String::length).sum();
        }
        return length
                + parameters.values().stream().mapToLong(String::length).sum()
                + artifactVersions.values().stream().mapToLong(String::length).sum();
    }

    private static <T> T checked(String where, StepTemplate template, String text, Function<String, T> check) {
        try {
            return check.apply(text);
        } catch (IllegalArgumentException e) {
            throw template.refused(where, Quoted.line(String.valueOf(e.getMessage())));
        }
    }

    private static String extension(String suffix) {
        StepSpec.named("x").outputDir(Path.of("")).extensions(suffix).build();
        return suffix;
    }

    private static String requiredOutput(String output) {
        KeyPatterns.requiredOutputs(List.of(output), FileSystems.getDefault());
        return output;
    }
}
