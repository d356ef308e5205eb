package io.github.stepcache.actuate;

import io.github.stepcache.autoconfigure.StepCacheAutoConfiguration;
import io.github.stepcache.autoconfigure.StepCacheEndpointAutoConfiguration;
import io.github.stepcache.spring.Workspace;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.jackson.JacksonEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementContextAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;

/** Web applications as Spring Boot would set them up, with Actuator, and the cache in a test's workspace. */
public final class WebContexts {

    private WebContexts() {}

    public static WebApplicationContextRunner in(Workspace work, Class<?>... beans) {
        WebApplicationContextRunner runner = new WebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        AopAutoConfiguration.class,
                        PropertyPlaceholderAutoConfiguration.class,
                        JacksonAutoConfiguration.class,
                        HttpMessageConvertersAutoConfiguration.class,
                        DispatcherServletAutoConfiguration.class,
                        WebMvcAutoConfiguration.class,
                        EndpointAutoConfiguration.class,
                        JacksonEndpointAutoConfiguration.class,
                        WebEndpointAutoConfiguration.class,
                        ManagementContextAutoConfiguration.class,
                        StepCacheAutoConfiguration.class,
                        StepCacheEndpointAutoConfiguration.class))
                .withInitializer(context -> context.getEnvironment()
                        .setConversionService(new ApplicationConversionService())) // as SpringApplication does
                .withBean(Workspace.class, () -> work)
                .withPropertyValues("stepcache.base-dir=" + work.dir());
        for (Class<?> bean : beans) {
            runner = runner.withBean(bean);
        }
        return runner;
    }
}
