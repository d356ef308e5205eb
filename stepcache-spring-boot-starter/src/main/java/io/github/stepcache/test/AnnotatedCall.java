package io.github.stepcache.test;

import io.github.stepcache.decision.Decision;
import io.github.stepcache.spring.CachedStepAspect;
import io.github.stepcache.spring.StepDiagnosis;
import io.github.stepcache.step.Quoted;
import io.github.stepcache.step.StepSpec;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/** A call of an annotated method that nobody has made yet: an object, a method, its arguments. */
final class AnnotatedCall {

    private static final String MONO = "reactor.core.publisher.Mono";

    private final Object bean;
    private final Class<?> type;
    private final Method method;
    private final @Nullable Object[] arguments;

    private AnnotatedCall(Object bean, Class<?> type, Method method, @Nullable Object[] arguments) {
        this.bean = bean;
        this.type = type;
        this.method = method;
        this.arguments = arguments;
    }

    /**
     * Find the method.
     *
     * @throws IllegalArgumentException if none fits, or several do
     */
    static AnnotatedCall of(Object bean, String name, @Nullable Object... arguments) {
        Class<?> type = StepDiagnosis.type(bean);
        List<Method> named = StepDiagnosis.steps(type).stream()
                .filter(step -> step.getName().equals(name))
                .toList();
        List<AnnotatedCall> calls = named.stream()
                .map(method -> new AnnotatedCall(bean, type, method, spread(method, arguments)))
                .filter(AnnotatedCall::fits)
                .toList();
        List<AnnotatedCall> exact =
                calls.stream().filter(AnnotatedCall::fitsExactly).toList();
        if (calls.size() == 1) {
            return calls.get(0);
        }
        if (exact.size() == 1) {
            return exact.get(0);
        }
        throw new IllegalArgumentException(
                type.getName() + " has " + (calls.isEmpty() ? "no method" : "several methods")
                        + " with @CachedStep that " + Quoted.line(name) + '(' + classes(arguments)
                        + ") could mean. Annotated are: "
                        + signatures(named.isEmpty() ? StepDiagnosis.steps(type) : named));
    }

    /** Decide what the call would do. */
    Decision check(CachedStepAspect aspect) {
        return aspect.check(method, type, arguments);
    }

    /** Declare its step; empty where it would go past the cache. */
    Optional<StepSpec> spec(CachedStepAspect aspect) {
        return aspect.spec(method, type, arguments);
    }

    /** Make the call, and wait for what it began. */
    void make() throws Exception {
        Method invocable = AopUtils.selectInvocableMethod(method, bean.getClass());
        ReflectionUtils.makeAccessible(invocable);
        @Nullable Object value;
        try {
            value = AopUtils.invokeJoinpointUsingReflection(bean, invocable, arguments);
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
        if (value instanceof CompletionStage<?> stage) {
            stage.toCompletableFuture().get();
        } else if (value != null && method.getReturnType().getName().equals(MONO)) {
            MonoEnd.await(value);
        }
    }

    @Override
    public String toString() {
        String texts = Arrays.stream(arguments)
                .map(argument -> argument instanceof String text ? Quoted.of(text) : Quoted.line(text(argument)))
                .collect(Collectors.joining(", "));
        return type.getSimpleName() + '.' + method.getName() + '(' + texts + ')';
    }

    private static String text(@Nullable Object argument) {
        return argument instanceof Object[] array ? Arrays.toString(array) : String.valueOf(argument);
    }

    private boolean fits() {
        Class<?>[] types = method.getParameterTypes();
        if (types.length != arguments.length) {
            return false;
        }
        for (int i = 0; i < types.length; i++) {
            if (!ClassUtils.isAssignableValue(types[i], arguments[i])) {
                return false;
            }
        }
        return true;
    }

    private boolean fitsExactly() {
        Class<?>[] types = method.getParameterTypes();
        for (int i = 0; i < types.length; i++) {
            @Nullable Object argument = arguments[i];
            if (argument != null && ClassUtils.resolvePrimitiveIfNecessary(types[i]) != argument.getClass()) {
                return false;
            }
        }
        return true;
    }

    /** Put single arguments into the array that a method with a variable number of them takes, as a compiler does. */
    private static @Nullable Object[] spread(Method method, @Nullable Object[] arguments) {
        int fixed = method.getParameterCount() - 1;
        if (!method.isVarArgs()
                || arguments.length < fixed
                || (arguments.length == fixed + 1 && method.getParameterTypes()[fixed].isInstance(arguments[fixed]))) {
            return arguments;
        }
        Class<?> element = method.getParameterTypes()[fixed].getComponentType();
        Object rest = Array.newInstance(element, arguments.length - fixed);
        for (int i = fixed; i < arguments.length; i++) {
            if (!ClassUtils.isAssignableValue(element, arguments[i])) {
                return arguments;
            }
            Array.set(rest, i - fixed, arguments[i]);
        }
        @Nullable Object[] spread = Arrays.copyOf(arguments, fixed + 1, Object[].class);
        spread[fixed] = rest;
        return spread;
    }

    private static String classes(@Nullable Object[] arguments) {
        return Arrays.stream(arguments)
                .map(argument -> argument == null ? "null" : argument.getClass().getSimpleName())
                .collect(Collectors.joining(", "));
    }

    private static String signatures(List<Method> methods) {
        return methods.isEmpty()
                ? "none"
                : methods.stream()
                        .map(method -> method.getName()
                                + Arrays.stream(method.getParameterTypes())
                                        .map(Class::getSimpleName)
                                        .collect(Collectors.joining(", ", "(", ")")))
                        .collect(Collectors.joining(", "));
    }
}
