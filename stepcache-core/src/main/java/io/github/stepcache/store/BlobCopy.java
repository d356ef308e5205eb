package io.github.stepcache.store;

import io.github.stepcache.fingerprint.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.Set;
import java.util.function.LongConsumer;

/** Copies files, and says what the copies hold. A link is never followed, and nothing but a regular file is opened. */
final class BlobCopy {

    private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    private static final int BUFFER = 1 << 17;

    private BlobCopy() {}

    /**
     * Copy a file.
     *
     * @param source the file
     * @param target the copy; there must be nothing yet
     * @param limit how many bytes it can have at most; of a file that has more, the rest is not copied
     * @param moved told how many bytes were copied, since it was told last
     * @return what the copy holds
     */
    static Content copy(Path source, Path target, long limit, LongConsumer moved) throws IOException {
        try (FileChannel in = open(source);
                HashedFile out = new HashedFile(target, moved)) {
            // One byte more than there should be, so that the end shows
            ByteBuffer buffer = ByteBuffer.allocate(1 + (int) Math.min(BUFFER - 1, limit));
            long left = limit;
            while (left >= 0) {
                int read = in.read(buffer.clear().limit(1 + (int) Math.min(buffer.capacity() - 1, left)));
                if (read < 0) {
                    break;
                }
                out.write(buffer.array(), 0, read);
                left -= read;
            }
            return out.content();
        }
    }

    /** Say what a file holds. */
    static Content read(Path file) throws IOException {
        try (FileChannel in = open(file)) {
            MessageDigest digest = Sha256.start();
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
            long size = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer.clear())) {
                digest.update(buffer.array(), 0, read);
                size += read;
            }
            return new Content(size, Sha256.hex(digest.digest()));
        }
    }

    private static FileChannel open(Path file) throws IOException {
        if (!Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .isRegularFile()) { // a pipe would be waited for
            throw new FileSystemException(file.toString(), null, "it is not a file");
        }
        return FileChannel.open(file, READ);
    }
}
