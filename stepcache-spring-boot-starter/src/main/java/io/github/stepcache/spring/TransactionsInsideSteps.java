package io.github.stepcache.spring;

import java.lang.reflect.Method;
import java.util.stream.Stream;
import org.aopalliance.intercept.MethodInterceptor;
import org.springframework.aop.Advisor;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.support.AopUtils;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.StaticMethodMatcherPointcut;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.transaction.interceptor.TransactionInterceptor;

/**
 * Has a step not be remembered if its own transaction was marked for rollback, which nobody outside of the transaction gets
 * to know (contract 7.6). It puts an advisor behind all others, and so runs late: it has no order.
 */
public final class TransactionsInsideSteps implements BeanPostProcessor {

    private static final Advisor WATCH = new DefaultPointcutAdvisor(new Steps(), (MethodInterceptor) call -> {
        OwnTransaction.watch();
        return call.proceed();
    });

    /** For the container. */
    public TransactionsInsideSteps() {}

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (bean instanceof Advised advised
                && !advised.isFrozen()
                && Stream.of(advised.getAdvisors()).anyMatch(StepProxies::isOfCache)
                && Stream.of(advised.getAdvisors())
                        .anyMatch(advisor -> advisor.getAdvice() instanceof TransactionInterceptor)) {
            advised.addAdvisor(WATCH);
        }
        return bean;
    }

    /** Annotated methods. */
    private static final class Steps extends StaticMethodMatcherPointcut {

        @Override
        public boolean matches(Method method, Class<?> type) {
            return CachedStepMethods.annotation(AopUtils.getMostSpecificMethod(method, type)) != null;
        }
    }
}
