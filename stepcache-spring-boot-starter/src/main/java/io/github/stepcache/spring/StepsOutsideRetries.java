package io.github.stepcache.spring;

import java.lang.reflect.Method;
import java.util.List;
import org.springframework.aop.Advisor;
import org.springframework.aop.MethodMatcher;
import org.springframework.aop.PointcutAdvisor;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.support.AopUtils;
import org.springframework.aop.support.ComposablePointcut;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.StaticMethodMatcher;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.resilience.retry.AbstractRetryInterceptor;

/**
 * Has a retried step be one run of the step (contract 7.6). The post-processor of {@code @Retryable} puts retries before
 * all other advisors, whatever their order; for steps, this one puts them behind the cache. It runs later, because it
 * has no order itself.
 */
public final class StepsOutsideRetries implements BeanPostProcessor {

    private static final MethodMatcher STEPS = new Steps(true);
    private static final MethodMatcher OTHERS = new Steps(false);

    private final int order;

    /**
     * Set up.
     *
     * @param order the cache's place among other aspects; retries have {@link Ordered#LOWEST_PRECEDENCE}
     */
    public StepsOutsideRetries(int order) {
        this.order = order;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (order < Ordered.LOWEST_PRECEDENCE && bean instanceof Advised advised && !advised.isFrozen()) {
            List<Advisor> advisors = List.of(advised.getAdvisors());
            int cache = lastOfCache(advisors);
            advisors.subList(0, cache + 1).stream()
                    .filter(advisor -> advisor.getAdvice() instanceof AbstractRetryInterceptor)
                    .forEach(retry -> split((PointcutAdvisor) retry, cache, advised));
        }
        return bean;
    }

    private static int lastOfCache(List<Advisor> advisors) {
        for (int i = advisors.size() - 1; i >= 0; i--) {
            if (StepProxies.isOfCache(advisors.get(i))) {
                return i;
            }
        }
        return -1;
    }

    /** Leave the retries of other methods where they are. */
    private static void split(PointcutAdvisor retry, int cache, Advised advised) {
        ComposablePointcut others = new ComposablePointcut(retry.getPointcut()).intersection(OTHERS);
        ComposablePointcut steps = new ComposablePointcut(retry.getPointcut()).intersection(STEPS);
        advised.replaceAdvisor(retry, new DefaultPointcutAdvisor(others, retry.getAdvice()));
        advised.addAdvisor(cache + 1, new DefaultPointcutAdvisor(steps, retry.getAdvice()));
    }

    /** Annotated methods, or all others. */
    private static final class Steps extends StaticMethodMatcher {

        private final boolean annotated;

        Steps(boolean annotated) {
            this.annotated = annotated;
        }

        @Override
        public boolean matches(Method method, Class<?> type) {
            boolean step = CachedStepMethods.annotation(AopUtils.getMostSpecificMethod(method, type)) != null;
            return step == annotated;
        }
    }
}
