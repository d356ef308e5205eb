package io.github.stepcache.spring;

import io.github.stepcache.graph.StepOutline;
import io.github.stepcache.spring.StepTemplate.Part;
import io.github.stepcache.step.PathPattern;
import io.github.stepcache.step.StepSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Tells where a method reads and writes, with all that its expressions may give. */
final class StepOutlines {

    private StepOutlines() {}

    static StepOutline of(StepTemplates templates, StepLocations locations) {
        boolean exact = templates.outputDir().isLiteral()
                && areLiteral(templates.inputs())
                && areLiteral(templates.extensions())
                && areLiteral(templates.requiredOutputs());
        return new StepOutline(
                templates.name().text(),
                paths(templates.inputs(), locations),
                areLiteral(templates.extensions())
                        ? templates.extensions().stream()
                                .map(StepTemplate::text)
                                .collect(Collectors.toSet())
                        : Set.of(),
                covering(templates.outputDir(), PathPattern::quote),
                templates.requiredOutputs().stream()
                        .map(output -> covering(output, UnaryOperator.identity()))
                        .toList(),
                exact);
    }

    /** Leave out what is no file. */
    private static List<String> paths(List<StepTemplate> inputs, StepLocations locations) {
        StepSpec.Builder spec = StepSpec.named("x").outputDir(Path.of(""));
        for (StepTemplate input : inputs) {
            try {
                locations.declare(spec, covering(input, UnaryOperator.identity()));
            } catch (IllegalArgumentException e) { // such as ".." behind an argument: that can lead anywhere
                spec.inputs(StepOutline.UNKNOWN);
            }
        }
        return spec.build().inputs();
    }

    private static boolean areLiteral(List<StepTemplate> templates) {
        return templates.stream().allMatch(StepTemplate::isLiteral);
    }

    private static String covering(StepTemplate template, UnaryOperator<String> literal) {
        StringBuilder text = new StringBuilder();
        for (Part part : template.parts()) {
            text.append(part instanceof Part.Literal known ? literal.apply(known.text()) : StepOutline.UNKNOWN);
        }
        return text.toString();
    }
}
