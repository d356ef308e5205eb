package io.github.stepcache.spring.other;

import io.github.stepcache.annotation.CachedStep;
import io.github.stepcache.spring.Workspace;

/** A superclass in another package than its subclasses. */
public class Distant {

    private final Workspace work;

    protected Distant(Workspace work) {
        this.work = work;
    }

    @CachedStep(name = "protected", outputDir = "out", requiredOutputs = "protected")
    protected void step() {
        work.run("protected", "out/protected");
    }

    public static void call(Distant distant) {
        distant.step();
    }

    /** A superclass whose step only its own package can call. */
    public static class Hidden {
        @CachedStep(name = "hidden", outputDir = "out", requiredOutputs = "hidden")
        void step() {}
    }
}
