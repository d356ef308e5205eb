package io.github.stepcache.spring;

import java.lang.reflect.Method;
import java.util.Objects;
import java.util.function.Supplier;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.aop.aspectj.AspectJExpressionPointcut;
import org.springframework.aop.support.AopUtils;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.StaticMethodMatcherPointcut;
import org.springframework.util.function.SingletonSupplier;

/**
 * Brings calls to {@link CachedStepAspect} that its pointcut cannot see: methods whose annotation stands on an interface,
 * a superclass or another annotation, and methods of classes that are woven, which Spring leaves to AspectJ, although the
 * cache would then be inside of transactions and retries. It leaves out just what the pointcut sees, so that no call is
 * advised twice.
 */
public final class CachedStepAdvisor extends DefaultPointcutAdvisor {

    private static final long serialVersionUID = 1L;

    /**
     * Set up.
     *
     * @param aspect gives what runs the steps; asked at the first call
     * @param order the place among other aspects, the same as the aspect's
     */
    public CachedStepAdvisor(Supplier<CachedStepAspect> aspect, int order) {
        this(order, SingletonSupplier.of(aspect));
    }

    private CachedStepAdvisor(int order, SingletonSupplier<CachedStepAspect> aspect) {
        super(new UnseenByAspect(), (MethodInterceptor) call -> aspect.obtain()
                .runProxied(
                        call.getMethod(),
                        Objects.requireNonNull(call.getThis()),
                        call.getArguments(),
                        () -> proceed(call)));
        setOrder(order);
    }

    /** Go on with a copy, so that this can be done again, and later: each time somebody subscribes. */
    private static @Nullable Object proceed(MethodInvocation call) throws Throwable {
        return ((ProxyMethodInvocation) call).invocableClone().proceed();
    }

    /** Annotated methods to which no proxy applies the aspect, and that a proxy can intercept. */
    private static final class UnseenByAspect extends StaticMethodMatcherPointcut {

        /** As Spring has it: with the aspect's class, so that it leaves out what is woven as well. */
        private final AspectJExpressionPointcut seen =
                new AspectJExpressionPointcut(CachedStepAspect.class, new String[0], new Class<?>[0]);

        UnseenByAspect() {
            seen.setExpression(CachedStepAspect.POINTCUT + " && execution(* *(..))");
        }

        @Override
        public boolean matches(Method called, Class<?> targetClass) {
            Method method = AopUtils.getMostSpecificMethod(called, targetClass);
            return CachedStepMethods.annotation(method) != null
                    && !(seen.matches(targetClass) && seen.matches(called, targetClass))
                    && !(WovenMethod.isWoven(method)
                            && Interception.problem(method, targetClass).isPresent());
        }
    }
}
