package io.github.stepcache;

import io.github.stepcache.manifest.RecordedResult;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The codec of steps that return nothing, or whose value is not asked for. */
final class NoResultCodec implements ResultCodec<@Nullable Object> {

    private static final NoResultCodec INSTANCE = new NoResultCodec();

    private NoResultCodec() {}

    @SuppressWarnings("unchecked") // the only value that it ever gives back is null
    static <T extends @Nullable Object> ResultCodec<T> instance() {
        return (ResultCodec<T>) INSTANCE;
    }

    @Override
    public Optional<RecordedResult> encode(@Nullable Object value) {
        return Optional.empty();
    }

    @Override
    public @Nullable Object decode(Optional<RecordedResult> recorded) {
        return null;
    }
}
