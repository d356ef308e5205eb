package io.github.stepcache.code;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the code of a step is now: a hash for each method, and for whatever else of the code counts.
 *
 * <p>An immutable value. Those who have a better idea of what their code is, such as the commit that it was built from, {@linkplain
 * #of say so themselves}.
 *
 * @param kind by which rules the hashes were made; hashes of different kinds are not comparable. Empty if no code counts
 * @param methods a hash for each part of the code, by a name that tells a reader which part it is
 * @param problems why code could not be read, in words; a step with such code runs, and is not remembered
 */
public record CodeFingerprint(String kind, SortedMap<String, String> methods, List<String> problems) {

    private static final CodeFingerprint NONE = new CodeFingerprint("", new TreeMap<>(), List.of());

    /**
     * Check the parts and keep unmodifiable copies.
     *
     * @throws IllegalArgumentException if there are hashes or problems, but no kind; or a kind, and neither
     */
    public CodeFingerprint {
        if (kind.isBlank() && !(methods.isEmpty() && problems.isEmpty())) {
            throw new IllegalArgumentException("The fingerprint of code needs a kind: by which rules was it made?");
        }
        if (!kind.isBlank() && methods.isEmpty() && problems.isEmpty()) {
            throw new IllegalArgumentException("The fingerprint of code needs a hash: of what code is it? For none,"
                    + " there is CodeFingerprint.none().");
        }
        methods = sortedCopy(methods);
        problems = List.copyOf(problems);
    }

    /**
     * Let no code count.
     *
     * @return the fingerprint of a step that does not depend on its code
     */
    public static CodeFingerprint none() {
        return NONE;
    }

    /**
     * Say what the code is.
     *
     * @param kind by which rules the hashes were made, such as {@code "git"}
     * @param methods a hash, or any text that changes with the code, for each part of it
     * @return the fingerprint
     * @throws IllegalArgumentException if the kind is blank, or there are no hashes
     */
    public static CodeFingerprint of(String kind, Map<String, String> methods) {
        return new CodeFingerprint(kind, new TreeMap<>(methods), List.of());
    }

    /**
     * Tell whether any code counts.
     *
     * @return whether this is not {@link #none()}
     */
    public boolean counts() {
        return !kind.isBlank();
    }

    private static SortedMap<String, String> sortedCopy(Map<String, String> methods) {
        methods.forEach((method, hash) ->
                Objects.requireNonNull(hash, () -> "The hash of \"" + method + "\" must not be null"));
        SortedMap<String, String> copy = new TreeMap<>(Comparator.naturalOrder());
        copy.putAll(methods);
        return Collections.unmodifiableSortedMap(copy);
    }
}
