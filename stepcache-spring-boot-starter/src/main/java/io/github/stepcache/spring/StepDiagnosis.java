package io.github.stepcache.spring;

import io.github.stepcache.step.Quoted;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.support.AopUtils;
import org.springframework.util.ClassUtils;

/** What can be said of annotated methods without calling them: for tests, and for whoever reports on an application. */
public final class StepDiagnosis {

    private StepDiagnosis() {}

    /**
     * Find the class that an application wrote, behind the proxies of one of its objects.
     *
     * @param bean an object, which may be a proxy
     * @return its class; of a proxy that the application made itself, the class of that
     */
    public static Class<?> type(Object bean) {
        List<Object> objects = throughProxies(bean);
        return ClassUtils.getUserClass(objects.get(objects.size() - 1));
    }

    /**
     * Find the methods that carry {@code @CachedStep}, wherever they have it from.
     *
     * @param type a class
     * @return its annotated methods, private and inherited ones included, by name
     */
    public static List<Method> steps(Class<?> type) {
        return CachedStepValidator.annotated(type);
    }

    /**
     * Name what keeps calls of an annotated method on an object from the cache.
     *
     * @param bean an object, as callers have it
     * @param step one of its {@link #steps}
     * @return what is wrong; empty if calls get to the cache
     */
    public static Optional<StepProblem> bypass(Object bean, Method step) {
        Class<?> type = type(bean);
        String where = type.getName() + '.' + step.getName();
        if (WovenMethod.isWoven(step)) {
            return AopUtils.isCglibProxy(bean) ? Interception.problemOfProxy(step, type) : Optional.empty();
        }
        Optional<StepProblem> problem = Interception.problem(step, type);
        if (problem.isPresent()) {
            return problem;
        }
        if (throughProxies(bean).stream().noneMatch(object -> StepProxies.isAdvised(object, step))) {
            return Optional.of(notAdvised(bean, type, where));
        }
        return StepProxies.isReachable(bean, step, type)
                ? Optional.empty()
                : Optional.of(new StepProblem(
                        where,
                        "the object is proxied by its interfaces, and none of them has the method",
                        "Add the method to an interface, or set spring.aop.proxy-target-class=true."));
    }

    /**
     * Find calls of annotated methods on {@code this}, which bypass the proxy and with it the cache.
     *
     * @param type a class, in whose code and that of its superclasses they are looked for
     * @return sentences that name caller and step
     */
    public static Set<String> selfCalls(Class<?> type) {
        return SelfCalls.in(type, steps(type));
    }

    private static StepProblem notAdvised(Object bean, Class<?> type, String where) {
        if (AopUtils.isAopProxy(bean)) {
            return new StepProblem(
                    where,
                    "the object is a proxy, but not one that sends calls of the method to the cache",
                    "Leave StepCacheAutoConfiguration and spring.aop.auto on, and let no BeanPostProcessor depend on"
                            + " the bean, which makes it too early.");
        }
        return StepProxies.isClosed(type)
                ? StepProxies.closed(where)
                : new StepProblem(
                        where,
                        "the object is no proxy, so that calls of the method bypass the cache",
                        "Take it from the application context, by injection: an object that was made with 'new', and"
                                + " 'this' inside of a bean, have no proxy. In a context, leave spring.aop.auto on.");
    }

    /** An object, what it stands for if it is a proxy of Spring's, and so on, down to what is none. */
    private static List<Object> throughProxies(Object bean) {
        List<Object> objects = new ArrayList<>(List.of(bean));
        @Nullable Object behind = behind(bean);
        while (behind != null) {
            objects.add(behind);
            behind = behind(behind);
        }
        return objects;
    }

    private static @Nullable Object behind(Object object) {
        if (!(object instanceof Advised proxy)) {
            return null;
        }
        try {
            return proxy.getTargetSource().getTarget();
        } catch (Exception e) {
            throw new IllegalStateException("Nobody knows what is behind the proxy " + Quoted.of(proxy.getClass()), e);
        }
    }
}
