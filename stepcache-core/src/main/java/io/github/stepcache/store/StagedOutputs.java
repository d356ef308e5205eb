package io.github.stepcache.store;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The directory into which the outputs of a record are brought: it was empty, and nobody else writes to it. */
final class StagedOutputs {

    private final Path directory;

    StagedOutputs(Path directory) {
        this.directory = directory;
    }

    /**
     * Say where an output goes.
     *
     * @throws NotKeptException if this system has no such names
     */
    Path place(String path) throws NotKeptException {
        return OutputPath.in(directory, path)
                .orElseThrow(() -> new NotKeptException("an output has a name that is not possible here"));
    }

    /** Make all directories. Where two become one, as in file systems that do not know small from capital, it fails. */
    void makeDirectories(StoreEntry entry) throws IOException {
        Set<Path> places = new TreeSet<>();
        for (String path : entry.directories()) {
            add(place(path), places);
        }
        for (String path : entry.files().keySet()) {
            add(Objects.requireNonNull(place(path).getParent()), places);
        }
        for (Path place : places) { // each after those above it
            Files.createDirectory(place);
        }
    }

    private void add(Path lowest, Set<Path> places) {
        Path up = lowest;
        while (!up.equals(directory) && places.add(up)) {
            up = Objects.requireNonNull(up.getParent());
        }
    }

    /** Let those execute a file who may read it. */
    static void makeExecutable(Path file) throws IOException {
        @Nullable PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view == null) {
            return; // here, nothing says so
        }
        Set<PosixFilePermission> permissions = view.readAttributes().permissions();
        permissions.add(PosixFilePermission.OWNER_EXECUTE);
        if (permissions.contains(PosixFilePermission.GROUP_READ)) {
            permissions.add(PosixFilePermission.GROUP_EXECUTE);
        }
        if (permissions.contains(PosixFilePermission.OTHERS_READ)) {
            permissions.add(PosixFilePermission.OTHERS_EXECUTE);
        }
        view.setPermissions(permissions);
    }

    /** Remove all that is there, so that another record can be tried. */
    void clear() throws IOException {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return; // nothing has been brought
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path place, @Nullable IOException problem) throws IOException {
                if (problem != null) {
                    throw problem;
                }
                if (!place.equals(directory)) {
                    Files.delete(place);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
