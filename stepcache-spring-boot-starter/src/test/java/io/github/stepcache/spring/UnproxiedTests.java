package io.github.stepcache.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.annotation.CachedStep;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.PriorityOrdered;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;

/** A step whose calls do not get to the cache fails the start; nothing is silently inert (contract 7.4). */
class UnproxiedTests {

    private Workspace work;

    @BeforeEach
    void setUp(@TempDir Path dir) {
        work = new Workspace(dir);
    }

    static class Step {
        @CachedStep(outputDir = "out", requiredOutputs = "x")
        public void step() {}

        @Async
        public void asynchronous() {}

        @Transactional
        public void transactional() {}
    }

    @Test
    void withoutAutomaticProxies() {
        assertRefused(Contexts.in(work, Step.class).withPropertyValues("spring.aop.auto=false"), "is not proxied");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void withoutAutomaticProxiesOfBeansThatAreMadeLater(boolean lazy) {
        ApplicationContextRunner contexts = Contexts.in(work)
                .withInitializer(Contexts.define("step", Step.class, definition -> {
                    definition.setLazyInit(lazy);
                    definition.setScope(lazy ? "singleton" : "prototype");
                }));

        contexts.run(context -> assertThat(context).hasNotFailed());
        assertRefused(contexts.withPropertyValues("spring.aop.auto=false"), "will not be proxied");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAsync
    static class AsyncProxies {}

    @Test
    void withTheProxyOfAnotherFeatureOnly() {
        ApplicationContextRunner contexts = Contexts.in(work, Step.class).withUserConfiguration(AsyncProxies.class);

        contexts.run(context -> assertThat(context).hasNotFailed());
        assertRefused(contexts.withPropertyValues("spring.aop.auto=false"), "is not proxied");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement
    static class TransactionalProxies {
        @Bean
        AbstractPlatformTransactionManager transactions() {
            return new CountingTransactions();
        }
    }

    @Test
    void withAProxyCreatorThatKnowsNoAspects() {
        ApplicationContextRunner contexts =
                Contexts.in(work, Step.class).withUserConfiguration(TransactionalProxies.class);

        contexts.run(context -> assertThat(context).hasNotFailed());
        assertRefused(contexts.withPropertyValues("spring.aop.auto=false"), "is not proxied");
    }

    static class Processor implements BeanPostProcessor, PriorityOrdered {
        final Step step;

        Processor(Step step) {
            this.step = step;
        }

        @Override
        public int getOrder() {
            return 0;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class EarlyBeans {
        @Bean
        static Processor processor(Step step) {
            return new Processor(step);
        }
    }

    @Test
    void neededByABeanPostProcessor() {
        assertRefused(Contexts.in(work, Step.class).withUserConfiguration(EarlyBeans.class), "is not proxied");
    }

    @Test
    void registeredReadyMade() {
        assertRefused(
                Contexts.in(work)
                        .withInitializer(context -> context.getBeanFactory().registerSingleton("ready", new Step())),
                "bean 'ready' is not proxied");
    }

    interface Other {
        void other();
    }

    static class NotOnTheInterface implements Other {
        @Override
        public void other() {}

        @CachedStep(outputDir = "out", requiredOutputs = "x")
        public void step() {}
    }

    @Test
    void missingOnTheInterfacesOfItsProxy() {
        assertRefused(
                Contexts.in(work, NotOnTheInterface.class).withPropertyValues("spring.aop.proxy-target-class=false"),
                "is proxied by its interfaces, and none of them has the method");
    }

    static final class FinalClass {
        @CachedStep(outputDir = "out", requiredOutputs = "x")
        public void step() {}
    }

    @Test
    void ofAFinalClassThatIsMadeLater() {
        assertRefused(
                Contexts.in(work)
                        .withInitializer(
                                Contexts.define("late", FinalClass.class, definition -> definition.setLazyInit(true))),
                "its class is final");
    }

    interface OnInterface {
        @CachedStep(outputDir = "out", requiredOutputs = "x")
        void step();
    }

    static final class FinalWithInterface implements OnInterface {
        @Override
        public void step() {}
    }

    @Test
    void finalClassIsFineWhereItsProxyHasItsInterface() {
        ApplicationContextRunner contexts = Contexts.in(work)
                .withInitializer(
                        Contexts.define("late", FinalWithInterface.class, definition -> definition.setLazyInit(true)));

        contexts.withPropertyValues("spring.aop.proxy-target-class=false")
                .run(context -> assertThat(context).hasNotFailed());
        assertRefused(contexts, "its class is final");
    }

    static class LazyFactory implements FactoryBean<Map<?, ?>> {
        @Override
        public Map<?, ?> getObject() {
            throw new IllegalStateException("nobody asked for it");
        }

        @Override
        public Class<?> getObjectType() {
            return Map.class;
        }
    }

    @Test
    void beansThatNobodyAsksForAreLeftAlone(@TempDir Path classes) throws Exception {
        String source = "public class Broken { public Missing method() { return null; } } class Missing {}";
        try (URLClassLoader loader = Compiled.withoutParameters(classes, "Broken.java", source)) {
            Files.delete(classes.resolve("Missing.class"));
            Class<?> broken = loader.loadClass("Broken");
            Contexts.in(work)
                    .withClassLoader(loader)
                    .withInitializer(Contexts.define("broken", broken, bean -> bean.setLazyInit(true)))
                    .withInitializer(Contexts.define("factory", LazyFactory.class, bean -> bean.setLazyInit(true)))
                    .withInitializer(Contexts.define(
                            "abstract", FinalClass.class, bean -> ((AbstractBeanDefinition) bean).setAbstract(true)))
                    .run(context -> assertThat(context).hasNotFailed());
        }
    }

    private static void assertRefused(ApplicationContextRunner contexts, String why) {
        contexts.run(context -> assertThat(Contexts.problems(context))
                .singleElement()
                .satisfies(problem -> assertThat(problem.where()).endsWith(".step"))
                .satisfies(problem -> assertThat(problem.what()).contains(why)));
    }
}
