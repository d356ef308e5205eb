package io.github.stepcache.test;

import java.util.Map;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Gives the context of a test class its temporary base directory. Contexts are shared by tests whose customizers are equal,
 * and so these are for a single class.
 *
 * @param testClass the class that has the annotation, or inherits it
 * @param fixtures what is copied into the directory
 */
record TemporaryStepCacheCustomizer(Class<?> testClass, String fixtures) implements ContextCustomizer {

    @Override
    public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
        TemporaryBaseDirectory directory = TemporaryBaseDirectory.create(fixtures);
        DefaultListableBeanFactory beans = (DefaultListableBeanFactory) context.getBeanFactory();
        beans.registerSingleton("temporaryBaseDirectory", directory);
        beans.registerDisposableBean("temporaryBaseDirectory", directory::delete); // the first, and so the last to go
        beans.registerBeanDefinition("cachedStepTester", new RootBeanDefinition(CachedStepTester.class));
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        TemporaryStepCache.class.getName(),
                        Map.of(CachedStepTester.BASE_DIR, directory.path().toString())));
    }
}
