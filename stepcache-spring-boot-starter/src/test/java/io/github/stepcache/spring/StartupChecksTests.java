package io.github.stepcache.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.annotation.CachedStep;
import io.github.stepcache.spring.MisuseTests.BadGlob;
import io.github.stepcache.spring.MisuseTests.Final;
import io.github.stepcache.spring.MisuseTests.MissingPlaceholder;
import io.github.stepcache.spring.MisuseTests.Private;
import io.github.stepcache.spring.MisuseTests.UnknownBean;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.PropertySourcesPlaceholderConfigurer;

/** What is looked at before an application has started, and what is not held against it (contract 7.4). */
class StartupChecksTests {

    @TempDir
    private Path dir;

    @ParameterizedTest
    @ValueSource(classes = {Private.class, Final.class, BadGlob.class, UnknownBean.class})
    void lazyAndPrototypeBeansAreLookedAtToo(Class<?> bean) {
        Contexts.in(new Workspace(dir))
                .withInitializer(Contexts.define("lazy", bean, definition -> definition.setLazyInit(true)))
                .run(context -> assertThat(context).getFailure().isInstanceOf(InvalidCachedStepException.class));
        Contexts.in(new Workspace(dir))
                .withInitializer(Contexts.define("prototype", bean, definition -> definition.setScope("prototype")))
                .run(context -> assertThat(context).getFailure().isInstanceOf(InvalidCachedStepException.class));
    }

    @Test
    void placeholderWithoutAValueIsRefusedEvenIfTheApplicationLeavesThemAlone() {
        in(MissingPlaceholder.class)
                .withBean(PropertySourcesPlaceholderConfigurer.class, () -> {
                    PropertySourcesPlaceholderConfigurer lenient = new PropertySourcesPlaceholderConfigurer();
                    lenient.setIgnoreUnresolvablePlaceholders(true);
                    return lenient;
                })
                .run(context -> assertThat(Contexts.problems(context))
                        .singleElement()
                        .asString()
                        .contains("a placeholder in \"${no.such.property}\" has no value"));
    }

    static class LeavesOut {
        @CachedStep(
                name = "by-name-#{#data}",
                outputDir = "out",
                requiredOutputs = "#{#a0}.csv",
                parameters = CachedStep.NO_PARAMETERS)
        public void byName(String data) {}

        @CachedStep(name = "by-place", outputDir = "out/#{#data}", parameters = CachedStep.NO_PARAMETERS)
        public void byPlace(String data) {}

        @CachedStep(name = "in-part", outputDir = "out", requiredOutputs = "#{#data.trim()}.csv", parameters = "data")
        public void inPart(String data, Object other) {}
    }

    @Test
    void whatIsToldApartOtherwiseNeedsNoParameter() {
        in(LeavesOut.class).run(context -> assertThat(context).hasNotFailed());
    }

    @Configuration(proxyBeanMethods = false)
    static class FactoryMethod {
        @Bean
        @CachedStep(outputDir = "out")
        public String step() {
            return "x";
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class StaticFactoryMethod {
        @Bean
        @CachedStep(outputDir = "out")
        static String step() {
            return "x";
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {FactoryMethod.class, StaticFactoryMethod.class})
    void beanMethodFailsTheStart(Class<?> configuration) {
        Contexts.in(new Workspace(dir))
                .withUserConfiguration(configuration)
                .run(context -> assertThat(Contexts.problems(context))
                        .singleElement()
                        .asString()
                        .contains(configuration.getName() + ".step: it is a @Bean method"));
    }

    @Test
    void classCompiledWithoutParameterNamesFailsTheStart() throws Exception {
        try (URLClassLoader loader = Compiled.withoutParameters(dir, "Nameless.java", """
                import io.github.stepcache.annotation.CachedStep;
                public class Nameless {
                    @CachedStep(name = "one", outputDir = "out", requiredOutputs = "1")
                    public void implied(int year) {}
                    @CachedStep(name = "two", outputDir = "out", requiredOutputs = "2", parameters = "year")
                    public void named(int year) {}
                    @CachedStep(name = "three", outputDir = "out/#{#a0}", parameters = "year=#{#p0}")
                    public void byPosition(int year) {}
                    @CachedStep(name = "four", outputDir = "out", requiredOutputs = "4")
                    public void none() {}
                    @CachedStep(name = "five", outputDir = "out", requiredOutputs = "5", parameters = "-")
                    public void ignored(int year) {}
                }
                """)) {
            in(loader.loadClass("Nameless")).withClassLoader(loader).run(context -> {
                assertThat(Contexts.problems(context))
                        .allMatch(problem -> problem.what().contains("compiled without -parameters"))
                        .extracting(StepProblem::where)
                        .containsExactlyInAnyOrder("Nameless.implied", "Nameless.named");
            });
        }
    }

    @Test
    void allMistakesAreListedAtOnce() {
        in(Private.class)
                .withBean(BadGlob.class)
                .withBean(UnknownBean.class)
                .run(context -> assertThat(Contexts.problems(context))
                        .extracting(StepProblem::where)
                        .containsExactlyInAnyOrder(
                                Private.class.getName() + ".step",
                                BadGlob.class.getName() + ".step",
                                UnknownBean.class.getName() + ".step"));
    }

    private ApplicationContextRunner in(Class<?> bean) {
        return Contexts.in(new Workspace(dir)).withBean(bean);
    }
}
