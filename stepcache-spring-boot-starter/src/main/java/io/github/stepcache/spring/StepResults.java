package io.github.stepcache.spring;

import io.github.stepcache.ResultCodec;
import io.github.stepcache.UnrecordableResultException;
import io.github.stepcache.manifest.RecordedResult;
import java.lang.reflect.Type;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the values of annotated methods are put on record. */
final class StepResults {

    private static final String REPEAT_STATUS = "org.springframework.batch.infrastructure.repeat.RepeatStatus";

    private StepResults() {}

    /**
     * Choose a codec.
     *
     * @throws IllegalArgumentException if values of the type cannot be replayed; the message says why
     */
    static ResultCodec<@Nullable Object> codec(Type returned) {
        ResultCodec<@Nullable Object> codec = ResultCodec.of(returned);
        return returned.getTypeName().equals(REPEAT_STATUS) ? new FinishedOnly(codec) : codec;
    }

    /** A tasklet that returns CONTINUABLE is called again: only its last call ends the step. */
    private record FinishedOnly(ResultCodec<@Nullable Object> codec) implements ResultCodec<@Nullable Object> {

        @Override
        public Optional<RecordedResult> encode(@Nullable Object value) throws UnrecordableResultException {
            if (value instanceof Enum<?> status && status.name().equals("CONTINUABLE")) {
                throw new UnrecordableResultException("the tasklet is not finished, it returned CONTINUABLE");
            }
            return codec.encode(value);
        }

        @Override
        public @Nullable Object decode(Optional<RecordedResult> recorded) throws UnrecordableResultException {
            return codec.decode(recorded);
        }
    }
}
