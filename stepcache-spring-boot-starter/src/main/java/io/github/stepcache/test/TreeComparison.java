package io.github.stepcache.test;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.github.stepcache.step.Quoted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/** Finds the first place, in the order of names, in which two directories do not hold the same. */
final class TreeComparison {

    private TreeComparison() {}

    /** Compare what lies below two directories, but not what the cache keeps there. */
    static Optional<String> firstDifference(Path first, Path second) throws IOException {
        SortedMap<String, Path> firstEntries = FileTree.entries(first);
        SortedMap<String, Path> secondEntries = FileTree.entries(second);
        SortedSet<String> names = new TreeSet<>(firstEntries.keySet());
        names.addAll(secondEntries.keySet());
        for (String name : names) {
            if (!secondEntries.containsKey(name)) {
                return Optional.of("the second run did not leave " + Quoted.of(name) + ", and the first did");
            }
            if (!firstEntries.containsKey(name)) {
                return Optional.of("the second run left " + Quoted.of(name) + ", and the first did not");
            }
            Optional<String> difference = difference(
                    Objects.requireNonNull(firstEntries.get(name)), Objects.requireNonNull(secondEntries.get(name)));
            if (difference.isPresent()) {
                return Optional.of(Quoted.of(name) + ' ' + difference.get());
            }
        }
        return Optional.empty();
    }

    private static Optional<String> difference(Path first, Path second) throws IOException {
        String firstKind = kind(first);
        String secondKind = kind(second);
        if (!firstKind.equals(secondKind)) {
            return Optional.of("is " + secondKind + " after the second run, and was " + firstKind + " after the first");
        }
        return Files.isRegularFile(first, NOFOLLOW_LINKS)
                ? FileComparison.firstDifference(first, second)
                : Optional.empty();
    }

    private static String kind(Path path) throws IOException {
        if (Files.isSymbolicLink(path)) {
            return "a link to " + Quoted.of(Files.readSymbolicLink(path));
        }
        return Files.isDirectory(path, NOFOLLOW_LINKS) ? "a directory" : "a file";
    }
}
