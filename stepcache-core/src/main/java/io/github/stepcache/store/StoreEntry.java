package io.github.stepcache.store;

import io.github.stepcache.manifest.RecordedResult;
import io.github.stepcache.step.CodePointOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The record of a run whose outputs a store keeps. An immutable value; it names no place outside the output directory.
 *
 * @param key what the run depended on
 * @param stepName the step that ran
 * @param completedAt when the run ended, in microseconds
 * @param duration how long the step took; absent where nobody measured
 * @param files the files that the run left, by path relative to the output directory, {@code /}-separated
 * @param directories the directories that count by themselves, also where they are empty; the same kind of path
 * @param result the value that the step returned; absent where it returned none
 */
public record StoreEntry(
        StoreKey key,
        String stepName,
        Instant completedAt,
        Optional<Duration> duration,
        SortedMap<String, StoredFile> files,
        SortedSet<String> directories,
        Optional<RecordedResult> result) {

    /** What a directory is in the outputs of a manifest. */
    private static final String DIRECTORY = "directory";

    /** Keep unmodifiable, sorted copies. */
    public StoreEntry {
        files = CodePointOrder.sortedCopy(files);
        SortedSet<String> sorted = new TreeSet<>(CodePointOrder.INSTANCE);
        sorted.addAll(directories);
        directories = Collections.unmodifiableSortedSet(sorted);
    }

    /**
     * Say what the outputs are, as a manifest does.
     *
     * @return what each required output is, by key
     */
    public SortedMap<String, String> contents() {
        SortedMap<String, String> contents = new TreeMap<>(CodePointOrder.INSTANCE);
        directories.forEach(path -> contents.put(path, DIRECTORY));
        files.forEach((path, file) -> contents.put(path, file.hash()));
        return contents;
    }

    /**
     * Add up the sizes.
     *
     * @return how many bytes all files have together
     */
    public long size() {
        return files.values().stream().mapToLong(StoredFile::size).reduce(0, Math::addExact);
    }
}
