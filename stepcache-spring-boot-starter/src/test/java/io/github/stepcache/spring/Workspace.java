package io.github.stepcache.spring;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** The base directory of a test, and a note of each run of a step in it. */
public final class Workspace {

    private final Path dir;
    private final List<String> runs = new CopyOnWriteArrayList<>();

    public Workspace(Path dir) {
        this.dir = dir;
    }

    public Path dir() {
        return dir;
    }

    /** Do what a step does: note the run, and leave an output. */
    public void run(String what, String output) {
        runs.add(what);
        write(output, what);
    }

    /** Note a run that leaves nothing. */
    public void run(String what) {
        runs.add(what);
    }

    public List<String> runs() {
        return List.copyOf(runs);
    }

    public Path write(String file, String content) {
        return write(dir.resolve(file), content);
    }

    public String read(String file) {
        try {
            return Files.readString(dir.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void delete(String file) {
        try {
            Files.delete(dir.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All below a directory, by relative path: what files contain, and which directories there are. */
    public static SortedMap<String, String> tree(Path root) {
        SortedMap<String, String> tree = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                String content = Files.isDirectory(path) ? "directory" : Files.readString(path, ISO_8859_1);
                tree.put(root.relativize(path).toString(), content);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return tree;
    }

    private static Path write(Path file, String content) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            return Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
