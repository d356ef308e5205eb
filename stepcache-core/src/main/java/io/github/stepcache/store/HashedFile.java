package io.github.stepcache.store;

import io.github.stepcache.fingerprint.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.function.LongConsumer;

/** A new file that hashes what is written into it. Its permissions are those of any new file. Not for many threads. */
final class HashedFile extends OutputStream {

    private final FileChannel channel;
    private final LongConsumer moved;
    private final MessageDigest digest = Sha256.start();
    private long size;
    private boolean failed;

    /**
     * Create it.
     *
     * @param file where; there must be nothing yet
     * @param moved told how many bytes were written, since it was told last
     */
    HashedFile(Path file, LongConsumer moved) throws IOException {
        this.channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        this.moved = moved;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
        failed = true;
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        failed = false;
        digest.update(bytes, offset, length);
        size += length;
        moved.accept(length);
    }

    /** Tell whether the file could not be written to. */
    boolean hasFailed() {
        return failed;
    }

    /** Say what has been written, at the end. */
    Content content() {
        return new Content(size, Sha256.hex(digest.digest()));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
