package io.github.stepcache.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.annotation.CachedStep;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What a user reads when an application does not start: what is wrong, where, and what to do; no stack trace. */
@ExtendWith(OutputCaptureExtension.class)
class FailureReportTests {

    private Workspace work;

    @BeforeEach
    void setUp(@TempDir Path dir) {
        work = new Workspace(dir);
    }

    static class OneMistake {
        @CachedStep(outputDir = "out/#{#yaer}", requiredOutputs = "x")
        public void step(int year) {}
    }

    @Test
    void oneMistakeHasADescriptionAndAnAction(CapturedOutput output) {
        assertThat(start(output, OneMistake.class).lines())
                .containsSubsequence(
                        "APPLICATION FAILED TO START",
                        "Description:",
                        "@CachedStep cannot work on a method:",
                        "    - " + OneMistake.class.getName()
                                + ".step: an expression names #yaer, and the method has no such parameter",
                        "Action:",
                        "Correct the name; the parameters are #year.")
                .noneMatch(line -> line.startsWith("\tat "));
    }

    static class SeveralMistakes {
        @CachedStep(outputDir = "out/#{#yaer}", requiredOutputs = "../x")
        public final void step(int year) {}

        @CachedStep(outputDir = "${no.such}")
        public void other() {}
    }

    @Test
    void severalMistakesAreListedEachWithItsAction(CapturedOutput output) {
        String where = SeveralMistakes.class.getName();

        assertThat(start(output, SeveralMistakes.class, OneMistake.class).lines())
                .contains(
                        "@CachedStep cannot work on some methods:",
                        "    - " + where + ".step: it is final, and no proxy can intercept a final method",
                        "    - " + where + ".step: an expression names #yaer, and the method has no such parameter",
                        "    - " + where + ".step: Remove the modifier 'final'.",
                        "    - " + where + ".step: Correct the name; the parameters are #year.",
                        "    - " + OneMistake.class.getName() + ".step: Correct the name; the parameters are #year.",
                        "For each of them:")
                .anyMatch(line -> line.contains("Required output \"../x\" is refused"))
                .anyMatch(line -> line.contains(where + ".other: Could not resolve placeholder 'no.such'"))
                .noneMatch(line -> line.startsWith("\tat "));
    }

    static final class FinalClass {
        @CachedStep(outputDir = "out", requiredOutputs = "x")
        public void step() {}

        @CachedStep(outputDir = "out", requiredOutputs = "y")
        public void other() {}
    }

    record RecordAsBean(Workspace work) {
        @CachedStep(outputDir = "out", requiredOutputs = "x")
        public void step() {}
    }

    static sealed class SealedClass {
        @CachedStep(outputDir = "out", requiredOutputs = "x")
        public void step() {}

        static final class Only extends SealedClass {}
    }

    @ParameterizedTest
    @ValueSource(classes = {FinalClass.class, RecordAsBean.class, SealedClass.class})
    void classThatNoProxyCanExtendIsExplained(Class<?> bean, CapturedOutput output) {
        assertThat(start(output, bean).lines())
                .contains("APPLICATION FAILED TO START")
                .anyMatch(line -> line.contains(bean.getName() + ".step: its class is final or sealed, and no proxy"))
                .noneMatch(line -> line.startsWith("\tat "));
    }

    static class NeedsFinal {
        NeedsFinal(FinalClass bean) {}
    }

    @Test
    void classThatNoProxyCanExtendIsExplainedWhereAnotherBeanNeedsIt(CapturedOutput output) {
        assertThat(start(output, NeedsFinal.class, FinalClass.class))
                .contains(
                        FinalClass.class.getName() + ".step: its class is final",
                        FinalClass.class.getName() + ".other: its class is final",
                        "Remove that modifier");
    }

    @Configuration(proxyBeanMethods = false)
    static class FactoryMethod {
        @Bean
        @CachedStep(outputDir = "out")
        public String text() {
            return "x";
        }
    }

    @Test
    void beanMethodIsExplained(CapturedOutput output) {
        assertThat(start(output, FactoryMethod.class).lines())
                .containsSubsequence(
                        "    - " + FactoryMethod.class.getName()
                                + ".text: it is a @Bean method, and what it makes is an object, not files",
                        "Action:",
                        "Move @CachedStep to a method of the bean that it makes.")
                .noneMatch(line -> line.startsWith("\tat "));
    }

    @Test
    void beansAreLookedAtEvenIfTheyAreAllLazy(CapturedOutput output) {
        assertThat(Startup.failure(output, work, List.of(OneMistake.class), "--spring.main.lazy-initialization=true"))
                .contains("an expression names #yaer");
    }

    private String start(CapturedOutput output, Class<?>... beans) {
        return Startup.failure(output, work, List.of(beans));
    }
}
