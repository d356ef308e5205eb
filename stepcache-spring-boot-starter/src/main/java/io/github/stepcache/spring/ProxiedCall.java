package io.github.stepcache.spring;

import io.github.stepcache.StepBody;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.support.AopUtils;

/**
 * A call that a proxy has brought to the cache and that is on its way to the method's own code. If that is woven as well,
 * it does not ask the cache again. Advice in between may come back several times, as retries do, but has to stay in its
 * thread.
 *
 * @param method the method as its class has it
 * @param target the object itself
 */
record ProxiedCall(Method method, Object target) {

    private static final ThreadLocal<@Nullable ProxiedCall> UNDER_WAY = new ThreadLocal<>();

    /** Say during a call of a method that a proxy has brought it to the cache. */
    static StepBody<@Nullable Object, Throwable> of(
            Method called, Object target, StepBody<@Nullable Object, Throwable> body) {
        if (!WovenSteps.ARE_WOVEN) {
            return body;
        }
        Object object = own(target);
        Method method = AopUtils.getMostSpecificMethod(called, CachedStepMethods.userType(called, object.getClass()));
        return () -> during(new ProxiedCall(method, object), body);
    }

    /** Run what a woven method does, and tell those that it calls that none of them is the one under way. */
    static @Nullable Object arrived(StepBody<@Nullable Object, Throwable> body) throws Throwable {
        return during(null, body);
    }

    /** Tell whether this is the call that is under way. */
    static boolean isUnderWay(Method method, Object target) {
        @Nullable ProxiedCall call = UNDER_WAY.get();
        return call != null && call.target == target && call.method.equals(method);
    }

    private static @Nullable Object during(@Nullable ProxiedCall call, StepBody<@Nullable Object, Throwable> body)
            throws Throwable {
        @Nullable ProxiedCall outer = UNDER_WAY.get();
        UNDER_WAY.set(call);
        try {
            return body.run();
        } finally {
            UNDER_WAY.set(outer);
        }
    }

    /** The object behind proxies that an application made itself. */
    private static Object own(Object target) {
        Object object = target;
        @Nullable Object behind = AopProxyUtils.getSingletonTarget(object);
        while (behind != null) {
            object = behind;
            behind = AopProxyUtils.getSingletonTarget(object);
        }
        return object;
    }
}
