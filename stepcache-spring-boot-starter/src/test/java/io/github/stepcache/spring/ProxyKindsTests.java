package io.github.stepcache.spring;

import io.github.stepcache.spring.AnnotationPlacesTests.ByComposedAnnotation;
import io.github.stepcache.spring.AnnotationPlacesTests.ByInterface;
import io.github.stepcache.spring.AnnotationPlacesTests.OnInterface;
import io.github.stepcache.spring.AnnotationPlacesTests.PackagePrivate;
import io.github.stepcache.spring.AnnotationPlacesTests.Parent;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.framework.autoproxy.DefaultAdvisorAutoProxyCreator;
import org.springframework.aop.interceptor.SimpleTraceInterceptor;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.CustomScopeConfigurer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.context.support.SimpleThreadScope;

/** A step is run by the cache once a call, whatever kind of proxy its bean has. */
class ProxyKindsTests {

    private Workspace work;

    @BeforeEach
    void setUp(@TempDir Path dir) {
        work = new Workspace(dir);
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
        Proxied.assertCachedOnce(
                work, Proxied.by(work, false, Factory.class), OnInterface.class, false, OnInterface::step);
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
        Proxied.assertCachedOnce(work, Proxied.by(work, true, Scoped.class), Parent.class, true, Parent::step);
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
        Proxied.assertCachedOnce(
                work,
                Proxied.by(work, proxyTargetClass, ProxiedAlready.class),
                OnInterface.class,
                false,
                OnInterface::step);
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
        Proxied.assertCachedOnce(
                work, Proxied.by(work, true, AsLambda.class), OnInterface.class, false, OnInterface::step);
    }

    @Test
    void besideAnotherProxyCreatorThatMakesAProxyOfTheProxy() {
        work.write("in/a", "");
        Proxied.assertCachedOnce(
                work,
                Proxied.by(work, true, ByComposedAnnotation.class).withBean(DefaultAdvisorAutoProxyCreator.class),
                ByComposedAnnotation.class,
                true,
                ByComposedAnnotation::step);
        Proxied.assertCachedOnce(
                work,
                Proxied.by(work, true, PackagePrivate.class).withBean(DefaultAdvisorAutoProxyCreator.class),
                PackagePrivate.class,
                true,
                PackagePrivate::step);
    }
}
