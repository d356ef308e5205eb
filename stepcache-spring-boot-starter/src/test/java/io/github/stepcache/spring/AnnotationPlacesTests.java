package io.github.stepcache.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.annotation.CachedStep;
import io.github.stepcache.spring.other.Distant;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.framework.autoproxy.DefaultAdvisorAutoProxyCreator;
import org.springframework.aop.interceptor.SimpleTraceInterceptor;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.CustomScopeConfigurer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.context.support.SimpleThreadScope;
import org.springframework.core.annotation.AliasFor;

/** A step is a step wherever its annotation stands, and each call of it is one call of the cache (contract 7.1). */
class AnnotationPlacesTests {

    private Workspace work;

    @BeforeEach
    void setUp(@TempDir Path dir) {
        work = new Workspace(dir);
    }

    interface OnInterface {
        @CachedStep(name = "on-interface", outputDir = "out", requiredOutputs = "on-interface")
        void step();
    }

    static class ByInterface implements OnInterface {
        private final Workspace work;

        ByInterface(Workspace work) {
            this.work = work;
        }

        @Override
        public void step() {
            work.run("on-interface", "out/on-interface");
        }
    }

    static class ByBoth implements OnInterface {
        private final Workspace work;

        ByBoth(Workspace work) {
            this.work = work;
        }

