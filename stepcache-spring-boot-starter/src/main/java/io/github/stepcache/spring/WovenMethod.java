package io.github.stepcache.spring;

import io.github.stepcache.annotation.CachedStep;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Stream;
import org.aspectj.lang.JoinPoint;

/** Tells which annotated methods get to the cache without a proxy, by what AspectJ leaves in their classes. */
final class WovenMethod {

    private WovenMethod() {}

    /**
     * Tell whether a method is woven. AspectJ moves its code to a method of its own, which takes the join point as well.
     * Where other advice did that, and the class was kept from this aspect, the answer is wrong; it only serves checks.
     */
    static boolean isWoven(Method method) {
        if (!WovenSteps.ARE_WOVEN || !method.isAnnotationPresent(CachedStep.class)) {
            return false;
        }
        String prefix = method.getName() + "_aroundBody";
        return Stream.of(method.getDeclaringClass().getDeclaredMethods())
                .anyMatch(body -> body.isSynthetic()
                        && body.getName().startsWith(prefix)
                        && body.getReturnType() == method.getReturnType()
                        && takes(body.getParameterTypes(), method.getParameterTypes()));
    }

    /** Compare what is before the join point, and after the object. */
    private static boolean takes(Class<?>[] body, Class<?>[] method) {
        int before = body.length - 1 - method.length;
        if (before < 0 || body[body.length - 1] != JoinPoint.class) {
            return false;
        }
        return Arrays.equals(body, before, body.length - 1, method, 0, method.length);
    }
}
