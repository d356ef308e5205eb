package io.github.stepcache.graph;

import io.github.stepcache.step.PathPattern;
import io.github.stepcache.step.StepSpec;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Where a step reads and writes, as far as that is known before it is called. Of a step that needs arguments, {@code **}
 * stands for each text that is not known yet.
 *
 * @param name the step's name; of a step that needs arguments, its template
 * @param inputs files, directories or globs that it reads
 * @param extensions the suffixes that count in directories and globs; empty means all
 * @param outputDir the directory that it writes to, as a glob: what it stands for literally is quoted
 * @param requiredOutputs names or globs below the output directory
 * @param exact whether these are the paths of one step; otherwise, they cover those of a step for any arguments
 */
public record StepOutline(
        String name,
        List<String> inputs,
        Set<String> extensions,
        String outputDir,
        List<String> requiredOutputs,
        boolean exact) {

    /** Stands for text that is not known before a step is called; that can be several names of a path. */
    public static final String UNKNOWN = "**";

    /**
     * Keep unmodifiable copies.
     *
     * @param name the step's name or its template
     * @param inputs what it reads
     * @param extensions the suffixes that count
     * @param outputDir where it writes
     * @param requiredOutputs what it must leave there
     * @param exact whether these are the paths of one step
     */
    public StepOutline {
        inputs = List.copyOf(inputs);
        extensions = Collections.unmodifiableSet(new LinkedHashSet<>(extensions));
        requiredOutputs = List.copyOf(requiredOutputs);
    }

    /**
     * Take what matters from a declaration.
     *
     * @param spec the declaration
     * @return its outline
     */
    public static StepOutline of(StepSpec spec) {
        return new StepOutline(
                spec.name(),
                spec.inputs(),
                spec.extensions(),
                PathPattern.quote(spec.outputDir().toString()),
                spec.requiredOutputs(),
                true);
    }

    /** Tell whether the step may write anywhere at all, as where its output directory is an argument. */
    boolean writesAnywhere() {
        return !exact && outputDir.startsWith(UNKNOWN);
    }
}
