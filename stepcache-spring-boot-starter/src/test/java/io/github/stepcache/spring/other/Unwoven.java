package io.github.stepcache.spring.other;

import io.github.stepcache.annotation.CachedStep;

/** A bean in a package that is not woven, where the others are. */
public class Unwoven {

    @CachedStep(name = "public", outputDir = "out", requiredOutputs = "public")
    public void step() {
        hidden();
    }

    @CachedStep(name = "hidden", outputDir = "out", requiredOutputs = "hidden")
    private void hidden() {}
}
