package io.github.stepcache.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.StepCache;
import io.github.stepcache.actuate.StepCacheEndpoint;
import io.github.stepcache.actuate.StepCacheEndpointWebExtension;
import io.github.stepcache.actuate.WebContexts;
import io.github.stepcache.spring.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurationImportSelector;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.AnnotationAttributes;
import org.springframework.core.type.AnnotationMetadata;

class StepCacheEndpointAutoConfigurationTests {

    private static final String EXPOSED = "management.endpoints.web.exposure.include=stepcache";

    private Path dir;
    private WebApplicationContextRunner contexts;

    @BeforeEach
    void setUp(@TempDir Path dir) {
        this.dir = dir;
        contexts = WebContexts.in(new Workspace(dir));
    }

    @Test
    void endpointIsThereWhenItIsExposed() {
        contexts.withPropertyValues(EXPOSED)
                .run(context -> assertThat(context)
                        .hasSingleBean(StepCacheEndpoint.class)
                        .hasSingleBean(StepCacheEndpointWebExtension.class));
    }

    @Test
    void nobodySeesItByDefault() {
        contexts.run(context -> assertThat(context)
                .hasSingleBean(StepCache.class)
                .doesNotHaveBean(StepCacheEndpoint.class)
                .doesNotHaveBean(StepCacheEndpointWebExtension.class));
    }

    @Test
    void accessCanBeTakenAway() {
        contexts.withPropertyValues(EXPOSED, "management.endpoint.stepcache.access=none")
                .run(context -> assertThat(context).doesNotHaveBean(StepCacheEndpoint.class));
    }

    @Test
    void nothingIsMissedWithoutActuator() {
        new ApplicationContextRunner()
                .withUserConfiguration(Application.class)
                .withPropertyValues(EXPOSED, "stepcache.base-dir=" + dir)
                .withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate."))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(StepCache.class)
                        .doesNotHaveBean("stepCacheEndpoint"));
    }

    /** Whoever asks for a list is not to wait for what the cache needs to be set up. */
    @Test
    void lazyCacheIsNotMadeForTheEndpoint() {
        contexts.withPropertyValues(EXPOSED)
                .withInitializer(context -> context.addBeanFactoryPostProcessor(
                        beans -> beans.getBeanDefinition("stepCache").setLazyInit(true)))
                .run(context -> {
                    context.getBean(StepCacheEndpoint.class).steps();
                    assertThat(context.getBeanFactory().containsSingleton("stepCache"))
                            .isFalse();
                });
    }

    @Import(Starter.class)
    static class Application {}

    /** Imports the starter as an application does, which leaves out what lacks a class before anything is loaded. */
    static class Starter extends AutoConfigurationImportSelector {

        @Override
        protected AnnotationAttributes getAttributes(AnnotationMetadata metadata) {
            return new AnnotationAttributes(Map.of("exclude", new String[0], "excludeName", new String[0]));
        }

        @Override
        protected List<String> getCandidateConfigurations(
                AnnotationMetadata metadata, @Nullable AnnotationAttributes attributes) {
            return List.of(
                    StepCacheAutoConfiguration.class.getName(), StepCacheEndpointAutoConfiguration.class.getName());
        }
    }
}
