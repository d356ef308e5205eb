package io.github.stepcache;

import io.github.stepcache.manifest.RecordedResult;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the failures of a codec from the step. A codec runs other people's code (constructors, {@code equals}) over
 * values of any depth and size; whatever it throws means that the value cannot be put on record or given back.
 */
record GuardedCodec<T extends @Nullable Object>(ResultCodec<T> codec) implements ResultCodec<T> {

    @Override
    public Optional<RecordedResult> encode(T value) throws UnrecordableResultException {
        try {
            return codec.encode(value);
        } catch (RuntimeException | Error e) {
            throw unrecordable(e);
        }
    }

    @Override
    public T decode(Optional<RecordedResult> recorded) throws UnrecordableResultException {
        try {
            return codec.decode(recorded);
        } catch (RuntimeException | Error e) {
            throw unrecordable(e);
        }
    }

    private static UnrecordableResultException unrecordable(Throwable failure) {
        return new UnrecordableResultException("it ended with " + Failures.inWords(failure));
    }
}
