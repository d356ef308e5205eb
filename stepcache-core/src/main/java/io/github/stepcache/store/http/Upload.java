package io.github.stepcache.store.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;

/** A file on its way to a server; who waits for the answer sees that it moves on. */
final class Upload extends FilterInputStream {

    private final Patience patience;

    private Upload(InputStream content, Patience patience) {
        super(content);
        this.patience = patience;
    }

    /**
     * Send a file.
     *
     * @param content its content; not closed
     * @param size how many bytes these are: with fewer or more, the request fails
     * @param patience is told how many bytes have been taken
     */
    static BodyPublisher of(InputStream content, long size, Patience patience) {
        if (size == 0) {
            return BodyPublishers.noBody();
        }
        return BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> new Upload(content, patience)), size);
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        patience.sent(1);
        return read;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int count = super.read(bytes, from, length);
        patience.sent(Math.max(count, 0));
        return count;
    }

    /** Who opened the file closes it. */
    @Override
    public void close() {}
}
