package io.github.stepcache.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.code.CodeFingerprint;
import io.github.stepcache.code.CodeScope;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What the code of a method is where its object has no class file: nothing is left out without being said. */
class StepCodeTests {

    interface Greeting {
        String text();
    }

    static class Friendly implements Greeting {
        @Override
        public String text() {
            return "hello";
        }
    }

    static class Lambdas {
        Greeting made() {
            return () -> other() + "!";
        }

        private static String other() {
            return "hi";
        }
    }

    static class StaticLambdas {
        static final Greeting MADE = () -> "hey";
    }

    private static CodeFingerprint code(Class<?> type, CodeScope scope, Supplier<Set<String>> packages)
            throws NoSuchMethodException {
        StepCode code =
                new StepCode(() -> CodeScope.CALLS, packages, StepCodeTests.class.getClassLoader(), Instant.now());
        return code.of(type.getMethod("text"), type, Optional.of(scope)).fingerprint();
    }

    private static CodeFingerprint code(Class<?> type, CodeScope scope) throws NoSuchMethodException {
        return code(type, scope, Set::of);
    }

    private static String name(String part) {
        return "io.github.stepcache.spring.StepCodeTests." + part;
    }

    @Test
    void ofALambdaAllLambdasOfItsInterfaceCount() throws Exception {
        Class<?> lambda = new Lambdas().made().getClass();
        for (CodeScope scope : new CodeScope[] {CodeScope.CALLS, CodeScope.METHOD}) {
            assertThat(code(lambda, scope).problems()).isEmpty();
            assertThat(code(lambda, scope).methods()).containsKeys(name("Lambdas.made"), name("Lambdas.other"));
            assertThat(code(StaticLambdas.MADE.getClass(), scope).methods())
                    .containsKey(name("StaticLambdas.<clinit>"));
        }
        assertThat(code(lambda, CodeScope.NONE).counts()).isFalse();
    }

    @Test
    void ofAnInterfaceAllThatImplementsItCounts() throws Exception {
        assertThat(code(Greeting.class, CodeScope.METHOD).methods())
                .containsKeys(name("Greeting.text"), name("Friendly.text"));
    }

    @Test
    void classWithoutClassFileIsAProblem() throws Exception {
        Object proxy =
                Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Greeting.class}, (a, b, c) -> "");
        assertThat(code(proxy.getClass(), CodeScope.CALLS).problems()).isNotEmpty();
    }

    @Test
    void whateverGoesWrongIsAProblem() throws Exception {
        CodeFingerprint code = code(Friendly.class, CodeScope.CALLS, () -> {
            throw new IllegalStateException("no\nproperties");
        });
        assertThat(code.problems())
                .singleElement()
                .asString()
                .contains("Friendly.text", "no")
                .doesNotContain("\n");
    }
}
