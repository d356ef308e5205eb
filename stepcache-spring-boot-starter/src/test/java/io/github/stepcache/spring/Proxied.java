package io.github.stepcache.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import org.springframework.aop.support.AopUtils;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

/** Steps called through proxies of one kind or another. */
final class Proxied {

    private Proxied() {}

    /** A context whose proxies extend classes, or implement interfaces. */
    static ApplicationContextRunner by(Workspace work, boolean targetClass, Class<?> bean) {
        ApplicationContextRunner contexts =
                Contexts.in(work).withPropertyValues("spring.aop.proxy-target-class=" + targetClass);
        return bean.isAnnotationPresent(Configuration.class)
                ? contexts.withUserConfiguration(bean)
                : contexts.withBean(bean);
    }

    /** Call a step twice: it runs once, and the cache is asked once a call. */
    static <T> void assertCachedOnce(
            Workspace work, ApplicationContextRunner contexts, Class<T> type, boolean targetClass, Consumer<T> step) {
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
