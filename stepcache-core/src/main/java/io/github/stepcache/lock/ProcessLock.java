package io.github.stepcache.lock;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The lock on a step across processes: an operating-system lock on a hidden file, which dies with its owner. The file
 * stays when the lock is released, for to delete it would take it from those who wait for it.
 *
 * <p>On Unix, closing any other channel on the file drops the lock of the whole process. So no channel may be opened
 * without a {@link Claim} that all class loaders of this process see.
 */
final class ProcessLock implements Closeable {

    private static final Set<OpenOption> CREATE_AND_WRITE =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    private static final Optional<Object> GONE = Optional.of("gone");

    private final FileChannel channel;

    private ProcessLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Wait for the lock.
     *
     * @throws IOException if the file system cannot lock
     */
    static ProcessLock acquire(Path file, LockWait wait) throws IOException {
        return new ProcessLock(lock(file, wait));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static FileChannel lock(Path file, LockWait wait) throws IOException {
        while (true) {
            Optional<FileChannel> channel = tryLock(file, wait);
            if (channel.isPresent()) {
                return channel.get();
            }
        }
    }

    /**
     * Lock the file, unless it was replaced or deleted, or the thread was interrupted, while that took its time. Which
     * file is there is asked before it is opened: a file that takes its place from then on shows.
     */
    private static Optional<FileChannel> tryLock(Path file, LockWait wait) throws IOException {
        Optional<Object> found = identity(file);
        FileChannel channel = open(file);
        boolean keep = false;
        try {
            Optional<Object> identity = found.equals(GONE) ? identity(file) : found;
            while (!tryLock(channel)) {
                wait.pause();
            }
            keep = !identity.equals(GONE) && identity.equals(identity(file));
            return keep ? Optional.of(channel) : Optional.empty();
        } catch (ClosedByInterruptException e) {
            wait.interrupted();
            return Optional.empty();
        } finally {
            if (!keep) {
                channel.close();
            }
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static FileChannel open(Path file) throws IOException {
        try {
            return FileChannel.open(file, CREATE_AND_WRITE);
        } catch (NoSuchFileException e) { // what is missing is its directory
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            return FileChannel.open(file, CREATE_AND_WRITE);
        }
    }

    /**
     * Tell one file from another, as far as the file system does.
     *
     * @throws IOException if it is something that must not be opened: a link leads elsewhere, and a pipe can hang
     */
    private static Optional<Object> identity(Path file) throws IOException {
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return GONE;
        }
        if (!attributes.isRegularFile()) {
            throw new IOException("something that is not a file stands in the place of the lock");
        }
        return Optional.ofNullable(attributes.fileKey());
    }
}
