package io.github.stepcache.actuate;

import io.github.stepcache.StepCache;
import io.github.stepcache.decision.Decision;
import io.github.stepcache.decision.StaleReason;
import io.github.stepcache.spring.SeenSteps;
import io.github.stepcache.step.StepSpec;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Checks steps, as a call would do it as far as possible. Reads only. */
final class StepChecks {

    private final Supplier<StepCache> cache;
    private final SeenSteps seen;

    StepChecks(Supplier<StepCache> cache, SeenSteps seen) {
        this.cache = cache;
        this.seen = seen;
    }

    /** Check a step; the answer is null for one that needs arguments and was not called. */
    @Nullable
    CheckDescriptor check(KnownStep step) {
        try {
            if (step.declared().isPresent() && !step.needsArguments() && KnownSteps.isInPlace(step)) {
                Optional<Decision> decision = step.declared().get().check(cache.get());
                return CheckDescriptor.of(decision.orElseThrow(), List.of());
            }
            if (step.lastCall().isEmpty()) {
                return null;
            }
            if (step.wasBypassed()) { // nobody knows what such a call reads
                return CheckDescriptor.of(new Decision.Stale(List.of(new StaleReason.Bypassed())), List.of());
            }
            StepSpec spec = step.lastCall().get().spec();
            return CheckDescriptor.of(seen.check(cache.get(), spec), seen.unchecked(spec));
        } catch (RuntimeException e) { // out of an expression of the application, say
            return CheckDescriptor.failed(e);
        }
    }
}
