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
    private final String name;

    TypedResultCodec(Type type) {
        this.type = ResultJson.MAPPER.constructType(type);
        ReplayableTypes.check(this.type);
        this.name = this.type.toCanonical();
    }

    @Override
    public Optional<RecordedResult> encode(T value) throws UnrecordableResultException {
        return Optional.of(new RecordedResult(name, ResultJson.write(type, value)));
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // the type is the caller's word for T
    public T decode(Optional<RecordedResult> recorded) throws UnrecordableResultException {
        RecordedResult result = recorded.orElseThrow(() -> new UnrecordableResultException("no value is on record"));
        if (!result.type().equals(name)) {
            throw new UnrecordableResultException("a value of type " + Quoted.line(result.type())
                    + " is on record, and not one of type " + Quoted.line(name));
        }
        return (T) ResultJson.read(type, result.json());
    }
}
