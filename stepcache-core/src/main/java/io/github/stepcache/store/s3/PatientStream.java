package io.github.stepcache.store.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;

/** What a server sends, as long as enough of it comes in a time; one byte now and then is not enough. */
final class PatientStream extends FilterInputStream {

    private static final int ENOUGH = 8 << 10;

    private final long patience;
    private long waited;
    private long came;

    PatientStream(InputStream in, long patienceNanos) {
        super(in);
        this.patience = patienceNanos;
    }

    @Override
    public int read() throws IOException {
        long start = System.nanoTime();
        int read = super.read();
        noted(read < 0 ? 0 : 1, start);
        return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        long start = System.nanoTime();
        int read = super.read(buffer, offset, length);
        noted(read, start);
        return read;
    }

    /** The time that the reader takes for itself does not count. */
    private void noted(int bytes, long start) throws IOException {
        waited += System.nanoTime() - start;
        came += bytes;
        if (came >= ENOUGH) {
            waited = 0;
            came = 0;
        } else if (bytes > 0 && waited > patience) {
            throw new SocketTimeoutException("Only " + came + " bytes came in time");
        }
    }
}
