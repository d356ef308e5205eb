package io.github.stepcache.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.spring.AnnotationPlacesTests.ByInterface;
import io.github.stepcache.spring.AnnotationPlacesTests.OnInterface;
import io.github.stepcache.spring.AnnotationPlacesTests.Parent;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.batch.core.configuration.annotation.StepScope;
import org.springframework.batch.core.scope.context.StepSynchronizationManager;
import org.springframework.batch.test.MetaDataInstanceFactory;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.CustomScopeConfigurer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.context.support.SimpleThreadScope;

/** A step is run by the cache once a call, however long its bean lives and whenever it is made. */
class ScopesTests {

    private Workspace work;

    @BeforeEach
    void setUp(@TempDir Path dir) {
        work = new Workspace(dir);
    }

    @Configuration(proxyBeanMethods = false)
    static class ThreadScope {
        @Bean
        static CustomScopeConfigurer threadScope() {
            CustomScopeConfigurer scopes = new CustomScopeConfigurer();
            scopes.addScope("thread", new SimpleThreadScope());
            return scopes;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class ScopedByInterface extends ThreadScope {
        @Bean
        @Scope(value = "thread", proxyMode = ScopedProxyMode.INTERFACES)
        ByInterface scoped(Workspace work) {
            return new ByInterface(work);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void inAScopeWithAProxyByInterface(boolean proxyTargetClass) {
        Proxied.assertCachedOnce(
                work,
                Proxied.by(work, proxyTargetClass, ScopedByInterface.class),
                OnInterface.class,
                false,
                OnInterface::step);
    }

    @Configuration(proxyBeanMethods = false)
    static class ScopedWithoutProxy extends ThreadScope {
        @Bean
        @Scope("thread")
        Parent scoped(Workspace work) {
            return new Parent(work);
        }
    }

    @Test
    void inAScopeWithoutAProxy() {
        Proxied.assertCachedOnce(
                work, Proxied.by(work, true, ScopedWithoutProxy.class), Parent.class, true, Parent::step);
    }

    @Test
    void objectsOfSeveralScopesAreOneStep() {
        Contexts.in(work).withUserConfiguration(ScopedByInterface.class).run(context -> {
            OnInterface bean = context.getBean(OnInterface.class);
            bean.step();
            FutureTask<?> inAnotherScope = new FutureTask<>(bean::step, null);
            new Thread(inAnotherScope).start();
            inAnotherScope.get(30, TimeUnit.SECONDS);

            assertThat(work.runs()).hasSize(1);
            assertThat(context.getBean(Decisions.class).count()).isEqualTo(2);
        });
    }

    @Configuration(proxyBeanMethods = false)
    static class StepScoped {
        @Bean
        static org.springframework.batch.core.scope.StepScope stepScope() {
            return new org.springframework.batch.core.scope.StepScope();
        }

        @Bean
        @StepScope
        Parent ofAStep(Workspace work) {
            return new Parent(work);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void inTheScopeOfABatchStep(boolean proxyTargetClass) {
        StepSynchronizationManager.register(MetaDataInstanceFactory.createStepExecution());
        try {
            Proxied.assertCachedOnce(
                    work, Proxied.by(work, proxyTargetClass, StepScoped.class), Parent.class, true, Parent::step);
        } finally {
            StepSynchronizationManager.close();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void onAPrototype(boolean proxyTargetClass) {
        Proxied.by(work, proxyTargetClass, ThreadScope.class)
                .withInitializer(Contexts.define(
                        "prototype",
                        ByInterface.class,
                        definition -> definition.setScope(BeanDefinition.SCOPE_PROTOTYPE)))
                .run(context -> {
                    OnInterface one = context.getBean(OnInterface.class);
                    OnInterface other = context.getBean(OnInterface.class);
                    one.step();
                    other.step();

                    assertThat(AopProxyUtils.getSingletonTarget(one))
                            .isNotSameAs(AopProxyUtils.getSingletonTarget(other));
                    assertThat(work.runs()).hasSize(1);
                    assertThat(context.getBean(Decisions.class).count()).isEqualTo(2);
                });
    }

    @Configuration(proxyBeanMethods = false)
    static class LazyBean {
        @Bean
        @Lazy
        Parent lazy(Workspace work) {
            return new Parent(work);
        }
    }

    @Test
    void onALazyBean() {
        Proxied.assertCachedOnce(work, Proxied.by(work, true, LazyBean.class), Parent.class, true, Parent::step);
    }

    static class LazilyInjected {
        final Parent parent;

        LazilyInjected(@Lazy Parent parent) {
            this.parent = parent;
        }
    }

    @Test
    void throughALazyInjectionPoint() {
        Proxied.by(work, true, LazyBean.class).withBean(LazilyInjected.class).run(context -> {
            Parent lazy = context.getBean(LazilyInjected.class).parent;
            lazy.step();
            lazy.step();

            assertThat(lazy).isNotSameAs(context.getBean(Parent.class));
            assertThat(work.runs()).hasSize(1);
            assertThat(context.getBean(Decisions.class).count()).isEqualTo(2);
        });
    }

    static class Products implements FactoryBean<Parent> {
        private final Workspace work;

        Products(Workspace work) {
            this.work = work;
        }

        @Override
        public Parent getObject() {
            return new Parent(work);
        }

        @Override
        public Class<?> getObjectType() {
            return Parent.class;
        }

        @Override
        public boolean isSingleton() {
            return false;
        }
    }

    @Test
    void onEachProductOfAFactoryBean() {
        Proxied.assertCachedOnce(work, Proxied.by(work, true, Products.class), Parent.class, true, Parent::step);
        Contexts.in(work, Products.class).run(context -> {
            context.getBean(Parent.class).step();
            context.getBean(Parent.class).step();

            assertThat(work.runs()).hasSize(1);
            assertThat(context.getBean(Decisions.class).count()).isEqualTo(2);
        });
    }
}