        @Override
        @CachedStep(name = "on-class", outputDir = "out", requiredOutputs = "on-class")
        public void step() {
            work.run("on-class", "out/on-class");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void onBothTheClassIsNearer(boolean proxyTargetClass) {
        assertCachedOnce(
                proxied(proxyTargetClass, ByBoth.class), OnInterface.class, proxyTargetClass, OnInterface::step);
        assertThat(work.dir().resolve("out/.on-class.manifest.json")).exists();
    }

    interface Default {
        Workspace work();

        @CachedStep(name = "default", outputDir = "out", requiredOutputs = "default")
        default void step() {
            work().run("default", "out/default");
        }
    }

    static class ByDefault implements Default {
        private final Workspace work;

        ByDefault(Workspace work) {
            this.work = work;
        }

        @Override
        public Workspace work() {
            return work;
        }
    }

    interface Plain<T> {
        void step(T value);
    }

    static class OnClass implements Plain<String> {
        private final Workspace work;

        OnClass(Workspace work) {
            this.work = work;
        }

        @Override
        @CachedStep(name = "on-class", outputDir = "out", requiredOutputs = "on-class")
        public void step(String value) {
            work.run("on-class", "out/on-class");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void onAnInterface(boolean proxyTargetClass) {
        assertCachedOnce(
                proxied(proxyTargetClass, ByInterface.class), OnInterface.class, proxyTargetClass, OnInterface::step);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void onADefaultMethod(boolean proxyTargetClass) {
        assertCachedOnce(proxied(proxyTargetClass, ByDefault.class), Default.class, proxyTargetClass, Default::step);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @SuppressWarnings("unchecked")
    void onAMethodThatIsCalledThroughItsBridge(boolean proxyTargetClass) {
        assertCachedOnce(
                proxied(proxyTargetClass, OnClass.class),
                Plain.class,
                proxyTargetClass,
                plain -> ((Plain<String>) plain).step("x"));
    }

    @Retention(RetentionPolicy.RUNTIME)
    @CachedStep(name = "composed", outputDir = "", inputs = "in")
    @interface Composed {
        @AliasFor(annotation = CachedStep.class, attribute = "outputDir")
        String into();

        @AliasFor(annotation = CachedStep.class)
        String[] requiredOutputs();
    }

    static class ByComposedAnnotation {
        private final Workspace work;

        ByComposedAnnotation(Workspace work) {
            this.work = work;
        }

        @Composed(into = "out", requiredOutputs = "composed")
        public void step() {
            work.run("composed", "out/composed");
        }
    }

    @Test
    void onAnotherAnnotation() {
        work.write("in/a", "");
        ApplicationContextRunner contexts = proxied(true, ByComposedAnnotation.class);

        assertCachedOnce(contexts, ByComposedAnnotation.class, true, ByComposedAnnotation::step);
        contexts.run(context -> {
            work.write("in/a", "changed");
            context.getBean(ByComposedAnnotation.class).step();
            assertThat(work.runs()).hasSize(2);
        });
    }

    static class Parent {
        final Workspace work;

        Parent(Workspace work) {
            this.work = work;
        }

        @CachedStep(name = "parent", outputDir = "out", requiredOutputs = "parent")
        public void step() {
            work.run("parent", "out/parent");
        }
    }

    static class Inheriting extends Parent {
        Inheriting(Workspace work) {
            super(work);
        }
    }

    static class Overriding extends Parent {
        Overriding(Workspace work) {
            super(work);
        }

        @Override
        public void step() {
            super.step();
        }
    }

    @Test
    void onASuperclass() {
        assertCachedOnce(proxied(true, Inheriting.class), Parent.class, true, Parent::step);
    }

    @Test
    void onAMethodThatIsOverridden() {
        assertCachedOnce(proxied(true, Overriding.class), Parent.class, true, Parent::step);
    }

    static class PackagePrivate {
        private final Workspace work;

        PackagePrivate(Workspace work) {
            this.work = work;
        }

        @CachedStep(name = "package-private", outputDir = "out", requiredOutputs = "package-private")
        void step() {
            work.run("package-private", "out/package-private");
        }
    }

    @Test
    void onAPackagePrivateMethod() {
        assertCachedOnce(proxied(true, PackagePrivate.class), PackagePrivate.class, true, PackagePrivate::step);
    }

    static class Near extends Distant {
        Near(Workspace work) {
            super(work);
        }
    }

    @Test
    void onAProtectedMethodOfAnotherPackage() {
        assertCachedOnce(proxied(true, Near.class), Near.class, true, Distant::call);
    }

    static class Factory implements FactoryBean<OnInterface> {
        private final Workspace work;

        Factory(Workspace work) {
            this.work = work;
        }

        @Override
        public OnInterface getObject() {
            return new ByInterface(work);
        }

        @Override
        public Class<?> getObjectType() {
            return OnInterface.class;
        }
    }

    @Test
    void onWhatAFactoryBeanMakes() {
        assertCachedOnce(proxied(false, Factory.class), OnInterface.class, false, OnInterface::step);
    }

    @Configuration(proxyBeanMethods = false)
    static class Scoped {
        @Bean
        static CustomScopeConfigurer threadScope() {
            CustomScopeConfigurer scopes = new CustomScopeConfigurer();
            scopes.addScope("thread", new SimpleThreadScope());
            return scopes;
        }

        @Bean
        @Scope(value = "thread", proxyMode = ScopedProxyMode.TARGET_CLASS)
        Parent scoped(Workspace work) {
            return new Parent(work);
        }
    }

    @Test
    void onAScopedBean() {
        assertCachedOnce(proxied(true, Scoped.class), Parent.class, true, Parent::step);
    }

    @Configuration(proxyBeanMethods = false)
    static class ProxiedAlready {
        @Bean
        OnInterface traced(Workspace work) {
            ProxyFactory factory = new ProxyFactory(new ByInterface(work));
            factory.addAdvice(new SimpleTraceInterceptor());
            return (OnInterface) factory.getProxy();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void onABeanThatIsAProxyAlready(boolean proxyTargetClass) {
        assertCachedOnce(proxied(proxyTargetClass, ProxiedAlready.class), OnInterface.class, false, OnInterface::step);
    }

    @Configuration(proxyBeanMethods = false)
    static class AsLambda {
        @Bean
        OnInterface lambda(Workspace work) {
            return () -> work.run("lambda", "out/on-interface");
        }
    }

    @Test
    void onABeanThatIsALambda() {
        assertCachedOnce(proxied(true, AsLambda.class), OnInterface.class, false, OnInterface::step);
    }

    @Test
    void besideAnotherProxyCreatorThatMakesAProxyOfTheProxy() {
        work.write("in/a", "");
        assertCachedOnce(
                proxied(true, ByComposedAnnotation.class).withBean(DefaultAdvisorAutoProxyCreator.class),
                ByComposedAnnotation.class,
                true,
                ByComposedAnnotation::step);
        assertCachedOnce(
                proxied(true, PackagePrivate.class).withBean(DefaultAdvisorAutoProxyCreator.class),
                PackagePrivate.class,
                true,
                PackagePrivate::step);
    }

    private ApplicationContextRunner proxied(boolean targetClass, Class<?> bean) {
        ApplicationContextRunner contexts =
                Contexts.in(work).withPropertyValues("spring.aop.proxy-target-class=" + targetClass);
        return bean.isAnnotationPresent(Configuration.class)
                ? contexts.withUserConfiguration(bean)
                : contexts.withBean(bean);
    }

    private <T> void assertCachedOnce(
            ApplicationContextRunner contexts, Class<T> type, boolean targetClass, Consumer<T> step) {
        contexts.run(context -> {
            T bean = context.getBean(type);
            assertThat(AopUtils.isCglibProxy(bean)).isEqualTo(targetClass);
            int runs = work.runs().size();
            step.accept(bean);
            step.accept(bean);

            assertThat(work.runs()).as("runs").hasSize(runs + 1);
            assertThat(context.getBean(Decisions.class).count()).as("decisions").isEqualTo(2);
            assertThat(context.getBean(Decisions.class).notRemembered()).isEmpty();
        });
    }
}
