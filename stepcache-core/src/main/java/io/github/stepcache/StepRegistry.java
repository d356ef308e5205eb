package io.github.stepcache;

import io.github.stepcache.step.Quoted;
import io.github.stepcache.step.StepFiles;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The steps seen so far, to refuse two in one directory whose names differ only in case (contract 2). */
final class StepRegistry {

    private final Map<Place, String> names = new ConcurrentHashMap<>();

    private record Place(Path directory, String foldedName) {}

    void check(StepFiles step) {
        String name = step.name();
        String folded = name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        String known = names.putIfAbsent(new Place(step.directory(), folded), name);
        if (known != null && !known.equals(name)) {
            throw new IllegalArgumentException("Steps " + Quoted.of(known) + " and " + Quoted.of(name) + " in "
                    + Quoted.of(step.directory())
                    + " differ only in case, and some file systems do not tell them apart. Rename one of them.");
        }
    }
}
