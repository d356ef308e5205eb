package io.github.stepcache.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.EvaluationResult;
import io.github.stepcache.annotation.CachedStep;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.core.annotation.AliasFor;

/** Calls of annotated methods on the object itself are found before any context starts. */
class StepRulesTests {

    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @CachedStep(outputDir = "out/composed", requiredOutputs = "all.csv")
    @interface Composed {
        @AliasFor(annotation = CachedStep.class)
        String name();
    }

    interface Step {
        @CachedStep(name = "step", outputDir = "out/step", requiredOutputs = "step.csv")
        void step();
    }

    static class Parent {
        @CachedStep(name = "inherited", outputDir = "out", requiredOutputs = "inherited.csv")
        public void inherited() {}
    }

    static class Bypassing extends Parent implements Step {
        @Override
        public void step() {}

        @Composed(name = "composed")
        public void composed(String text) {}

        void plainly() {
            step();
        }

        void composedOne(boolean one) {
            composed(one ? "1" : "2");
        }

        void inALambda(List<String> texts) {
            texts.forEach(text -> this.composed(text));
        }

        void byReference(List<String> texts) {
            texts.forEach(this::composed);
        }

        void fromAbove() {
            inherited();
        }
    }

    static class Decent implements Step {
        private final Step self;
        private final Decent same;

        Decent(Step self, Decent same) {
            this.self = self;
            this.same = same;
        }

        @Override
        public void step() {}

        void throughItself(Consumer<Runnable> each) {
            self.step();
            same.step();
            each.accept(same::step);
            each.accept(() -> same.step());
        }
    }

    static class Without {
        void nothing() {}
    }

    @Test
    void callsOnTheObjectItselfAreForbidden() {
        EvaluationResult result = StepRules.noSelfCalls().evaluate(imported(Bypassing.class, Decent.class));

        assertThat(result.getFailureReport().getDetails())
                .extracting(detail -> detail.replaceFirst("In \\S+\\$(\\w+), (.*) on the object itself .*", "$1: $2"))
                .containsExactlyInAnyOrder(
                        "Bypassing: plainly() calls step()",
                        "Bypassing: composedOne() calls composed()",
                        "Bypassing: inALambda() calls composed()",
                        "Bypassing: byReference() calls composed()",
                        "Bypassing: fromAbove() calls inherited()");
    }

    @Test
    void failureSaysWhatToDo() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> StepRules.noSelfCalls().check(imported(Bypassing.class)))
                .withMessageContaining("bypass the proxy, and so the cache; call through the injected bean")
                .withMessageContaining("(StepRulesTests.java:");
    }

    @Test
    void callsThroughAnInjectedReferenceAreAllowed() {
        StepRules.noSelfCalls().check(imported(Decent.class, Step.class));
    }

    @Test
    void classesWithoutStepsAreNoProofOfAnything() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> StepRules.noSelfCalls().check(imported(Without.class)))
                .withMessageContaining("failed to check any classes");
    }

    private static JavaClasses imported(Class<?>... types) {
        return new ClassFileImporter().importClasses(types);
    }
}
