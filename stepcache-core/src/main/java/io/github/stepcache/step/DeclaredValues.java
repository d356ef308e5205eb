package io.github.stepcache.step;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;

/** What the parts of a declaration may be; each method refuses what its part may not be, by name. */
final class DeclaredValues {

    private DeclaredValues() {}

    static void checkExtension(String extension) {
        if (!extension.startsWith(".") || extension.indexOf('.', 1) >= 0 || extension.length() == 1) {
            throw new IllegalArgumentException("Extension " + Quoted.of(extension)
                    + " is refused: an extension is one dot and the letters behind it, such as \".csv\""
                    + " (of \"a.tar.gz\" it is \".gz\").");
        }
    }

    static void checkExpiry(Duration age) {
        if (age.isZero() || age.isNegative()) {
            throw new IllegalArgumentException("Expiry after " + age
                    + " is refused: a run must count for some time, or it need not be remembered.");
        }
    }

    static Map<String, InputSource> sources(Map<String, InputSource> sources) {
        sources.forEach((location, source) -> {
            if (location.isBlank()) {
                throw new IllegalArgumentException("The location of an input must not be empty");
            }
            Objects.requireNonNull(source, () -> "The source of " + Quoted.of(location) + " must not be null");
        });
        return Collections.unmodifiableMap(new LinkedHashMap<>(sources));
    }

    static SortedMap<String, String> named(Map<String, String> values) {
        values.forEach((key, value) -> {
            if (key.isBlank()) {
                throw new IllegalArgumentException("The name of an artifact version or parameter must not be empty");
            }
            Objects.requireNonNull(value, () -> "The value of " + Quoted.of(key) + " must not be null");
        });
        return CodePointOrder.sortedCopy(values);
    }
}
