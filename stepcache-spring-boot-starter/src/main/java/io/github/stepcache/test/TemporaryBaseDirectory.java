package io.github.stepcache.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** The base directory of the step cache in the context of a test with {@link TemporaryStepCache}. */
public final class TemporaryBaseDirectory {

    private final Path path;
    private final String fixtures;

    private TemporaryBaseDirectory(Path path, String fixtures) {
        this.path = path;
        this.fixtures = fixtures;
    }

    static TemporaryBaseDirectory create(String fixtures) {
        if (!fixtures.isEmpty() && !Files.isDirectory(Path.of(fixtures))) {
            throw new IllegalArgumentException("@TemporaryStepCache(fixtures = \"" + fixtures
                    + "\"): there is no such directory: " + Path.of(fixtures).toAbsolutePath());
        }
        try {
            TemporaryBaseDirectory directory =
                    new TemporaryBaseDirectory(Files.createTempDirectory("stepcache-"), fixtures);
            directory.reset();
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Name the directory.
     *
     * @return its absolute path
     */
    public Path path() {
        return path;
    }

    /**
     * Name a file or directory in it.
     *
     * @param relative a path that starts at the base directory
     * @return its absolute path
     */
    public Path resolve(String relative) {
        return path.resolve(relative);
    }

    /**
     * Write a text file, and the directories that lead to it.
     *
     * @param relative a path that starts at the base directory
     * @param content what the file is to contain, in UTF-8
     * @return its absolute path
     */
    public Path write(String relative, String content) {
        try {
            Path file = path.resolve(relative);
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            return Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Make it what it was at first: empty, or a copy of the fixtures. What the cache remembered is forgotten with it. */
    public void reset() {
        try {
            FileTree.clear(path);
            if (!fixtures.isEmpty()) {
                FileTree.copy(Path.of(fixtures), path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete() throws IOException {
        FileTree.delete(path);
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
