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
import org.jspecify.annotations.Nullable;
import org.springframework.core.GenericTypeResolver;
import org.springframework.core.ResolvableType;

/** How the values of annotated methods are put on record. */
final class StepResults {

    private static final String REPEAT_STATUS = "org.springframework.batch.infrastructure.repeat.RepeatStatus";

    private StepResults() {}

    /**
     * Choose a codec for what a method returns, as seen from a class that may say what a superclass leaves open.
     *
     * @throws IllegalArgumentException if values of the type cannot be replayed; the message says why
     */
    static ResultCodec<@Nullable Object> codec(Method method, Class<?> type) {
        Type returned = returned(method, type);
        ResultCodec<@Nullable Object> codec = ResultCodec.of(returned);
        return returned.getTypeName().equals(REPEAT_STATUS) ? new FinishedAtOnce(codec) : codec;
    }

    private static Type returned(Method method, Class<?> type) {
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
