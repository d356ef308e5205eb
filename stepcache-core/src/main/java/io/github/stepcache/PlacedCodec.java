package io.github.stepcache;

import io.github.stepcache.fingerprint.RealPath;
import io.github.stepcache.manifest.RecordedResult;
import io.github.stepcache.step.Quoted;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Notes with a value that names a path in the base directory which directory that is. A tree that is moved or copied
 * stays fresh, but such a value would still lead to the old one: there, the step runs.
 *
 * @param codec puts the value itself on record
 * @param baseDir the base directory, absolute
 */
record PlacedCodec<T extends @Nullable Object>(ResultCodec<T> codec, Path baseDir) implements ResultCodec<T> {

    /** Follows the type in the record; the name of a type has no spaces. */
    private static final String PLACE = " in ";

    /** Tell whether a value counts in one base directory only. */
    static boolean isPlaced(RecordedResult recorded) {
        return recorded.type().contains(PLACE);
    }

    @Override
    public Optional<RecordedResult> encode(T value) throws UnrecordableResultException {
        Optional<RecordedResult> result = codec.encode(value);
        boolean named = result.isPresent()
                && spellings().anyMatch(text -> result.get().json().contains(ResultJson.escaped(text)));
        return named ? result.map(found -> new RecordedResult(found.type() + PLACE + baseDir, found.json())) : result;
    }

    /** As it is configured, without links, and as it stands in a URI, if there is a path in that. */
    private Stream<String> spellings() {
        URI uri = baseDir.toUri();
        String path = Objects.requireNonNullElse(uri.getRawPath(), uri.toString());
        return Stream.of(baseDir.toString(), RealPath.of(baseDir).toString(), path.replaceFirst("/$", ""))
                .filter(text -> !text.isEmpty());
    }

    @Override
    public T decode(Optional<RecordedResult> recorded) throws UnrecordableResultException {
        int end = recorded.map(result -> result.type().indexOf(PLACE)).orElse(-1);
        if (end < 0) {
            return codec.decode(recorded);
        }
        RecordedResult result = recorded.orElseThrow();
        String place = result.type().substring(end + PLACE.length());
        if (!place.equals(baseDir.toString())) {
            throw new UnrecordableResultException("it names a path in " + Quoted.of(place)
                    + ", and the base directory is " + Quoted.of(baseDir) + " now");
        }
        return codec.decode(Optional.of(new RecordedResult(result.type().substring(0, end), result.json())));
    }
}
