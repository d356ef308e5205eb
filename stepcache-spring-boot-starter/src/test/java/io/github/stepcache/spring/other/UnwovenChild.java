package io.github.stepcache.spring.other;

import io.github.stepcache.annotation.CachedStep;
import io.github.stepcache.spring.Workspace;
import io.github.stepcache.woven.WovenBean;

/** A class that is not woven, of one that is. */
public class UnwovenChild extends WovenBean {

    private final Workspace work;

    public UnwovenChild(Workspace work) {
        super(work);
        this.work = work;
    }

    @CachedStep(name = "own", outputDir = "out", requiredOutputs = "own")
    public String own() {
        work.run("own", "out/own");
        return "run " + work.runs().size();
    }
}
