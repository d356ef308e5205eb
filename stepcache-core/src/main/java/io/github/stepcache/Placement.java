package io.github.stepcache;

import io.github.stepcache.step.Quoted;
import io.github.stepcache.store.StoreEntry;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The way of restored files to their places in the output directory. Where a link stands on that way, even one that leads to
 * the same directory, they are not moved at all: nothing outside the output directory is touched.
 */
final class Placement {

    private static final String DIRECTORY = "directory";

    private final Path outputDir;
    private final StoreEntry entry;
    private final SortedMap<String, String> removed;
    private final Map<Path, Kind> directories = new HashMap<>();

    /**
     * Plan it.
     *
     * @param outputDir the output directory, without links
     * @param entry what comes
     * @param removed what goes: of the outputs on record of the last run, those that do not come again
     */
    Placement(Path outputDir, StoreEntry entry, SortedMap<String, String> removed) {
        this.outputDir = outputDir;
        this.entry = entry;
        this.removed = removed;
    }

    private enum Kind {
        NOTHING,
        FILE,
        DIRECTORY,
        LINK_OR_SPECIAL
    }

    /** Say what stands in the way, in words. */
    Optional<String> problem() {
        for (String path : entry.files().keySet()) {
            Optional<String> problem = problem(path, Kind.FILE);
            if (problem.isPresent()) {
                return problem;
            }
        }
        for (String path : entry.directories()) {
            Optional<String> problem = problem(path, Kind.DIRECTORY);
            if (problem.isPresent()) {
                return problem;
            }
        }
        for (Map.Entry<String, String> old : removed.entrySet()) {
            Optional<String> problem =
                    problem(old.getKey(), old.getValue().equals(DIRECTORY) ? Kind.DIRECTORY : Kind.FILE);
            if (problem.isPresent()) {
                return problem;
            }
        }
        return removed.entrySet().stream()
                .filter(old -> old.getValue().equals(DIRECTORY))
                .flatMap(old -> problemWithin(old.getKey()).stream())
                .findFirst();
    }

    /** A directory that goes has to become empty, or what is there afterwards is not what the entry says. */
    private Optional<String> problemWithin(String path) {
        Path directory = outputDir.resolve(path);
        try (DirectoryStream<Path> children = Files.newDirectoryStream(directory)) {
            for (Path child : children) {
                if (!removed.containsKey(path + "/" + child.getFileName())) {
                    return Optional.of(Quoted.of(child) + " was not left by its last run, and lies in what would go");
                }
            }
            return Optional.empty();
        } catch (IOException | DirectoryIteratorException e) {
            return Optional.of(Quoted.of(directory) + " cannot be looked through");
        }
    }

    /**
     * Remove what goes, and move in what comes, if still nothing stands in the way.
     *
     * @param staging where it is, in the file system of the output directory
     * @throws IOException if not all of it was done
     */
    void moveIn(Path staging) throws IOException {
        directories.clear(); // to fetch the files may have taken long
        Optional<String> problem = problem();
        if (problem.isPresent()) {
            throw new IOException(problem.get());
        }
        List<String> old = new ArrayList<>(removed.keySet());
        for (int i = old.size() - 1; i >= 0; i--) { // what lies in a directory sorts behind it
            remove(outputDir.resolve(old.get(i)), DIRECTORY.equals(removed.get(old.get(i))));
        }
        moveAll(staging, outputDir);
    }

    private Optional<String> problem(String path, Kind expected) {
        Path place = outputDir.resolve(path);
        if (!place.startsWith(outputDir) || !place.normalize().equals(place)) {
            return Optional.of(Quoted.of(path) + " leads out of the output directory");
        }
        Optional<String> above = problemAbove(place);
        if (above.isPresent()) {
            return above;
        }
        Kind found = kind(place);
        return found == Kind.NOTHING || found == expected
                ? Optional.empty()
                : Optional.of(Quoted.of(place) + " is a link, or no file where a file belongs");
    }

    private Optional<String> problemAbove(Path place) {
        for (Path up = place.getParent(); up != null && !up.equals(outputDir); up = up.getParent()) {
            Kind kind = directories.computeIfAbsent(up, Placement::kind);
            if (kind != Kind.NOTHING && kind != Kind.DIRECTORY) {
                return Optional.of(Quoted.of(up) + " is a link, or no directory");
            }
        }
        return Optional.empty();
    }

    private static Kind kind(Path path) {
        try {
            BasicFileAttributes found =
                    Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (found.isDirectory()) {
                return Kind.DIRECTORY;
            }
            return found.isRegularFile() ? Kind.FILE : Kind.LINK_OR_SPECIAL;
        } catch (IOException e) {
            return Kind.NOTHING; // or nothing that can be asked for: then moving fails
        }
    }

    private static void remove(Path old, boolean directory) throws IOException {
        try {
            if (kind(old) == (directory ? Kind.DIRECTORY : Kind.FILE)) {
                Files.deleteIfExists(old);
            }
        } catch (DirectoryNotEmptyException e) {
            return; // something else lies in it, and keeps it; if that counts, it is seen afterwards
        }
    }

    /** Move what lies in a directory into another one; a directory that is not there yet, as a whole. */
    private static void moveAll(Path from, Path to) throws IOException {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(from)) {
            found.forEach(children::add);
        }
        for (Path child : children) {
            Path place = to.resolve(child.getFileName());
            Kind there = kind(place);
            if (there == Kind.LINK_OR_SPECIAL) {
                throw new IOException("a link has come in the way of " + Quoted.of(place));
            }
            if (there == Kind.DIRECTORY && kind(child) == Kind.DIRECTORY) {
                moveAll(child, place);
            } else {
                Files.move(child, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
