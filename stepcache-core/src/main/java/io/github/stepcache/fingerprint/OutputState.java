package io.github.stepcache.fingerprint;

import io.github.stepcache.fingerprint.ContentHashes.FileInBlock;
import io.github.stepcache.step.CodePointOrder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the required outputs of a step are at one moment. An immutable value.
 *
 * @param directoryExists whether the output directory is there
 * @param contents what each required output is, by key relative to the output directory: a file's SHA-256,
 *     {@code directory} or {@code special}, after {@code link:} where it is a symbolic link; for a link that leads
 *     nowhere, where it points; empty where only existence was looked at
 * @param unmatched the required outputs, as declared, that match nothing
 * @param unreadable what could not be read, and why, by key
 * @param files the files among them, with what the file system said of them
 */
public record OutputState(
        boolean directoryExists,
        Optional<SortedMap<String, String>> contents,
        List<String> unmatched,
        Map<String, String> unreadable,
        ReadFiles files) {

    /**
     * Keep unmodifiable, sorted copies.
     *
     * @param directoryExists whether the output directory is there
     * @param contents what each required output is
     * @param unmatched the required outputs that match nothing
     * @param unreadable what could not be read
     * @param files the files among them
     */
    public OutputState {
        contents = contents.map(CodePointOrder::sortedCopy);
        unmatched = List.copyOf(unmatched);
        unreadable = CodePointOrder.sortedCopy(unreadable);
    }

    /**
     * Make a state that nothing will prove later.
     *
     * @param directoryExists whether the output directory is there
     * @param contents what each required output is
     * @param unmatched the required outputs that match nothing
     * @param unreadable what could not be read
     */
    public OutputState(
            boolean directoryExists,
            Optional<SortedMap<String, String>> contents,
            List<String> unmatched,
            Map<String, String> unreadable) {
        this(directoryExists, contents, unmatched, unreadable, ReadFiles.NONE);
    }

    /**
     * Name the files that were there before, and that nobody has written to or replaced since.
     *
     * @param earlier the outputs of the same step
     * @return their keys, as far as their content was looked at both times
     */
    public SortedSet<String> untouchedSince(OutputState earlier) {
        SortedSet<String> untouched = new TreeSet<>(CodePointOrder.INSTANCE);
        for (String key : files.hashes().keySet()) {
            Optional<FileInBlock> now = files.hashes().find(key);
            Optional<FileInBlock> then = earlier.files.hashes().find(key);
            if (now.isPresent() && then.isPresent() && now.get().hasStampOf(then.get())) {
                untouched.add(key);
            }
        }
        return untouched;
    }

    /**
     * Tell when the files were last changed, as well as the file system can tell.
     *
     * @return the times, in no particular order; none where their content was not looked at
     */
    public Stream<Instant> changeTimes() {
        return files.hashes().blocks().stream().flatMap(block -> block.stamps().changeTimes());
    }
}
