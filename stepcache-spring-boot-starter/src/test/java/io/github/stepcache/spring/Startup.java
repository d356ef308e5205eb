package io.github.stepcache.spring;

import static org.assertj.core.api.Assertions.assertThatException;

import io.github.stepcache.autoconfigure.StepCacheAutoConfiguration;
import io.github.stepcache.autoconfigure.StepCacheLockAutoConfiguration;
import io.github.stepcache.autoconfigure.StepCacheStoreAutoConfiguration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts real applications, with a command line. */
public final class Startup {

    private Startup() {}

    @ImportAutoConfiguration({
        AopAutoConfiguration.class,
        PropertyPlaceholderAutoConfiguration.class,
        StepCacheStoreAutoConfiguration.class,
        StepCacheLockAutoConfiguration.class,
        StepCacheAutoConfiguration.class
    })
    static class Application {}

    /** Start an application in a workspace. The caller closes it. */
    public static ConfigurableApplicationContext of(Workspace work, List<Class<?>> beans, String... arguments) {
        List<Class<?>> sources = new ArrayList<>(beans);
        sources.add(Application.class);
        sources.add(Decisions.class);
        return new SpringApplicationBuilder(sources.toArray(Class<?>[]::new))
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .initializers(
                        context -> context.getBeanFactory().registerSingleton(Workspace.class.getSimpleName(), work))
                .properties("stepcache.base-dir=" + work.dir())
                .run(arguments);
    }

    /** Start an application that cannot start, and return what it has to say. */
    public static String failure(CapturedOutput output, Workspace work, List<Class<?>> beans, String... arguments) {
        int before = output.getAll().length();
        assertThatException().isThrownBy(() -> of(work, beans, arguments).close());
        return output.getAll().substring(before);
    }
}
