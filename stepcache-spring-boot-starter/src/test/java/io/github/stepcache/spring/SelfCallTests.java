package io.github.stepcache.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.annotation.CachedStep;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Calls on {@code this} bypass the proxy: they are found where they stand plainly, and warned about (contract 7.4). */
@ExtendWith(OutputCaptureExtension.class)
class SelfCallTests {

    static class Parent {
        @CachedStep(name = "inherited", outputDir = "out", requiredOutputs = "inherited")
        public void inherited() {}

        public void callsInherited() {
            inherited();
        }
    }

    static class Bypassing extends Parent {

        long sum;

        @CachedStep(name = "plain", outputDir = "out", requiredOutputs = "plain")
        public void plain() {}

        @CachedStep(name = "with-arguments", outputDir = "out", requiredOutputs = "arguments")
        public String withArguments(long one, double[] two, @Nullable String three) {
            plain();
            return "";
        }

        public void calls() {
            sum += 2L * sum - Long.parseLong("7");
            this.plain();
        }

        public int callsWithArguments(long[] numbers, String... texts) {
            String text = withArguments(
                    numbers[0] + (long) (1.5 * texts.length), new double[] {1.0, sum / 3.0}, texts[0].strip());
            return text.length();
        }

        public void callsInALambda(Optional<String> word) {
            word.ifPresent(text -> withArguments(1, new double[0], text));
        }

        public void callsByReference(Stream<Runnable> actions) {
            Stream.concat(actions, Stream.of(this::plain)).forEach(Runnable::run);
        }

        public void callsInABranch(boolean really) {
            if (really) {
                inherited();
            }
        }

        public String callsWithABranch(boolean one, int two) {
            return withArguments(
                    one ? 1 : 2L,
                    new double[0],
                    switch (two) {
                        case 1 -> one || two > sum ? "1" : "2";
                        case 2 -> throw new IllegalStateException();
                        default -> null;
                    });
        }
    }

    @Test
    void callsOnThisAreFound() throws Exception {
        assertThat(SelfCalls.in(Bypassing.class, CachedStepValidator.annotated(Bypassing.class)))
                .containsExactly(
                        "calls() calls plain()",
                        "callsByReference() calls plain()",
                        "callsInABranch() calls inherited()",
                        "callsInALambda() calls withArguments()",
                        "callsInherited() calls inherited()",
                        "callsWithABranch() calls withArguments()",
                        "callsWithArguments() calls withArguments()",
                        "withArguments() calls plain()");
    }

    static class Decent {
        private final Decent self;

        Decent(Decent self) {
            this.self = self;
        }

        @CachedStep(name = "step", outputDir = "out", requiredOutputs = "step")
        public void step(Object argument, int depth) {
            if (depth > 0) {
                step(argument, depth - 1);
            }
        }

        public void step(Object argument) {
            self.step(argument, 1);
        }

        public void others(Decent other, Optional<Decent> another, boolean which) {
            other.step(this, 1);
            another.orElseThrow().step(this, 2);
            (which ? other : self).step(this, 3);
            (which ? this : other).step(this, which ? 3 : 2);
            self.step(which ? this : other, 4);
            another.ifPresent(decent -> decent.step(this, 5));
            Consumer<Object> consumer = self::step;
            consumer.accept(this);
            List.of(self, other).forEach(decent -> decent.step(decent, 6));
            new Decent(this).step(this, 7);
        }
    }

    static class Overriding extends Decent {
        Overriding(Decent self) {
            super(self);
        }

        @Override
        public void step(Object argument, int depth) {
            super.step(argument, depth);
        }

        public void parent() {
            super.step(this, 1);
        }
    }

    @Test
    void callsThroughAProxyAreNotMistakenForThem() {
        assertThat(SelfCalls.in(Decent.class, CachedStepValidator.annotated(Decent.class)))
                .isEmpty();
        assertThat(SelfCalls.in(Overriding.class, CachedStepValidator.annotated(Overriding.class)))
                .isEmpty();
    }

    @Test
    void eachIsOneWarningAtStartup(@TempDir Path dir, CapturedOutput output) {
        Contexts.in(new Workspace(dir), Parent.class)
                .run(context -> assertThat(context).hasNotFailed());

        assertThat(output.getAll().lines())
                .filteredOn(line -> line.contains("bypasses"))
                .containsExactly("WARN  CachedStepValidator - In " + Parent.class.getName()
                        + ", callsInherited() calls inherited() on the object itself, which bypasses its proxy and the"
                        + " cache. Call it through the injected bean, or move it to another one.");
    }
}
