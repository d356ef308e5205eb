package io.github.stepcache.spring;

import io.github.stepcache.ResultCodec;
import io.github.stepcache.UnrecordableResultException;
import io.github.stepcache.manifest.RecordedResult;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.List;
import java.util.Optional;
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
            return new StepReturn(new FutureSteps(), codec(returned.getGeneric().getType()));
        }
        if (raw.getName().equals(MONO)) {
            return new StepReturn(new MonoSteps(), codec(returned.getGeneric().getType()));
        }
        return new StepReturn(new PlainSteps(), codec(returned.getType()));
    }

    private static ResultCodec<@Nullable Object> codec(Type type) {
        ResultCodec<@Nullable Object> codec = ResultCodec.of(type);
        return type.getTypeName().equals(REPEAT_STATUS) ? new FinishedAtOnce(codec) : codec;
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

    /**
     * A tasklet that returns CONTINUABLE is called again. Its last call is not remembered either: its inputs were read
     * before that call, and not before the first.
     */
    private static final class FinishedAtOnce implements ResultCodec<@Nullable Object> {

        private final ResultCodec<@Nullable Object> codec;
        private volatile boolean severalCalls;

        FinishedAtOnce(ResultCodec<@Nullable Object> codec) {
            this.codec = codec;
        }

        @Override
        public Optional<RecordedResult> encode(@Nullable Object value) throws UnrecordableResultException {
            if (value instanceof Enum<?> status && status.name().equals("CONTINUABLE")) {
                severalCalls = true;
                throw new UnrecordableResultException("the tasklet is not finished, it returned CONTINUABLE");
            }
            if (severalCalls) {
                throw new UnrecordableResultException("the tasklet returned CONTINUABLE before, and what it read in"
                        + " earlier calls is unknown; let it do its work in one call");
            }
            return codec.encode(value);
        }

        @Override
        public @Nullable Object decode(Optional<RecordedResult> recorded) throws UnrecordableResultException {
            return codec.decode(recorded);
        }
    }
}
