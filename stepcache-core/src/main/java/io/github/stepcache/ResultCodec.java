package io.github.stepcache;

import io.github.stepcache.manifest.RecordedResult;
import java.lang.reflect.Type;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts the value of a step on record and gives it back. Implementations are safe for use by many threads.
 *
 * @param <T> what the step returns
 */
public interface ResultCodec<T extends @Nullable Object> {

    /**
     * Put a value on record.
     *
     * @param value the value
     * @return the record; empty for a step that has no value
     * @throws UnrecordableResultException if the value could not be given back as it is
     */
    Optional<RecordedResult> encode(T value) throws UnrecordableResultException;

    /**
     * Give a value back.
     *
     * @param recorded the record; empty if there is none
     * @return the value
     * @throws UnrecordableResultException if the record is missing, or is not that of such a value
     */
    T decode(Optional<RecordedResult> recorded) throws UnrecordableResultException;

    /**
     * Record values as JSON, and read them back as a type. Where a value would not come back the same, down to its
     * fields, the run is not remembered; where its type has changed since, or the value names a path in the base
     * directory and that is another directory now, the step runs again.
     *
     * @param type the type, with its type arguments
     * @return the codec
     * @param <T> the same type
     * @throws IllegalArgumentException if values of the type cannot be given back: it is asynchronous, read once, or
     *     leaves open what it holds
     */
    static <T extends @Nullable Object> ResultCodec<T> of(Type type) {
        return type == void.class || type == Void.class ? NoResultCodec.instance() : new TypedResultCodec<>(type);
    }
}
