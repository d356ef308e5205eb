package io.github.stepcache.fingerprint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.security.MessageDigest;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Reads a large file on one thread while another hashes what was read. Three buffers go round, so that neither has to
 * wait for long.
 */
final class ReadAhead {

    private static final int BUFFERS = 3;
    private static final int BUFFER_SIZE = 1 << 20;
    private static final int END = -1;

    private final ReadableByteChannel content;
    private final byte[][] buffers = new byte[BUFFERS][];
    private final int[] lengths = new int[BUFFERS];
    private final Semaphore free = new Semaphore(BUFFERS);
    private final Semaphore full = new Semaphore(0);
    private @Nullable Throwable failure; // set before the end is
    private volatile boolean abandoned;

    private ReadAhead(ReadableByteChannel content) {
        this.content = content;
    }

    /**
     * Hash the rest of a file, if there is an idle thread to read it.
     *
     * @return whether there was; if not, nothing was read
     * @throws IOException if the file could not be read to its end
     */
    static boolean hashRest(ReadableByteChannel content, MessageDigest digest, HashThreads threads, ReadWatch watch)
            throws IOException {
        ReadAhead ahead = new ReadAhead(content);
        if (!threads.lend(ahead::read)) {
            return false;
        }
        try {
            ahead.hash(digest, watch);
        } finally {
            ahead.abandon();
        }
        Failure.rethrow(ahead.failure);
        return true;
    }

    private void read() {
        int length = 0;
        for (int turn = 0; length != END; turn = (turn + 1) % BUFFERS) {
            free.acquireUninterruptibly();
            length = abandoned ? END : fill(turn);
            lengths[turn] = length;
            full.release();
        }
    }

    private int fill(int turn) {
        try {
            if (buffers[turn] == null) {
                buffers[turn] = new byte[BUFFER_SIZE];
            }
            return content.read(ByteBuffer.wrap(buffers[turn]));
        } catch (Throwable e) { // it is the other thread's to throw
            failure = e;
            return END;
        }
    }

    private void hash(MessageDigest digest, ReadWatch watch) {
        full.acquireUninterruptibly();
        for (int turn = 0; lengths[turn] != END; turn = (turn + 1) % BUFFERS) {
            digest.update(buffers[turn], 0, lengths[turn]);
            watch.read(lengths[turn]);
            free.release();
            full.acquireUninterruptibly();
        }
    }

    /** Let the reading end, also where the hashing failed. */
    private void abandon() {
        abandoned = true;
        free.release();
    }
}
