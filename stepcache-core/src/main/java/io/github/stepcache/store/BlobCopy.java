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
import org.jspecify.annotations.Nullable;

/**
 * Copies files, and says what the copies hold. A link is never followed, and nothing but a regular file is opened. The
 * permissions of a copy are those of any new file.
 *
 * <p>Large files are left to the system: where the JDK asks it to (25 does on Linux, 17 does not) and the file system can (xfs, btrfs),
 * the copy shares its blocks with the original until one of them changes. Then, the copy is read. Small files are hashed on
 * the way, which is faster than to share their few blocks.
 */
final class BlobCopy {

    private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    private static final Set<OpenOption> CREATE =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    private static final int BUFFER = 1 << 17;

    /** In one piece, and at borders of blocks: else nothing would be shared. */
    private static final long PIECE = 1L << 30;

    private final MessageDigest digest = Sha256.start();
    private final LongConsumer moved;
    private final ByteBuffer buffer;
    private long size;

    private BlobCopy(int buffer, LongConsumer moved) {
        this.buffer = ByteBuffer.allocate(buffer);
        this.moved = moved;
    }

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
                FileChannel out = FileChannel.open(target, CREATE)) {
            BlobCopy copy = new BlobCopy(1 + (int) Math.min(BUFFER - 1, limit), moved);
            if (limit >= BUFFER) {
                transfer(in, out, Math.min(limit, in.size()));
                copy.read(out.position(0), Long.MAX_VALUE, null);
            }
            // Where the system has copied all, this sees that nothing follows.
            copy.read(in.position(copy.size), limit - copy.size, out);
            return copy.content();
        }
    }

    /** Say what a file holds. */
    static Content read(Path file) throws IOException {
        try (FileChannel in = open(file)) {
            BlobCopy reader = new BlobCopy(BUFFER, bytes -> {});
            reader.read(in, Long.MAX_VALUE, null);
            return reader.content();
        }
    }

    private static FileChannel open(Path file) throws IOException {
        if (!Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .isRegularFile()) { // a pipe would be waited for
            throw new FileSystemException(file.toString(), null, "it is not a file");
        }
        return FileChannel.open(file, READ);
    }

    private static void transfer(FileChannel in, FileChannel out, long count) throws IOException {
        long done = 0;
        while (done < count) {
            long now = in.transferTo(done, Math.min(PIECE, count - done), out);
            if (now <= 0) {
                return; // the file was shortened, or the system does not copy it
            }
            done += now;
        }
    }

    /** Read on, and one byte further than there should be any, so that the end shows. */
    private void read(FileChannel in, long limit, @Nullable FileChannel copy) throws IOException {
        long left = limit;
        while (left >= 0) {
            int read = in.read(buffer.clear().limit(1 + (int) Math.min(buffer.capacity() - 1, left)));
            if (read < 0) {
                return;
            }
            digest.update(buffer.array(), 0, read);
            size += read;
            left -= read;
            buffer.flip();
            while (copy != null && buffer.hasRemaining()) {
                copy.write(buffer);
            }
            moved.accept(read);
        }
    }

    private Content content() {
        return new Content(size, Sha256.hex(digest.digest()));
    }
}
