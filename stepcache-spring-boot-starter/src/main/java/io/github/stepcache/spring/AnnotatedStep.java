package io.github.stepcache.spring;

import io.github.stepcache.StepCache;
import io.github.stepcache.decision.Decision;
import io.github.stepcache.decision.StaleReason;
import io.github.stepcache.graph.StepOutline;
import io.github.stepcache.step.StepSpec;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An annotated method of a bean, as a declared step. No bean is made to learn what it says. */
record AnnotatedStep(CachedStepMethod method) implements DeclaredStep {

    @Override
    public String name() {
        return method.templates().name().text();
    }

    @Override
    public String where() {
        return method.where();
    }

    @Override
    public boolean needsArguments() {
        StepTemplates templates = method.templates();
        boolean named = templates.all().stream()
                .anyMatch(template -> !template.variables().isEmpty());
        return named
                || (templates.parameters().isEmpty()
                        && !method.arguments().significant().isEmpty());
    }

    @Override
    public StepOutline outline() {
        return method.outline();
    }

    @Override
    public Optional<StepSpec> spec() {
        return needsArguments() ? Optional.empty() : Optional.of(method.spec(noArguments()));
    }

    @Override
    public Optional<Decision> check(StepCache cache) {
        if (needsArguments()) {
            return Optional.empty();
        }
        return Optional.of(
                method.isWanted(noArguments())
                        ? cache.check(
                                method.spec(noArguments()), method.returned().codec())
                        : new Decision.Stale(List.of(new StaleReason.Bypassed())));
    }

    /** Those that there are say nothing of what the method is to do. */
    private @Nullable Object[] noArguments() {
        return new @Nullable Object[method.arguments().method().getParameterCount()];
    }
}
