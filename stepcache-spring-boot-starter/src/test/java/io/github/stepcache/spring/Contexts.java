package io.github.stepcache.spring;

import io.github.stepcache.autoconfigure.StepCacheAutoConfiguration;
import io.github.stepcache.autoconfigure.StepCacheLockAutoConfiguration;
import io.github.stepcache.autoconfigure.StepCacheStoreAutoConfiguration;
import java.util.List;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanDefinitionCustomizer;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Application contexts as Spring Boot would set them up, with the cache in a test's workspace. */
public final class Contexts {

    private Contexts() {}

    public static ApplicationContextRunner in(Workspace work, Class<?>... beans) {
        ApplicationContextRunner runner = new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        AopAutoConfiguration.class,
                        PropertyPlaceholderAutoConfiguration.class,
                        StepCacheStoreAutoConfiguration.class,
                        StepCacheLockAutoConfiguration.class,
                        StepCacheAutoConfiguration.class))
                .withBean(Workspace.class, () -> work)
                .withBean(Decisions.class)
                .withPropertyValues("stepcache.base-dir=" + work.dir());
        for (Class<?> bean : beans) {
            runner = runner.withBean(bean);
        }
        return runner;
    }

    /** Define a bean in a way that the runner itself has no method for. */
    public static ApplicationContextInitializer<ConfigurableApplicationContext> define(
            String name, Class<?> type, BeanDefinitionCustomizer customizer) {
        return context -> {
            BeanDefinition definition =
                    BeanDefinitionBuilder.rootBeanDefinition(type).getBeanDefinition();
            customizer.customize(definition);
            ((BeanDefinitionRegistry) context.getBeanFactory()).registerBeanDefinition(name, definition);
        };
    }

    /** What kept a context from starting. */
    public static List<StepProblem> problems(AssertableApplicationContext context) {
        for (Throwable failure = context.getStartupFailure(); failure != null; failure = failure.getCause()) {
            if (failure instanceof InvalidCachedStepException invalid) {
                return invalid.problems();
            }
        }
        throw new AssertionError("not refused", context.getStartupFailure());
    }
}
