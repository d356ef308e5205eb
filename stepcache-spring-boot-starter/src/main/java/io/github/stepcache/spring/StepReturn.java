package io.github.stepcache.spring;

import io.github.stepcache.ResultCodec;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.springframework.core.GenericTypeResolver;
import org.springframework.core.ResolvableType;

/**
 * What an annotated method returns.
 *
 * @param kind how its calls go through the cache
 * @param codec puts its values on record; of a future, what that completes with
 */
record StepReturn(StepKind kind, ResultCodec<@Nullable Object> codec) {

    private static final String MONO = "reactor.core.publisher.Mono";
    private static final String REPEAT_STATUS = "org.springframework.batch.infrastructure.repeat.RepeatStatus";

    /**
     * Look at a method, as seen from a class that may say what a superclass leaves open.
     *
     * @throws IllegalArgumentException if values of the type cannot be replayed; the message says why
     */
    static StepReturn of(Method method, Class<?> type) {
        ResolvableType returned = ResolvableType.forType(returned(method, type));
        Class<?> raw = returned.toClass();
        if (raw == CompletableFuture.class || raw == CompletionStage.class) {
            return new StepReturn(
                    new FutureSteps(), ResultCodec.of(returned.getGeneric().getType()));
        }
        if (raw.getName().equals(MONO)) {
            return new StepReturn(
                    new MonoSteps(), ResultCodec.of(returned.getGeneric().getType()));
        }
        if (raw.getName().equals(REPEAT_STATUS)) {
            return new StepReturn(new TaskletSteps(), new TaskletCodec());
        }
        return new StepReturn(new PlainSteps(), ResultCodec.of(returned.getType()));
    }

    /** What a method returns, as seen from a class that may say what a superclass leaves open. */
    static Type returned(Method method, Class<?> type) {
        Type declared = method.getGenericReturnType();
        if (declared instanceof TypeVariable<?> variable) {
            int position =
                    List.of(method.getDeclaringClass().getTypeParameters()).indexOf(variable);
            Type given = ResolvableType.forClass(type)
                    .as(method.getDeclaringClass())
                    .getGeneric(position)
                    .getType();
            if (given instanceof ParameterizedType) {
                return given; // below, its own type arguments would get lost
            }
        }
        return GenericTypeResolver.resolveType(declared, type);
    }
}
