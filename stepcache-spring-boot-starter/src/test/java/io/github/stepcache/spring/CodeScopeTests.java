package io.github.stepcache.spring;

import static io.github.stepcache.code.CodeScope.CALLS;
import static io.github.stepcache.code.CodeScope.METHOD;
import static io.github.stepcache.code.CodeScope.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.annotation.CachedStep;
import io.github.stepcache.code.CodeFingerprint;
import io.github.stepcache.code.CodeScope;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.annotation.AliasFor;
import reactor.core.publisher.Mono;

/** How much code counts is said by the annotation, or else by the application. */
class CodeScopeTests {

    private Workspace work;

    @BeforeEach
    void setUp(@TempDir Path dir) {
        work = new Workspace(dir);
    }

    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @CachedStep(outputDir = "out")
    @interface Composed {
        @AliasFor(annotation = CachedStep.class)
        String[] requiredOutputs();

        @AliasFor(annotation = CachedStep.class)
        CodeScope code() default NONE;
    }

    static class Steps {
        private final Workspace work;

        Steps(Workspace work) {
            this.work = work;
        }

        @CachedStep(outputDir = "out", requiredOutputs = "silent")
        public void silent() {
            helper("silent");
        }

        @CachedStep(outputDir = "out", requiredOutputs = "alone", code = METHOD)
        public void alone() {
            helper("alone");
        }

        @CachedStep(outputDir = "out", requiredOutputs = "any", code = NONE)
        public void any() {
            helper("any");
        }

        @Composed(requiredOutputs = "composed-any")
        public void composedAny() {
            helper("composed-any");
        }

        @Composed(requiredOutputs = "composed-calls", code = CALLS)
        public void composedCalls() {
            helper("composed-calls");
        }

        @CachedStep(outputDir = "out", requiredOutputs = "future")
        public CompletableFuture<Void> future() {
            helper("future");
            return CompletableFuture.completedFuture(null);
        }

        @CachedStep(outputDir = "out", requiredOutputs = "mono")
        public Mono<Void> mono() {
            return Mono.fromRunnable(() -> helper("mono"));
        }

        private void helper(String output) {
            work.run(output, "out/" + output);
        }
    }

    static class TwoScopes {
        @CachedStep(
                outputDir = "out",
                requiredOutputs = "x",
                code = {NONE, CALLS})
        public void step() {}
    }

    private CodeFingerprint code(Consumer<Steps> call, String... properties) {
        CodeFingerprint[] code = new CodeFingerprint[1];
        Contexts.in(work, Steps.class).withPropertyValues(properties).run(context -> {
            Decisions decisions = context.getBean(Decisions.class);
            call.accept(context.getBean(Steps.class));
            code[0] = decisions.lastSpec().code();
            call.accept(context.getBean(Steps.class));
            assertThat(decisions.last().isFresh())
                    .as(decisions.last().describe())
                    .isTrue();
        });
        return code[0];
    }

    private static String name(String method) {
        return "io.github.stepcache.spring.CodeScopeTests.Steps." + method;
    }

    @Test
    void callsCountWhereNothingIsSaid() {
        CodeFingerprint code = code(Steps::silent);
        assertThat(code.kind()).startsWith("calls");
        assertThat(code.methods()).containsKeys(name("silent"), name("helper"), name("<init>"));
        assertThat(code.methods()).doesNotContainKeys(name("alone"), name("any"));
        assertThat(code.problems()).isEmpty();
    }

    @Test
    void applicationSaysWhatCountsWhereTheStepDoesNot() {
        assertThat(code(Steps::silent, "stepcache.code=none").counts()).isFalse();
        assertThat(code(Steps::silent, "stepcache.code=method").methods()).containsOnlyKeys(name("silent"));
        assertThat(code(Steps::alone, "stepcache.code=none").methods()).containsOnlyKeys(name("alone"));
    }

    @Test
    void stepSaysWhatCounts() {
        assertThat(code(Steps::alone).methods()).containsOnlyKeys(name("alone"));
        assertThat(code(Steps::any)).isEqualTo(CodeFingerprint.none());
    }

    @Test
    void composedAnnotationSaysIt() {
        assertThat(code(Steps::composedAny).counts()).isFalse();
        assertThat(code(Steps::composedCalls).methods()).containsKeys(name("composedCalls"), name("helper"));
    }

    @Test
    void codeOfFuturesAndMonosCountsToo() {
        assertThat(code(steps -> steps.future().join()).methods()).containsKeys(name("future"), name("helper"));
        assertThat(code(steps -> steps.mono().block()).methods()).containsKeys(name("mono"), name("helper"));
    }

    @Test
    void twoScopesAreRefused() {
        Contexts.in(work, TwoScopes.class)
                .run(context -> assertThat(Contexts.problems(context))
                        .singleElement()
                        .satisfies(
                                problem -> assertThat(problem.what()).contains("code names 2 scopes [NONE, CALLS]")));
    }
}
