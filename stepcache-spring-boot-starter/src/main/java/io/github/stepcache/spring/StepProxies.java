package io.github.stepcache.spring;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.Advisor;
import org.springframework.aop.PointcutAdvisor;
import org.springframework.aop.aspectj.AbstractAspectJAdvice;
import org.springframework.aop.aspectj.annotation.AnnotationAwareAspectJAutoProxyCreator;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;

/** Tells whether calls of an annotated method get to the cache at all: only the proxy of a bean sends them there. */
final class StepProxies {

    private final ConfigurableListableBeanFactory beans;
    private final Optional<AnnotationAwareAspectJAutoProxyCreator> creator;

    StepProxies(ConfigurableListableBeanFactory beans) {
        this.beans = beans;
        this.creator = beans.getBeanProvider(AnnotationAwareAspectJAutoProxyCreator.class).stream()
                .findFirst();
    }

    /** Name what keeps the calls of a bean's method from the cache. */
    Optional<StepProblem> problem(String beanName, Method method, Class<?> type, String where) {
        @Nullable Object bean = existing(beanName);
        if (WovenMethod.isWoven(method)) {
            return AopUtils.isCglibProxy(bean) ? Interception.problemOfProxy(method, type) : Optional.empty();
        }
        if (bean == null) {
            return problemOfProxyToBe(beanName, method, type, where);
        }
        if (!isAdvised(bean, method)) {
            return Optional.of(new StepProblem(
                    where,
                    "bean '" + beanName + "' is not proxied, so that calls of the method bypass the cache",
                    "Leave spring.aop.auto on, let no BeanPostProcessor or its configuration depend on the bean, which"
                            + " makes it too early, and do not register an object that is made already."));
        }
        return isReachable(bean, method, type)
                ? Optional.empty()
                : Optional.of(new StepProblem(
                        where,
                        "bean '" + beanName + "' is proxied by its interfaces, and none of them has the method",
                        "Add the method to an interface, or set spring.aop.proxy-target-class=true."));
    }

    /** The bean, unless it is not made yet, or made anew each time. */
    private @Nullable Object existing(String beanName) {
        @Nullable Object bean = beans.getSingleton(beanName);
        return bean == null || !beans.isFactoryBean(beanName) ? bean : beans.getBean(beanName);
    }

    private Optional<StepProblem> problemOfProxyToBe(String beanName, Method method, Class<?> type, String where) {
        if (creator.isEmpty()) {
            return Optional.of(new StepProblem(
                    where,
                    "bean '" + beanName + "' will not be proxied, so that calls of the method bypass the cache",
                    "Leave spring.aop.auto on."));
        }
        boolean byInterface =
                !creator.get().isProxyTargetClass() && isOn(ClassUtils.getAllInterfacesForClass(type), method, type);
        return isClosed(type) && !byInterface ? Optional.of(closed(where)) : Optional.empty();
    }

    /** Tell whether a class cannot be extended by a proxy. */
    static boolean isClosed(Class<?> type) {
        return Modifier.isFinal(type.getModifiers()) || type.isSealed();
    }

    static StepProblem closed(String where) {
        return new StepProblem(
                where,
                "its class is final or sealed, and no proxy can extend it",
                "Remove that modifier, or make the method one of an interface and set"
                        + " spring.aop.proxy-target-class=false.");
    }

    /** Look through proxies of proxies for one that sends calls of a method to the cache. */
    static boolean isAdvised(Object bean, Method method) {
        @Nullable Object proxy = bean;
        while (proxy instanceof Advised advised) {
            @Nullable Class<?> type = advised.getTargetClass();
            if (type != null
                    && Stream.of(advised.getAdvisors()).anyMatch(advisor -> sendsToCache(advisor, method, type))) {
                return true;
            }
            proxy = AopProxyUtils.getSingletonTarget(proxy);
        }
        return false;
    }

    /** Tell whether a method can be called on an object: a proxy may have no more than interfaces. */
    static boolean isReachable(Object bean, Method method, Class<?> type) {
        return !AopUtils.isJdkDynamicProxy(bean) || isOn(bean.getClass().getInterfaces(), method, type);
    }

    static boolean isOfCache(Advisor advisor) {
        return advisor instanceof CachedStepAdvisor
                || (advisor.getAdvice() instanceof AbstractAspectJAdvice advice
                        && advice.getAspectJAdviceMethod().getDeclaringClass() == CachedStepAspect.class);
    }

    private static boolean sendsToCache(Advisor advisor, Method method, Class<?> type) {
        return isOfCache(advisor)
                && advisor instanceof PointcutAdvisor pointcut
                && pointcut.getPointcut().getMethodMatcher().matches(method, type);
    }

    private static boolean isOn(Class<?>[] interfaces, Method method, Class<?> type) {
        return Arrays.stream(interfaces)
                .flatMap(implemented -> Stream.of(implemented.getMethods()))
                .anyMatch(declared -> declared.getName().equals(method.getName())
                        && AopUtils.getMostSpecificMethod(declared, type).equals(method));
    }
}
