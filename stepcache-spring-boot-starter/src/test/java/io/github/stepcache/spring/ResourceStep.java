package io.github.stepcache.spring;

import io.github.stepcache.StepResult;
import io.github.stepcache.annotation.CachedStep;
import io.github.stepcache.decision.Decision;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A step whose only input is a location, called in contexts that come and go. */
final class ResourceStep {

    private final Workspace work;
    private final ApplicationContextRunner contexts;

    private ResourceStep(Workspace work, ApplicationContextRunner contexts) {
        this.work = work;
        this.contexts = contexts;
    }

    static ResourceStep in(Path dir, String location) {
        Workspace work = new Workspace(dir);
        work.write("README", "a base directory has to exist");
        return new ResourceStep(
                work, Contexts.in(work, Step.class).withPropertyValues("location=" + location, "stepcache.lock=jvm"));
    }

    static class Step {
        private final Workspace work;
        private final Meanwhile meanwhile;

        Step(Workspace work, Meanwhile meanwhile) {
            this.work = work;
            this.meanwhile = meanwhile;
        }

        @CachedStep(name = "step", inputs = "${location}", outputDir = "out", requiredOutputs = "o")
        public void run() {
            meanwhile.happen();
            work.run("ran", "out/o");
        }
    }

    /** What happens while the step runs. */
    interface Meanwhile {
        void happen();
    }

    ResourceStep on(ClassLoader classPath) {
        return new ResourceStep(work, contexts.withClassLoader(classPath));
    }

    ApplicationContextRunner contexts(Meanwhile meanwhile) {
        return contexts.withBean(Meanwhile.class, () -> meanwhile);
    }

    /** Tell whether the step was skipped in a new context. */
    boolean isSkipped() {
        return !run(() -> {}).executed();
    }

    /** Call the step in a new context. */
    StepResult<?> run(Meanwhile meanwhile) {
        Decisions decisions = new Decisions();
        contexts(meanwhile)
                .withBean("recorder", Decisions.class, () -> decisions)
                .run(context -> context.getBean(Step.class).run());
        return decisions.results().get(decisions.results().size() - 1);
    }

    /** Call the step in a new context, and say what was decided. */
    Decision decision() {
        return run(() -> {}).decision();
    }

    /** What is on record of its inputs. */
    SortedMap<String, String> hashes() {
        SortedMap<String, String> hashes = new TreeMap<>();
        JsonNode manifest = JsonMapper.shared().readTree(work.read("out/.step.manifest.json"));
        manifest.path("input_hashes").forEachEntry((key, hash) -> hashes.put(key, hash.asString()));
        return hashes;
    }
}
