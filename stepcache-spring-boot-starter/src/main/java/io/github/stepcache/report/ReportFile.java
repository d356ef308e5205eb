package io.github.stepcache.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * A file that is replaced as a whole: who reads it meanwhile, or writes it from another process, meets one page or the
 * other.
 */
record ReportFile(Path path) {

    void write(String page) throws IOException {
        boolean interrupted = Thread.interrupted(); // which would close the file while it is written
        try {
            replace(page);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void replace(String page) throws IOException {
        Path target = path.toAbsolutePath();
        Path directory = target.getParent();
        if (directory == null) {
            throw new IOException("It is the root of the file system");
        }
        Files.createDirectories(directory);
        Path temporary = directory.resolve(".stepcache-report-" + UUID.randomUUID() + ".tmp");
        try {
            Files.writeString(temporary, page, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
