package io.github.stepcache.test;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.github.stepcache.step.StepFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Directories with all that is below them; a symbolic link is a link, and not what it leads to. */
final class FileTree {

    private static final FileTime OLD = FileTime.from(Instant.parse("2000-01-01T00:00:00Z"));

    private FileTree() {}

    /** What lies below a directory, by relative path, but not what the cache keeps there, which names times. */
    static SortedMap<String, Path> entries(Path root) throws IOException {
        SortedMap<String, Path> entries = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                if (!path.equals(root) && !isOfCache(path)) {
                    entries.put(root.relativize(path).toString().replace('\\', '/'), path);
                }
            }
        }
        return entries;
    }

    static void copy(Path from, Path to) throws IOException {
        Path root = from.toRealPath();
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                if (!path.equals(root)) {
                    Files.copy(path, to.resolve(root.relativize(path).toString()), NOFOLLOW_LINKS);
                }
            }
        }
    }

    /** Give all files a time at which none of them was written. */
    static void makeOld(Path root) throws IOException {
        for (Path path : files(root)) {
            Files.setLastModifiedTime(path, OLD);
        }
    }

    /** Tell whether a file was written since all were made old, or was not there before. */
    static boolean hasNewFiles(Path root, Path before) throws IOException {
        for (Path path : files(root)) {
            Path then = before.resolve(root.relativize(path).toString());
            if (!Files.getLastModifiedTime(path).equals(OLD) || !Files.exists(then, NOFOLLOW_LINKS)) {
                return true;
            }
        }
        return false;
    }

    private static List<Path> files(Path root) throws IOException {
        return entries(root).values().stream()
                .filter(path -> Files.isRegularFile(path, NOFOLLOW_LINKS))
                .toList();
    }

    static void clear(Path root) throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : (Iterable<Path>) paths.sorted(Comparator.reverseOrder())::iterator) {
                if (!path.equals(root)) {
                    Files.delete(path);
                }
            }
        }
    }

    static void delete(Path root) throws IOException {
        if (Files.exists(root)) {
            clear(root);
            Files.delete(root);
        }
    }

    private static boolean isOfCache(Path path) {
        String name = String.valueOf(path.getFileName());
        return StepFiles.isManifestOfAnyStep(name)
                || StepFiles.isIndexOfAnyStep(name)
                || (name.startsWith(".") && name.endsWith(".lock"));
    }
}
