package io.github.stepcache.demo;

import io.github.stepcache.demo.files.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The demo's real raw data, copied to a directory that a test may write to. */
public final class RawData {

    private static final Path REAL = Path.of("data/raw");

    private RawData() {}

    /** Copy all raw files below a base directory. */
    public static Workspace copyTo(Path baseDir) throws IOException {
        Workspace workspace = new Workspace(baseDir);
        Files.createDirectories(workspace.raw());
        for (Path file : files()) {
            Files.copy(file, workspace.raw().resolve(file.getFileName().toString()));
        }
        return workspace;
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(REAL)) {
            return files.toList();
        }
    }
}
