package io.github.stepcache.woven;

import io.github.stepcache.annotation.CachedStep;
import io.github.stepcache.spring.Workspace;

/** An object that is no bean, with a step that no proxy could intercept. */
class WovenObject {

    private final Workspace work;

    WovenObject(Workspace work) {
        this.work = work;
    }

    @CachedStep(name = "final", outputDir = "out", requiredOutputs = "final")
    public final String step() {
        work.run("final", "out/final");
        return "run " + work.runs().size();
    }

    /** Has a step that proxies do intercept, so that there is one. */
    static class Open extends WovenObject {
        Open(Workspace work) {
            super(work);
        }

        @CachedStep(name = "open", outputDir = "out", requiredOutputs = "open")
        public void open() {}
    }

    /** A class that does more than its superclass. */
    static class Parent {
        final Workspace work;

        Parent(Workspace work) {
            this.work = work;
        }

        @CachedStep(name = "parent", outputDir = "out", requiredOutputs = "parent")
        void step() {
            work.run("parent", "out/parent");
        }
    }

    /** Its step has that of its superclass as a part. */
    static class Child extends Parent {
        Child(Workspace work) {
            super(work);
        }

        @Override
        @CachedStep(
                name = "child",
                outputDir = "out",
                requiredOutputs = {"parent", "child"})
        void step() {
            super.step();
            work.run("child", "out/child");
        }
    }
}
