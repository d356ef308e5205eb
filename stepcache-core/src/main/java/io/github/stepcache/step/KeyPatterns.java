package io.github.stepcache.step;

import java.nio.file.FileSystem;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * Patterns over keys, which are relative paths with {@code /} between their names. A pattern covers what it matches
 * and, where that is a directory, all below it.
 *
 * <p>Immutable and safe for use by many threads.
 *
 * @param patterns the parsed patterns, all relative and none climbing out
 */
public record KeyPatterns(List<PathPattern> patterns) {

    /**
     * Keep an unmodifiable copy.
     *
     * @param patterns the parsed patterns
     */
    public KeyPatterns {
        patterns = List.copyOf(patterns);
    }

    /**
     * Parse required outputs, which are relative to the output directory (contract 5.1).
     *
     * @param declared names or globs
     * @param files the file system of the output directory
     * @return the parsed patterns
     * @throws IllegalArgumentException if one is empty, absolute, climbs out of the output directory, names the output
     *     directory itself or cannot be parsed
     */
    public static KeyPatterns requiredOutputs(List<String> declared, FileSystem files) {
        return parse("Required output", "the output directory", declared, files);
    }

    /**
     * Parse excludes, which are relative to the base directory.
     *
     * @param declared paths or globs
     * @param files the file system of the base directory
     * @return the parsed patterns
     * @throws IllegalArgumentException if one is empty, absolute, climbs out of the base directory, names the base
     *     directory itself or cannot be parsed
     */
    public static KeyPatterns excludes(List<String> declared, FileSystem files) {
        return parse("Exclude", "the base directory", declared, files);
    }

    /**
     * Tell whether one of the patterns covers a file or directory.
     *
     * @param key a relative path
     * @return whether it is matched itself, or lies in a directory that is
     */
    public boolean cover(String key) {
        return patterns.stream().anyMatch(pattern -> covers(pattern, key) || isNamesake(pattern, key));
    }

    private static KeyPatterns parse(String what, String where, List<String> declared, FileSystem files) {
        return new KeyPatterns(
                declared.stream().map(text -> parse(what, where, text, files)).toList());
    }

    private static PathPattern parse(String what, String where, String text, FileSystem files) {
        PathPattern pattern = PathPattern.parse(text).on(files);
        Path root;
        try {
            root = files.getPath(pattern.root());
        } catch (InvalidPathException e) {
            throw refused(what, text, "this file system cannot express it (" + e.getReason() + ")");
        }
        if (root.getRoot() != null || pattern.root().startsWith("/")) {
            throw refused(what, text, "it is absolute, and not relative to " + where);
        }
        for (Path name : root) {
            if (name.toString().equals("..")) {
                throw refused(what, text, "it climbs out of " + where + " with '..'");
            }
        }
        String normal = root.normalize().toString().replace(files.getSeparator(), "/");
        if (pattern.glob().isEmpty() && normal.isEmpty()) {
            throw refused(what, text, "it names " + where + " itself; '**' stands for all files in it");
        }
        return new PathPattern(text, normal, pattern.glob());
    }

    private static boolean covers(PathPattern pattern, String key) {
        String root = pattern.root();
        if (root.isEmpty() || key.equals(root)) {
            return pattern.covers(root.isEmpty() ? key : "");
        }
        return key.startsWith(root + '/') && pattern.covers(key.substring(root.length() + 1));
    }

    /** A file whose very name looks like a glob is meant as well. */
    private static boolean isNamesake(PathPattern pattern, String key) {
        return key.equals(pattern.text()) || key.startsWith(pattern.text() + '/');
    }

    private static IllegalArgumentException refused(String what, String text, String why) {
        return new IllegalArgumentException(what + ' ' + Quoted.of(text) + " is refused: " + why + '.');
    }
}
