package io.github.stepcache.test;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import io.github.stepcache.annotation.CachedStep;
import io.github.stepcache.spring.StepDiagnosis;

/** Rules for ArchUnit about annotated methods. */
public final class StepRules {

    private static final DescribedPredicate<JavaClass> HAVE_STEPS = DescribedPredicate.describe(
            "have methods with @CachedStep",
            type -> type.getAllMethods().stream()
                    .anyMatch(method ->
                            method.isAnnotatedWith(CachedStep.class) || method.isMetaAnnotatedWith(CachedStep.class)));

    private static final ArchCondition<JavaClass> NOT_CALL_THEM_ON_THIS =
            new ArchCondition<>("not call them on 'this'") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    Class<?> loaded = type.reflect();
                    if (StepDiagnosis.steps(loaded).isEmpty()) {
                        events.add(SimpleConditionEvent.violated(
                                type, type.getName() + " cannot be looked at: a class that it needs is missing"));
                    }
                    for (String call : StepDiagnosis.selfCalls(loaded)) {
                        events.add(SimpleConditionEvent.violated(
                                type,
                                "In " + type.getName() + ", " + call + " on the object itself "
                                        + type.getSourceCodeLocation()));
                    }
                }
            };

    private StepRules() {}

    /**
     * Forbid calls of annotated methods on {@code this}, which bypass the proxy and so the cache: from methods of the same
     * class and its superclasses, from lambdas, and by method references. It finds what the warning at startup finds, in
     * classes that no context has to load; calls on an injected reference to the bean itself are no such calls. Not for
     * classes that AspectJ weaves.
     *
     * @return a rule for classes that can be loaded; one of them has to have annotated methods
     */
    public static ArchRule noSelfCalls() {
        return ArchRuleDefinition.classes()
                .that(HAVE_STEPS)
                .should(NOT_CALL_THEM_ON_THIS)
                .because("such calls bypass the proxy, and so the cache; call through the injected bean,"
                        + " or move the method to another one");
    }
}
