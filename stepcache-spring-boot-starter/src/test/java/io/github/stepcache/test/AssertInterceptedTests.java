package io.github.stepcache.test;

import static io.github.stepcache.test.StepCacheAssertions.assertIntercepted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.stepcache.annotation.CachedStep;
import io.github.stepcache.spring.Contexts;
import io.github.stepcache.spring.Workspace;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.annotation.AnnotatedBeanDefinitionReader;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;

/** Whoever calls a method past the cache is told why. */
class AssertInterceptedTests {

    @TempDir
    Path dir;

    interface Cleaning {
        @CachedStep(name = "clean", outputDir = "out", requiredOutputs = "clean.csv")
        void clean();
    }

    static class CleaningService implements Cleaning {
        @Override
        public void clean() {}

        public void other() {}

        @CachedStep(name = "overloaded", outputDir = "out", requiredOutputs = "overloaded.csv")
        void overloaded() {}

        void overloaded(int ignored) {}
    }

    static class Single implements Cleaning {
        @Override
        public void clean() {}
    }

    static class Misused {
        @CachedStep(name = "last", outputDir = "out", requiredOutputs = "last.csv")
        public final void last() {}

        @CachedStep(name = "secret", outputDir = "out", requiredOutputs = "secret.csv")
        private void secret() {}

        @CachedStep(name = "shared", outputDir = "out", requiredOutputs = "shared.csv")
        static void shared() {}

        void callsSecret() {
            secret();
        }
    }

    static final class Closed {
        @CachedStep(name = "closed", outputDir = "out", requiredOutputs = "closed.csv")
        public void closed() {}
    }

    @Scope(scopeName = BeanDefinition.SCOPE_PROTOTYPE, proxyMode = ScopedProxyMode.TARGET_CLASS)
    static class Scoped {
        @CachedStep(name = "scoped", outputDir = "out", requiredOutputs = "scoped.csv")
        public void scoped() {}
    }

    @Test
    void beanOfAContextIsIntercepted() {
        Contexts.in(new Workspace(dir), CleaningService.class).run(context -> {
            assertIntercepted(context.getBean(CleaningService.class), "clean");
            assertIntercepted(context.getBean(CleaningService.class), "overloaded");
        });
    }

    @Test
    void proxyByInterfacesIsInterceptedWhereTheyHaveTheMethod() {
        Contexts.in(new Workspace(dir))
                .withPropertyValues("spring.aop.proxy-target-class=false")
                .withBean(Cleaning.class, Single::new)
                .run(context -> assertIntercepted(context.getBean(Cleaning.class), "clean"));
    }

    @Test
    void scopedBeanIsIntercepted() {
        Contexts.in(new Workspace(dir))
                .withInitializer(
                        context -> new AnnotatedBeanDefinitionReader((BeanDefinitionRegistry) context.getBeanFactory())
                                .registerBean(Scoped.class))
                .run(context -> assertIntercepted(context.getBean(Scoped.class), "scoped"));
    }

    @Test
    void objectThatATestMadeIsNot() {
        assertThat(message(new CleaningService(), "clean"))
                .isEqualTo(
                        "Expecting calls of " + CleaningService.class.getName() + ".clean to get to the cache, but the"
                                + " object is no proxy, so that calls of the method bypass the cache. Take it from the"
                                + " application context, by injection: an object that was made with 'new', and 'this' inside"
                                + " of a bean, have no proxy. In a context, leave spring.aop.auto on.");
    }

    @Test
    void proxyWithoutTheCacheIsNot() {
        Object proxy = new ProxyFactory(new CleaningService()).getProxy();

        assertThat(message(proxy, "clean"))
                .contains("a proxy, but not one that sends calls of the method to the cache");
    }

    @Test
    void methodThatNoProxyCanInterceptIsNot() {
        assertThat(message(new Misused(), "last")).contains("it is final").contains("Remove the modifier 'final'.");
        assertThat(message(new Misused(), "secret")).contains("it is private");
        assertThat(message(new Misused(), "shared")).contains("it is static");
        assertThat(message(new Closed(), "closed")).contains("its class is final or sealed");
    }

    @Test
    void methodWithoutTheAnnotationIsNot() {
        assertThat(message(new CleaningService(), "other"))
                .contains("CleaningService.other", "no method of that name has @CachedStep")
                .endsWith("Annotated are: clean, overloaded.");
        assertThat(message("text", "length")).endsWith("Annotated are: none.");
    }

    @Test
    void privateMethodIsOnlyThereToBeCalled() {
        assertThatCode(() -> new Misused().callsSecret()).doesNotThrowAnyException();
    }

    private static String message(Object bean, String method) {
        StringBuilder message = new StringBuilder();
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertIntercepted(bean, method))
                .satisfies(failure -> message.append(failure.getMessage()));
        return message.toString();
    }
}
