package io.github.stepcache.store.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import software.amazon.awssdk.http.Abortable;

/** What a server sends where it has little to say; more than that breaks the answer off, since the client keeps it in memory. */
final class ShortStream extends FilterInputStream {

    private static final int LIMIT = 1 << 20;

    private final Abortable answer;
    private long came;
    private boolean closed;

    ShortStream(InputStream in, Abortable answer) {
        super(in);
        this.answer = answer;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        noted(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        noted(Math.max(0, read));
        return read;
    }

    /** The client reads the rest when it closes an answer, however long that is; so nothing is left of it by then. */
    @Override
    public void close() throws IOException {
        boolean first = !closed;
        closed = true;
        try {
            if (first && came <= LIMIT) {
                transferTo(OutputStream.nullOutputStream());
            }
        } finally {
            super.close();
        }
    }

    private void noted(int bytes) throws IOException {
        came += bytes;
        if (came > LIMIT) {
            answer.abort();
            throw new IOException("The answer has more than the " + LIMIT + " bytes that it can have");
        }
    }
}
