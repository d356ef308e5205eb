package io.github.stepcache.history;

import io.github.stepcache.step.StepSpec;
import java.nio.file.Path;

/**
 * What tells a step from all others.
 *
 * @param name its name
 * @param manifestDir where its manifest is kept
 */
public record StepKey(String name, Path manifestDir) {

    /**
     * Take it from a declaration.
     *
     * @param spec the declaration
     * @return what tells the step from all others
     */
    public static StepKey of(StepSpec spec) {
        return new StepKey(spec.name(), spec.manifestDir());
    }
}
