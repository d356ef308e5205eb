package io.github.stepcache;

import io.github.stepcache.manifest.RecordedResult;
import io.github.stepcache.step.Quoted;
import java.lang.reflect.Type;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;

/** The codec of steps whose type of value is known from their declaration. */
final class TypedResultCodec<T extends @Nullable Object> implements ResultCodec<T> {

    private final JavaType type;

    TypedResultCodec(Type type) {
        this.type = ResultJson.MAPPER.constructType(type);
        ReplayableTypes.check(this.type);
    }

    @Override
    public Optional<RecordedResult> encode(T value) throws UnrecordableResultException {
        return Optional.of(new RecordedResult(type.toCanonical(), ResultJson.write(type, value)));
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // the type is the caller's word for T
    public T decode(Optional<RecordedResult> recorded) throws UnrecordableResultException {
        RecordedResult result = recorded.orElseThrow(() -> new UnrecordableResultException("no value is on record"));
        if (!result.type().equals(type.toCanonical())) {
            throw new UnrecordableResultException("a value of type " + Quoted.line(result.type())
                    + " is on record, and not one of type " + Quoted.line(type.toCanonical()));
        }
        return (T) ResultJson.read(type, result.json());
    }
}
