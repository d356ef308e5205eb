package io.github.stepcache.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The files by which Git and backups see that a directory is a cache, which they need not look into. */
final class CacheMarks {

    private static final String TAG =
            "Signature: 8a477f597d28d172789f06886806bc55\n# The outputs of steps, kept by StepCache.\n";

    private CacheMarks() {}

    /** Tell whether a directory is not there yet or empty; one that is not may be somebody's project. */
    static boolean mayBeIn(Path directory) throws IOException {
        try (DirectoryStream<Path> content = Files.newDirectoryStream(directory)) {
            return !content.iterator().hasNext();
        } catch (NoSuchFileException | NotDirectoryException e) {
            return true;
        }
    }

    static void write(Path directory) throws IOException {
        write(directory.resolve(".gitignore"), "*\n");
        write(directory.resolve("CACHEDIR.TAG"), TAG);
    }

    private static void write(Path file, String text) throws IOException {
        try {
            Files.write(file, text.getBytes(UTF_8), StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            return; // somebody else may want it otherwise
        }
    }
}
