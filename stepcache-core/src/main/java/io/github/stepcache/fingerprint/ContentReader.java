package io.github.stepcache.fingerprint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Set;

/**
 * Hashes the content of files, one after the other, in the same buffer. A file that changes meanwhile is hashed as it was
 * read, up to where it ended then; a size alone is never taken for the end. An interrupt has to wait until a file is
 * read. Not safe for use by many threads.
 */
final class ContentReader {

    private static final Set<OpenOption> READ_NO_LINK = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    /** Enough for most files, and cheap to make for one. */
    private static final int SMALL_BUFFER = 1 << 14;

    private static final int LARGE_BUFFER = 1 << 18;

    /** From there on, what another thread reads ahead is worth the trouble. */
    private static final int LARGE_FILE = 1 << 22;

    private static final long UNKNOWN_SIZE = -1;

    private final HashThreads threads;
    private final ReadWatch watch;
    private final MessageDigest digest = Sha256.start();
    private ByteBuffer buffer = ByteBuffer.allocate(SMALL_BUFFER);

    /**
     * Make a reader.
     *
     * @param threads of which an idle one reads ahead in a large file
     */
    ContentReader(HashThreads threads) {
        this(threads, ReadWatch.NONE);
    }

    /**
     * Make a reader.
     *
     * @param threads of which an idle one reads ahead in a large file
     * @param watch told what is read
     */
    ContentReader(HashThreads threads, ReadWatch watch) {
        this.threads = threads;
        this.watch = watch;
    }

    /** Hash the content of a file, or of that to which a link leads. */
    byte[] hash(Path file) throws IOException {
        return hash(() -> Files.newByteChannel(file), UNKNOWN_SIZE);
    }

    /**
     * Hash the content of a file in an open directory; a link is an error.
     *
     * @param size what the system said of its size a moment ago: saves a call where a small file still has it
     */
    byte[] hash(SecureDirectoryStream<Path> directory, Path name, long size) throws IOException {
        return hash(() -> directory.newByteChannel(name, READ_NO_LINK), size);
    }

    /** Hash what a file holds from when it is opened to its end. */
    byte[] hash(Opening file, long size) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                digest.reset();
                try (ReadableByteChannel content = file.open()) {
                    readToTheEnd(content, size);
                    watch.ended();
                    return digest.digest();
                } catch (ClosedByInterruptException e) {
                    if (!Thread.interrupted()) {
                        throw e;
                    }
                    interrupted = true; // the file is read again, from its beginning
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void readToTheEnd(ReadableByteChannel content, long size) throws IOException {
        long total = 0;
        for (int read = fill(content); read >= 0; read = fill(content)) {
            digest.update(buffer.array(), 0, read);
            watch.read(read);
            total += read;
            if (total == size && buffer.hasRemaining()) {
                return; // there was room for more, and the size is no other: two witnesses for the end
            }
            if (total >= LARGE_FILE && ReadAhead.hashRest(content, digest, threads, watch)) {
                return;
            }
            if (!buffer.hasRemaining() && buffer.capacity() == SMALL_BUFFER) {
                buffer = ByteBuffer.allocate(LARGE_BUFFER);
            }
        }
    }

    private int fill(ReadableByteChannel content) throws IOException {
        return content.read(buffer.clear());
    }

    /** A way to open a file. */
    interface Opening {
        ReadableByteChannel open() throws IOException;
    }
}
