package io.github.stepcache;

import io.github.stepcache.manifest.Manifest;
import io.github.stepcache.manifest.ManifestLookup;
import io.github.stepcache.manifest.RecordedResult;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The recorded value of a step.
 *
 * @param value gives it, if the decision is fresh
 * @param problem why it cannot be given, in words; empty where it can, or where there is none
 */
record RecordedValue<T extends @Nullable Object>(Supplier<T> value, Optional<String> problem) {

    /** Where nothing is on record that counts. */
    static <T extends @Nullable Object> RecordedValue<T> none() {
        return new RecordedValue<>(RecordedValue::noValue, Optional.empty());
    }

    /** What a manifest that was found has on record, if it counts. */
    static <T extends @Nullable Object> RecordedValue<T> of(ManifestLookup lookup, ResultCodec<T> codec) {
        if (!(lookup instanceof ManifestLookup.Found found) || found.manifest().state() != Manifest.State.COMPLETE) {
            return none();
        }
        return of(found.manifest().result(), codec);
    }

    static <T extends @Nullable Object> RecordedValue<T> of(Optional<RecordedResult> result, ResultCodec<T> codec) {
        try {
            T recorded = codec.decode(result);
            return new RecordedValue<>(() -> recorded, Optional.empty());
        } catch (UnrecordableResultException e) {
            return new RecordedValue<>(RecordedValue::noValue, Optional.of(String.valueOf(e.getMessage())));
        }
    }

    @SuppressWarnings("TypeParameterUnusedInFormals") // it never returns
    private static <T extends @Nullable Object> T noValue() {
        throw new IllegalStateException("Only a fresh step has a recorded value");
    }
}
