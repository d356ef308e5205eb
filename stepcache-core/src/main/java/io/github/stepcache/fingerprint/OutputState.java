package io.github.stepcache.fingerprint;

import io.github.stepcache.step.CodePointOrder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

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
}
