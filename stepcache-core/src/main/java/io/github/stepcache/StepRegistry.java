package io.github.stepcache;

import io.github.stepcache.step.Quoted;
import io.github.stepcache.step.StepFiles;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The steps seen so far, to refuse two in one directory whose names differ only in case (contract 2).
 *
 * <p>Where there are very many, it starts afresh: steps that go on being called are soon seen again. Until then such a
 * pair only overwrite each other's manifest, and that of another name is never fresh.
 */
final class StepRegistry {

    private static final int MOST = 10_000;

    private final Map<Place, String> names = new ConcurrentHashMap<>();

    private record Place(Path directory, String foldedName) {}

    void check(StepFiles step) {
        String name = step.name();
        String folded = name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        if (names.size() >= MOST) {
            names.clear();
        }
        String known = names.putIfAbsent(new Place(step.directory(), folded), name);
        if (known != null && !known.equals(name)) {
            throw new IllegalArgumentException("Steps " + Quoted.of(known) + " and " + Quoted.of(name) + " in "
                    + Quoted.of(step.directory())
                    + " differ only in case, and some file systems do not tell them apart. Rename one of them.");
        }
    }
}
