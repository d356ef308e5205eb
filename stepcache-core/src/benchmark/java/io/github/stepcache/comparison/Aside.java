package io.github.stepcache.comparison;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where trees go that are in the way. They are emptied, and not deleted: for minutes, ext4 passes over each inode that was
 * deleted just now whenever somebody makes a file. With a hundred thousand of them, everybody's files take ten times as long,
 * and who is measured next would pay for what was cleared away for the one before.
 */
final class Aside {

    private final Path directory;

    /**
     * Plan it.
     *
     * @param directory where to, on the same file system; several processes can share it
     */
    Aside(Path directory) {
        this.directory = directory;
    }

    /** Clear a tree away, if there is one. */
    void take(Path tree) throws IOException {
        if (!Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.createDirectories(directory);
        Path place = Files.createTempDirectory(directory, "").resolve("tree");
        Files.move(tree, place);
        for (Path file : filesBelow(place)) {
            Files.newByteChannel(file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
                    .close();
        }
    }

    /** Delete all of it, when nothing is left to be measured. */
    void delete() throws IOException, InterruptedException {
        Disk.delete(directory);
    }

    private static List<Path> filesBelow(Path tree) throws IOException {
        try (Stream<Path> found = Files.walk(tree)) {
            return found.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .toList();
        }
    }
}
