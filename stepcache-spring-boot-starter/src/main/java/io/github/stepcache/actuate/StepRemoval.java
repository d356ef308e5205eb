package io.github.stepcache.actuate;

import io.github.stepcache.StepCache;
import io.github.stepcache.spring.DeclaredStep;
import io.github.stepcache.step.Quoted;
import io.github.stepcache.step.StepSpec;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Has steps forgotten. */
final class StepRemoval {

    private final Supplier<StepCache> cache;

    StepRemoval(Supplier<StepCache> cache) {
        this.cache = cache;
    }

    /** Forget what can be forgotten: a template only has nothing to forget. */
    List<ForgottenDescriptor.Step> forget(List<KnownStep> steps) {
        boolean templatesOnly = steps.stream().allMatch(KnownStep::isTemplate);
        return steps.stream()
                .filter(step -> templatesOnly || !step.isTemplate())
                .map(this::forget)
                .toList();
    }

    private ForgottenDescriptor.Step forget(KnownStep step) {
        String outputDir = StepDescriptor.directory(step.outline());
        if (step.isTemplate()) {
            return kept(outputDir, "It needs arguments, and was called with none by this name.");
        }
        if (step.isRunning()) { // to wait for its end could take hours
            return kept(outputDir, "It is running.");
        }
        try {
            cache.get().forget(spec(step));
            return new ForgottenDescriptor.Step(outputDir, true, null);
        } catch (RuntimeException e) { // a lock that nobody gives back in time, a file that cannot be deleted
            return kept(outputDir, Quoted.line(String.valueOf(e.getMessage())));
        }
    }

    private static StepSpec spec(KnownStep step) {
        Optional<StepSpec> called = step.lastCall().map(call -> call.spec());
        return called.or(() -> step.declared().flatMap(DeclaredStep::spec)).orElseThrow();
    }

    private static ForgottenDescriptor.Step kept(String outputDir, String problem) {
        return new ForgottenDescriptor.Step(outputDir, false, problem);
    }
}
