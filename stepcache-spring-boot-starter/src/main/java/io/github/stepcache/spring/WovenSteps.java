package io.github.stepcache.spring;

import io.github.stepcache.StepBody;
import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.aspectj.lang.Aspects;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Brings calls of woven methods to the application that is there. AspectJ makes one {@link CachedStepAspect} for a whole
 * process, and nobody injects anything into it. So each application says here when it comes and goes; as a
 * post-processor, it does so before it makes the beans that may call such a method.
 */
public final class WovenSteps implements BeanPostProcessor, InitializingBean, DisposableBean {

    /** Whether this process weaves at all. */
    static final boolean ARE_WOVEN = Aspects.hasAspect(CachedStepAspect.class);

    private static final List<WovenSteps> APPLICATIONS = new CopyOnWriteArrayList<>();

    private final Supplier<CachedStepAspect> aspect;

    /**
     * Set up.
     *
     * @param aspect gives what runs the steps of the application
     */
    public WovenSteps(Supplier<CachedStepAspect> aspect) {
        this.aspect = aspect;
    }

    @Override
    public void afterPropertiesSet() {
        APPLICATIONS.add(this);
    }

    @Override
    public void destroy() {
        APPLICATIONS.remove(this);
    }

    /**
     * Run a woven method.
     *
     * @param target the object that it was called on; null if it is static
     * @throws IllegalStateException if it cannot be known which application it belongs to
     */
    static @Nullable Object run(
            Method method,
            @Nullable Object target,
            @Nullable Object[] arguments,
            StepBody<@Nullable Object, Throwable> body)
            throws Throwable {
        Class<?> type = target == null ? method.getDeclaringClass() : target.getClass();
        if (isPartOfAnother(method, type)) {
            return body.run();
        }
        if (target != null && ProxiedCall.isUnderWay(method, target)) {
            return ProxiedCall.arrived(body);
        }
        if (AopUtils.isCglibProxy(target)) {
            throw new IllegalStateException(describe(method) + " was called on a proxy, which cannot intercept it, and"
                    + " has none of the fields of the object behind it. Make it public, and not final.");
        }
        CachedStepAspect application = application(method);
        return ProxiedCall.arrived(() -> application.run(method, type, arguments, body));
    }

    /** What a method calls by {@code super}, or through its bridge, is no step of its own. */
    private static boolean isPartOfAnother(Method method, Class<?> type) {
        return !AopUtils.getMostSpecificMethod(method, CachedStepMethods.userType(method, type))
                .equals(method);
    }

    private static CachedStepAspect application(Method method) {
        List<WovenSteps> applications = List.copyOf(APPLICATIONS);
        if (applications.size() != 1) {
            throw new IllegalStateException(describe(method) + " is woven, and there "
                    + (applications.isEmpty()
                            ? "is no application context to run it. Start one before the call, or leave the class out of"
                                    + " META-INF/aop.xml."
                            : "are " + applications.size()
                                    + " application contexts that could. Close those that are not"
                                    + " needed, or call it through an injected bean."));
        }
        return applications.get(0).aspect.get();
    }

    private static String describe(Method method) {
        return "@CachedStep on " + method.getDeclaringClass().getName() + '.' + method.getName();
    }
}
