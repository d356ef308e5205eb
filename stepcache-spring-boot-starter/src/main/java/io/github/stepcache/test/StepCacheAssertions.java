package io.github.stepcache.test;

import io.github.stepcache.StepCache;
import io.github.stepcache.decision.Decision;
import io.github.stepcache.spring.StepDiagnosis;
import io.github.stepcache.spring.StepProblem;
import io.github.stepcache.step.Quoted;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.assertj.core.api.Assertions;

/**
 * Assertions about steps, beside all of AssertJ's own: {@code import static ...StepCacheAssertions.assertThat} stands in
 * place of that of {@link Assertions}, or next to it.
 */
public final class StepCacheAssertions extends Assertions {

    private StepCacheAssertions() {}

    /**
     * Ask a cache about steps.
     *
     * @param actual the cache
     * @return assertions about what it would do
     */
    public static StepCacheAssert assertThat(StepCache actual) {
        return new StepCacheAssert(actual);
    }

    /**
     * Look at a decision.
     *
     * @param actual the decision
     * @return assertions about it
     */
    public static DecisionAssert assertThat(Decision actual) {
        return new DecisionAssert(actual);
    }

    /**
     * Ask about calls of annotated methods.
     *
     * @param actual what answers for the application
     * @return assertions about what calls would do
     */
    public static CachedStepTesterAssert assertThat(CachedStepTester actual) {
        return new CachedStepTesterAssert(actual);
    }

    /**
     * Assert that calls of a method get to the cache: that it has {@code @CachedStep}, and that the object is a proxy which
     * applies it, or woven.
     *
     * @param bean the object, as callers have it
     * @param method the name of the method; of several with that name, all that are annotated have to be intercepted
     */
    public static void assertIntercepted(Object bean, String method) {
        Class<?> type = StepDiagnosis.type(bean);
        List<Method> steps = StepDiagnosis.steps(type);
        List<Method> meant =
                steps.stream().filter(step -> step.getName().equals(method)).toList();
        if (meant.isEmpty()) {
            fail("Expecting calls of " + type.getName() + '.' + Quoted.line(method)
                    + " to get to the cache, but no method"
                    + " of that name has @CachedStep, neither itself nor from an interface, a superclass or another"
                    + " annotation. Annotated are: " + names(steps) + '.');
        }
        for (Method step : meant) {
            Optional<StepProblem> problem = StepDiagnosis.bypass(bean, step);
            if (problem.isPresent()) {
                fail("Expecting calls of " + problem.get().where() + " to get to the cache, but "
                        + problem.get().what() + ". " + problem.get().action());
            }
        }
    }

    private static String names(List<Method> steps) {
        return steps.isEmpty()
                ? "none"
                : steps.stream().map(Method::getName).distinct().collect(Collectors.joining(", "));
    }
}
