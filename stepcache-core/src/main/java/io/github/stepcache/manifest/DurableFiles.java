package io.github.stepcache.manifest;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** Changes to files that are on the disk when the method returns, and not only on their way to it (contract 3.3). */
public final class DurableFiles {

    private DurableFiles() {}

    /** What a file is to hold, which need not all be in memory at once. */
    interface Content {

        /** Write all of it, from the beginning. */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Replace a file: whoever looks sees the old content or the new one, and never a part.
     *
     * @param target the file to replace or create
     * @param temporary a file in the same directory that nobody else uses
     * @param content the new content
     * @throws IOException if the new content is not safely on the disk; the temporary file is gone then as well
     */
    static void replace(Path target, Path temporary, Content content) throws IOException {
        try {
            create(temporary, content);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            deleteQuietly(temporary, e);
            throw e;
        }
        forceDirectory(directoryOf(target));
    }

    /** Delete a file if it is there. */
    static void delete(Path file) throws IOException {
        if (Files.deleteIfExists(file)) {
            forceDirectory(directoryOf(file));
        }
    }

    /** Empty a file, and leave it where it is. Anything else is not opened: with a pipe, that could take for ever. */
    static void truncate(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileSystemException(file.toString(), null, "it is not a file");
        }
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING, LinkOption.NOFOLLOW_LINKS)) {
            channel.force(true);
        }
    }

    /**
     * Force what was written to a file or directory to the disk.
     *
     * @param path a regular file or a directory
     * @throws IOException if the system cannot promise it
     */
    public static void force(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            forceDirectory(path);
        } else {
            // Some systems want a file open for writing before they force it; a read-only output need not be so.
            StandardOpenOption access = Files.isWritable(path) ? StandardOpenOption.WRITE : StandardOpenOption.READ;
            try (FileChannel channel = FileChannel.open(path, access)) {
                channel.force(true);
            }
        }
    }

    private static void create(Path file, Content content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel));
            content.writeTo(out);
            out.flush();
            channel.force(true);
        }
    }

    /** Only systems of the Unix family let a directory be opened; the others have no such call, nor need one. */
    private static void forceDirectory(Path directory) throws IOException {
        if (directory.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static Path directoryOf(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file lies in a directory");
    }

    private static void deleteQuietly(Path temporary, IOException cause) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }
}
