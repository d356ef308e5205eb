package io.github.stepcache.spring;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.springframework.aop.framework.autoproxy.AbstractAutoProxyCreator;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanFactory;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.AsyncAnnotationBeanPostProcessor;
import org.springframework.scheduling.config.TaskManagementConfigUtils;

/**
 * Finds steps that would be taken for done when they have only begun: methods with {@code @Async} that return nothing, where
 * the cache is asked before they go on in another thread.
 */
final class AsyncOrder {

    private final boolean cacheComesFirst;

    AsyncOrder(ConfigurableListableBeanFactory beans) {
        this.cacheComesFirst = beans.containsBean(TaskManagementConfigUtils.ASYNC_EXECUTION_ASPECT_BEAN_NAME)
                || (beans instanceof AbstractBeanFactory factory
                        && isAsyncProxiedFirst(factory.getBeanPostProcessors()));
    }

    /** Name what would have a step taken for done too early. */
    Optional<StepProblem> problem(Method method, Class<?> type, String where) {
        boolean async = AnnotatedElementUtils.hasAnnotation(method, Async.class)
                || AnnotatedElementUtils.hasAnnotation(type, Async.class);
        return cacheComesFirst && async && !CompletionStage.class.isAssignableFrom(method.getReturnType())
                ? Optional.of(new StepProblem(
                        where,
                        "its @Async comes after the cache, which would take the step for done when it has only begun",
                        "Leave order and mode of @EnableAsync as they are, or return a CompletableFuture."))
                : Optional.empty();
    }

    /** What makes the first proxy is asked last. */
    private static boolean isAsyncProxiedFirst(List<BeanPostProcessor> processors) {
        int async = position(processors, AsyncAnnotationBeanPostProcessor.class);
        return async >= 0 && async < position(processors, AbstractAutoProxyCreator.class);
    }

    private static int position(List<BeanPostProcessor> processors, Class<?> type) {
        for (int i = 0; i < processors.size(); i++) {
            if (type.isInstance(processors.get(i))) {
                return i;
            }
        }
        return -1;
    }
}
