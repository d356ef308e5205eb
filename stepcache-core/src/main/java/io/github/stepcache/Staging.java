package io.github.stepcache;

import io.github.stepcache.step.StepFiles;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A hidden directory in the output directory, for files that are about to be moved to their places there. Whoever puts
 * something into it makes it; when it is closed, it is gone, and so are those that other processes left behind when they died.
 */
final class Staging implements Closeable {

    /** What this process is about to move, by any cache in it. */
    private static final Set<Path> IN_USE = ConcurrentHashMap.newKeySet();

    private final StepFiles files;
    private final Path outputDir;
    private final Path directory;
    private final boolean outputDirWasThere;

    Staging(StepFiles files, Path outputDir) {
        this.files = files;
        this.outputDir = outputDir;
        this.directory = files.staging(outputDir);
        IN_USE.add(directory);
        this.outputDirWasThere = Files.exists(outputDir, LinkOption.NOFOLLOW_LINKS);
    }

    /** Where to put the files; it is not there yet. */
    Path directory() {
        return directory;
    }

    @Override
    public void close() {
        try {
            deleteTree(directory);
            removeLeftOvers();
            if (!outputDirWasThere) {
                Files.deleteIfExists(outputDir); // which succeeds if nothing was moved there
            }
        } catch (Exception e) { // also a checked one that Java 17 does not declare, when it closes a directory
            return; // litter is no reason to fail: the next one tries again
        } finally {
            IN_USE.remove(directory);
        }
    }

    private void removeLeftOvers() throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(outputDir, this::isLeftOver)) {
            for (Path entry : entries) {
                deleteTree(entry);
            }
        } catch (NoSuchFileException e) {
            return;
        }
    }

    private boolean isLeftOver(Path entry) {
        OptionalLong maker = files.makerOfStaging(entry.getFileName().toString());
        if (maker.isEmpty() || IN_USE.contains(entry)) {
            return false;
        }
        boolean ours = maker.getAsLong() == ProcessHandle.current().pid(); // in containers, of each process before this
        return ours || ProcessHandle.of(maker.getAsLong()).isEmpty();
    }

    /** Links are deleted, and not followed. */
    private static void deleteTree(Path tree) throws IOException {
        try {
            Files.walkFileTree(tree, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException problem)
                        throws IOException {
                    Files.delete(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (NoSuchFileException e) {
            return;
        }
    }
}
