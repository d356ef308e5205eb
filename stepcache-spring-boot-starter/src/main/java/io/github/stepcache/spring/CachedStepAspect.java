package io.github.stepcache.spring;

import io.github.stepcache.PlanOnlyException;
import io.github.stepcache.StepBody;
import io.github.stepcache.StepCache;
import io.github.stepcache.decision.Decision;
import io.github.stepcache.decision.StaleReason;
import io.github.stepcache.step.StepSpec;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.aspectj.lang.ProceedingJoinPoint;
import org.aspectj.lang.annotation.Around;
import org.aspectj.lang.annotation.Aspect;
import org.aspectj.lang.reflect.MethodSignature;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.core.Ordered;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.util.function.SingletonSupplier;

/** Runs a method with {@code @CachedStep} through the cache: resolves the declaration, runs or replays, returns. */
@Aspect
public final class CachedStepAspect implements Ordered {

    /** Outside transactions and retries, which come last, and inside security and whatever else comes before. */
    public static final int DEFAULT_ORDER = Ordered.LOWEST_PRECEDENCE - 1000;

    static final String POINTCUT = "@annotation(io.github.stepcache.annotation.CachedStep)";

    private final Supplier<StepCache> cache;
    private final CachedStepMethods methods;
    private final boolean enabled;
    private final boolean planOnly;
    private final int order;
    private final boolean woven;

    /**
     * Set up for one application, whose proxies send calls here.
     *
     * @param cache gives what runs the steps; asked at the first call, since aspects are made before other beans
     * @param methods the annotated methods
     * @param enabled whether to skip steps at all
     * @param planOnly whether to refuse each call, since only a plan is to be made
     * @param order the place among other aspects
     */
    public CachedStepAspect(
            Supplier<StepCache> cache, CachedStepMethods methods, boolean enabled, boolean planOnly, int order) {
        this(cache, methods, enabled, planOnly, order, false);
    }

    /** For AspectJ, which makes one for all woven methods, before there is an application: see {@link WovenSteps}. */
    CachedStepAspect() {
        this(
                () -> {
                    throw new IllegalStateException("Woven methods are run by the aspect of their application.");
                },
                new CachedStepMethods(new DefaultListableBeanFactory(), new DefaultResourceLoader(), StepCode.none()),
                true,
                false,
                DEFAULT_ORDER,
                true);
    }

    private CachedStepAspect(
            Supplier<StepCache> cache,
            CachedStepMethods methods,
            boolean enabled,
            boolean planOnly,
            int order,
            boolean woven) {
        this.cache = SingletonSupplier.of(cache);
        this.methods = methods;
        this.enabled = enabled;
        this.planOnly = planOnly;
        this.order = order;
        this.woven = woven;
    }

    /**
     * Run the step, or replay it.
     *
     * @param call the call of an annotated method
     * @return what the method returns, now or at the recorded run
     * @throws Throwable what the method throws
     */
    @Around(POINTCUT + " && execution(* *(..))")
    public @Nullable Object around(ProceedingJoinPoint call) throws Throwable {
        Method method = ((MethodSignature) call.getSignature()).getMethod();
        return woven
                ? WovenSteps.run(method, call.getTarget(), call.getArgs(), call::proceed)
                : runProxied(method, call.getTarget(), call.getArgs(), call::proceed);
    }

    @Nullable
    Object runProxied(
            Method called, Object target, @Nullable Object[] arguments, StepBody<@Nullable Object, Throwable> body)
            throws Throwable {
        return StepProxies.isAdvised(target, called)
                ? body.run() // a proxy of a proxy: the inner one asks the cache
                : run(called, target.getClass(), arguments, ProxiedCall.of(called, target, body));
    }

    @Nullable
    Object run(Method called, Class<?> type, @Nullable Object[] arguments, StepBody<@Nullable Object, Throwable> body)
            throws Throwable {
        CachedStepMethod step = methods.get(called, type);
        if (planOnly) {
            throw new PlanOnlyException(step.templates().name().text());
        }
        boolean wanted = enabled && step.isWanted(arguments);
        Optional<StepSpec> spec = wanted ? Optional.of(step.spec(arguments)) : step.place(arguments);
        if (spec.isEmpty()) {
            return body.run();
        }
        if (wanted) {
            methods.claim(step, spec.get());
        }
        StepReturn returned = step.returned();
        return returned.kind().run(new StepCall(cache.get(), spec.get(), returned.codec(), !wanted), body);
    }

    /**
     * Decide what a call would do, without making it.
     *
     * @param called the annotated method, perhaps that of an interface
     * @param type the class of the object that it would be called on
     * @param arguments its arguments
     * @return the decision
     * @throws InvalidCachedStepException if the annotation is misused
     * @throws IllegalArgumentException if an argument is refused
     */
    public Decision check(Method called, Class<?> type, @Nullable Object... arguments) {
        return spec(called, type, arguments)
                .map(spec -> cache.get()
                        .check(spec, methods.get(called, type).returned().codec()))
                .orElseGet(() -> new Decision.Stale(List.of(new StaleReason.Bypassed())));
    }

    /**
     * Declare the step of a call, without making it.
     *
     * @param called the annotated method, perhaps that of an interface
     * @param type the class of the object that it would be called on
     * @param arguments its arguments
     * @return the declaration; empty where the call would go past the cache
     * @throws InvalidCachedStepException if the annotation is misused
     * @throws IllegalArgumentException if an argument is refused
     */
    public Optional<StepSpec> spec(Method called, Class<?> type, @Nullable Object... arguments) {
        CachedStepMethod step = methods.get(called, type);
        return enabled && step.isWanted(arguments) ? Optional.of(step.spec(arguments)) : Optional.empty();
    }

    @Override
    public int getOrder() {
        return order;
    }
}
