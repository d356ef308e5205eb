package io.github.stepcache.fingerprint;

import io.github.stepcache.fingerprint.ContentHashes.FileInBlock;
import io.github.stepcache.step.CodePointOrder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the inputs of a step are at one moment: the hash of each input file by key, and what stood in the way of knowing
 * more. An immutable value.
 *
 * @param hashes SHA-256 in lower-case hex by key, sorted by code point
 * @param stamps what the file system said of the directories that were searched, and of all that leads there, by key with
 *     a slash behind it; and of the links that are inputs themselves, by key
 * @param problems why the fingerprint is not the whole truth; empty if it is
 * @param evidence what proves later that it is still the same; empty where nothing could
 */
public record Fingerprint(
        SortedMap<String, String> hashes,
        Map<String, List<FileStamp>> stamps,
        List<InputProblem> problems,
        Optional<InputEvidence> evidence) {

    /**
     * Keep unmodifiable, sorted copies.
     *
     * @param hashes hashes by key
     * @param stamps stamps by key
     * @param problems what stood in the way
     * @param evidence what proves that it is still the same
     */
    public Fingerprint {
        hashes = ContentHashes.sortedCopy(hashes);
        stamps = Map.copyOf(stamps);
        problems = List.copyOf(problems);
    }

    /**
     * Make a fingerprint that nothing will prove later.
     *
     * @param hashes hashes by key
     * @param stamps stamps by key
     * @param problems what stood in the way
     */
    public Fingerprint(
            SortedMap<String, String> hashes, Map<String, List<FileStamp>> stamps, List<InputProblem> problems) {
        this(hashes, stamps, problems, Optional.empty());
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
        NavigableSet<String> changed = new TreeSet<>(CodePointOrder.INSTANCE);
        if (hashes != earlier.hashes) {
            addChangedFiles(earlier, changed);
        }
        changed.addAll(stamps.keySet());
        changed.addAll(earlier.stamps.keySet());
        changed.removeIf(key -> Objects.equals(stamps.get(key), earlier.stamps.get(key)) && isSameFile(key, earlier));
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
        Stream<Instant> files = hashes instanceof ContentHashes known
                ? known.blocks().stream().flatMap(block -> block.stamps().changeTimes())
                : Stream.empty();
        return Stream.concat(
                files, stamps.values().stream().flatMap(List::stream).map(FileStamp::lastChange));
    }

    private void addChangedFiles(Fingerprint earlier, Set<String> changed) {
        for (String key : hashes.keySet()) {
            if (!isSameFile(key, earlier)) {
                changed.add(key);
            }
        }
        for (String key : earlier.hashes.keySet()) {
            if (!hashes.containsKey(key)) {
                changed.add(key);
            }
        }
    }

    private boolean isSameFile(String key, Fingerprint earlier) {
        Optional<FileInBlock> now = file(key);
        Optional<FileInBlock> then = earlier.file(key);
        return Objects.equals(hashes.get(key), earlier.hashes.get(key))
                && now.isPresent() == then.isPresent()
                && (now.isEmpty() || now.get().hasStampOf(then.get()));
    }

    private Optional<FileInBlock> file(String key) {
        return hashes instanceof ContentHashes known ? known.find(key) : Optional.empty();
    }

    /** Tell whether a changed directory goes without saying: something in it is named, or it is a link that is. */
    private static boolean isNamedWithin(String directory, NavigableSet<String> changed) {
        String next = changed.higher(directory);
        return changed.contains(directory.substring(0, directory.length() - 1))
                || (next != null && next.startsWith(directory));
    }
}
