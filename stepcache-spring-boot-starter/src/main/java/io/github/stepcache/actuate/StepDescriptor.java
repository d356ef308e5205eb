package io.github.stepcache.actuate;

import io.github.stepcache.graph.StepOutline;
import io.github.stepcache.spring.DeclaredStep;
import io.github.stepcache.step.PathPattern;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A step that is declared or was called.
 *
 * @param name its name; of one that needs arguments, its template
 * @param declaredBy the class and method; null where no method declares it
 * @param needsArguments whether it is a template, which is known only when it is called
 * @param inputs what it reads; {@code **} stands for what is not known yet
 * @param outputDir where it writes
 * @param requiredOutputs what it must leave there
 * @param lastCall what became of it last; null if it was not called in this process
 * @param check what a call would decide now; null if nobody looked
 */
public record StepDescriptor(
        String name,
        @Nullable String declaredBy,
        boolean needsArguments,
        List<String> inputs,
        String outputDir,
        List<String> requiredOutputs,
        @Nullable CallDescriptor lastCall,
        @Nullable CheckDescriptor check) {

    static StepDescriptor of(KnownStep step, int mostReasons, @Nullable CheckDescriptor check) {
        StepOutline outline = step.outline();
        return new StepDescriptor(
                step.name(),
                step.declared().map(DeclaredStep::where).orElse(null),
                step.isTemplate(),
                outline.inputs(),
                directory(outline),
                outline.requiredOutputs(),
                step.lastCall()
                        .map(call -> CallDescriptor.of(call, mostReasons))
                        .orElse(null),
                check);
    }

    /** Outlines quote what a directory stands for literally. */
    static String directory(StepOutline outline) {
        PathPattern pattern = PathPattern.parse(outline.outputDir());
        return pattern.glob().isPresent() ? outline.outputDir() : pattern.root();
    }
}
