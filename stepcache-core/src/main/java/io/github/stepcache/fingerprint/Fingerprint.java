package io.github.stepcache.fingerprint;

import io.github.stepcache.step.CodePointOrder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the inputs of a step are at one moment: the hash of each input file by key, and what stood in the way of knowing
 * more. An immutable value.
 *
 * @param hashes SHA-256 in lower-case hex by key, sorted by code point
 * @param stamps what the file system said of each of these files before it was read, and of the link to it if there is
 *     one, by key; also of the directories that were searched, and of all that leads there, by key with a slash behind it
 * @param problems why the fingerprint is not the whole truth; empty if it is
 */
public record Fingerprint(
        SortedMap<String, String> hashes, Map<String, List<FileStamp>> stamps, List<InputProblem> problems) {

    /**
     * Keep unmodifiable, sorted copies.
     *
     * @param hashes hashes by key
     * @param stamps stamps by key
     * @param problems what stood in the way
     */
    public Fingerprint {
        hashes = CodePointOrder.sortedCopy(hashes);
        stamps = Map.copyOf(stamps);
        problems = List.copyOf(problems);
    }

    /**
     * Name the inputs that were written to, replaced, added or removed between an earlier fingerprint and this one,
     * also where their content is the old one again (contract 6.2).
     *
     * @param earlier a fingerprint of the same step
     * @return the keys of the changed inputs, sorted by code point; that of a directory, with a slash behind it, where
     *     something in it came and went, or it was exchanged for another for a while
     */
    public SortedSet<String> changesSince(Fingerprint earlier) {
        SortedSet<String> changed = new TreeSet<>(CodePointOrder.INSTANCE);
        changed.addAll(hashes.keySet());
        changed.addAll(stamps.keySet());
        changed.addAll(earlier.hashes.keySet());
        changed.addAll(earlier.stamps.keySet());
        changed.removeIf(key -> Objects.equals(hashes.get(key), earlier.hashes.get(key))
                && Objects.equals(stamps.get(key), earlier.stamps.get(key)));
        NavigableSet<String> named = new TreeSet<>(changed);
        changed.removeIf(key -> key.endsWith("/") && isNamedWithin(key, named));
        return changed;
    }

    /**
     * Tell when the inputs, and what leads to them, were last changed, as well as the file system can tell.
     *
     * @return the times, in no particular order
     */
    public Stream<Instant> changeTimes() {
        return stamps.values().stream().flatMap(List::stream).map(FileStamp::lastChange);
    }

    /** Tell whether a changed directory goes without saying: something in it is named, or it is a link that is. */
    private static boolean isNamedWithin(String directory, NavigableSet<String> changed) {
        String next = changed.higher(directory);
        return changed.contains(directory.substring(0, directory.length() - 1))
                || (next != null && next.startsWith(directory));
    }
}
