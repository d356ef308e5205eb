package io.github.stepcache.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.aot.hint.predicate.RuntimeHintsPredicates.proxies;
import static org.springframework.aot.hint.predicate.RuntimeHintsPredicates.reflection;

import io.github.stepcache.annotation.CachedStep;
import io.github.stepcache.autoconfigure.StepCacheAutoConfiguration;
import io.github.stepcache.autoconfigure.StepCacheProperties;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Method;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.aspectj.lang.ProceedingJoinPoint;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.AliasFor;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What a native image is told of annotated methods. No native image is built here. */
@ExtendWith(OutputCaptureExtension.class)
class CachedStepHintsTests {

    @Retention(RetentionPolicy.RUNTIME)
    @CachedStep(outputDir = "out/composed", requiredOutputs = "x")
    @interface Composed {
        @AliasFor(annotation = CachedStep.class, attribute = "name")
        String named();
    }

    record Study(String id, Period period) {}

    record Period(LocalDate from) {}

    record Line(String text) {}

    record Later(int count) {}

    static class Owned {
        @Nullable
        String owner;
    }

    /** Has no getters: its fields are what is recorded. */
    static class Summary extends Owned {
        @Nullable
        Map<String, List<Line>> lines;
    }

    sealed interface Outcome permits Good, Bad {}

    record Good(int count) implements Outcome {}

    record Bad(Cause cause) implements Outcome {}

    enum Cause {
        DISK
    }

    static class Holding<T> {
        @Nullable
        T held;
    }

    static class HeldLines extends Holding<List<Line>> {}

    static class Catalog {
        public String getDir() {
            return "data";
        }
    }

    static class Steps {
        @CachedStep(
                name = "summary-#{#study.id}",
                inputs = "#{@catalog.dir}",
                outputDir = "out/#{#study.id}",
                requiredOutputs = "x")
        public Summary summary(Study study) {
            return new Summary();
        }

        @CachedStep(name = "outcome", outputDir = "out/outcome", requiredOutputs = "x")
        Optional<Outcome> outcome() {
            return Optional.empty();
        }

        @CachedStep(name = "later", outputDir = "out/later", requiredOutputs = "x")
        CompletableFuture<List<Later>> later() {
            return CompletableFuture.completedFuture(List.of());
        }

        @CachedStep(name = "held", outputDir = "out/held", requiredOutputs = "x")
        HeldLines held() {
            return new HeldLines();
        }

        @Composed(named = "composed")
        void composed() {}

        void plain(Thread thread) {}
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        AopAutoConfiguration.class,
        PropertyPlaceholderAutoConfiguration.class,
        StepCacheAutoConfiguration.class
    })
    static class Application {

        @Bean
        Steps steps() {
            return new Steps();
        }

        @Bean
        Catalog catalog() {
            return new Catalog();
        }
    }

    static class Unresolved {
        @CachedStep(name = "unresolved", outputDir = "${only.there.in.production}", requiredOutputs = "x")
        Line step() {
            return new Line("");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({PropertyPlaceholderAutoConfiguration.class, StepCacheAutoConfiguration.class})
    static class UnresolvedApplication {
        @Bean
        Unresolved unresolved() {
            return new Unresolved();
        }
    }

    private final RuntimeHints hints = AheadOfTime.hints(Application.class);

    @Test
    void annotationsAreReadAndMade() {
        assertThat(reflection().onType(CachedStep.class).withMemberCategory(MemberCategory.INVOKE_DECLARED_METHODS))
                .accepts(hints);
        assertThat(reflection().onType(Composed.class).withMemberCategory(MemberCategory.INVOKE_DECLARED_METHODS))
                .accepts(hints);
        assertThat(proxies().forInterfaces(CachedStep.class)).accepts(hints);
    }

    @Test
    void annotatedMethodsAreInvokedAndOthersAreNot() throws Exception {
        assertThat(reflection().onMethodInvocation(method("summary", Study.class)))
                .accepts(hints);
        assertThat(reflection().onMethodInvocation(method("composed"))).accepts(hints);
        assertThat(reflection().onType(Thread.class)).rejects(hints);
    }

    @Test
    void recordedValuesAreReadAndMadeByTheirFieldsAllTheWayDown() {
        for (Class<?> type :
                List.of(Summary.class, Owned.class, Line.class, Good.class, Bad.class, HeldLines.class, Later.class)) {
            assertThat(reflection()
                            .onType(type)
                            .withMemberCategories(
                                    MemberCategory.ACCESS_DECLARED_FIELDS, MemberCategory.INVOKE_DECLARED_CONSTRUCTORS))
                    .as(type.getSimpleName())
                    .accepts(hints);
        }
        assertThat(reflection().onType(Holding.class)).accepts(hints);
        assertThat(reflection().onType(Cause.class)).accepts(hints);
    }

    @Test
    void argumentsAndBeansThatExpressionsNameAreAskedForTheirProperties() throws Exception {
        assertThat(reflection().onMethodInvocation(Study.class, "id")).accepts(hints);
        assertThat(reflection().onMethodInvocation(Study.class, "period")).accepts(hints);
        assertThat(reflection().onMethodInvocation(Period.class, "from")).accepts(hints);
        assertThat(reflection().onMethodInvocation(LocalDate.class, "getYear")).accepts(hints);
        assertThat(reflection().onMethodInvocation(Catalog.class.getMethod("getDir")))
                .accepts(hints);
    }

    @Test
    void theAspectIsCalledAndThePropertiesAreBound() throws Exception {
        Method around = CachedStepAspect.class.getMethod("around", ProceedingJoinPoint.class);

        assertThat(reflection().onMethodInvocation(around)).accepts(hints);
        assertThat(reflection()
                        .onType(StepCacheProperties.class)
                        .withMemberCategory(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS)
                        .or(reflection()
                                .onConstructorInvocation(
                                        StepCacheProperties.class.getDeclaredConstructors()[0])))
                .accepts(hints);
    }

    @Test
    void transactionsAreFoundSoThatNoStepIsRememberedBeforeItsOwn() {
        assertThat(reflection().onType(TransactionSynchronizationManager.class)).accepts(hints);
    }

    @Test
    void placeholderWithoutAValueIsNamedAndTheBuildGoesOn(CapturedOutput output) {
        RuntimeHints known = AheadOfTime.hints(UnresolvedApplication.class);

        assertThat(output).contains("Unresolved.step cannot be taken apart yet", "only.there.in.production");
        assertThat(reflection().onType(Line.class)).accepts(known);
    }

    private static Method method(String name, Class<?>... parameters) throws NoSuchMethodException {
        return Steps.class.getDeclaredMethod(name, parameters);
    }
}
