package io.github.stepcache.store.s3;

import io.github.stepcache.store.StoreException;
import java.io.Closeable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/** The client of a store, made when it is first needed, since to make one may ask files and the network for the region. */
final class S3Connection implements Closeable {

    private final Supplier<S3Client> maker;
    private final boolean owned;
    private @Nullable S3Client client;
    private boolean closed;

    private S3Connection(Supplier<S3Client> maker, boolean owned) {
        this.maker = maker;
        this.owned = owned;
    }

    /** With a client of its own. */
    static S3Connection lazy(Supplier<S3Client> maker) {
        return new S3Connection(maker, true);
    }

    /** With somebody else's client, which is not closed. */
    static S3Connection of(S3Client client) {
        return new S3Connection(() -> client, false);
    }

    /**
     * Give the client.
     *
     * @throws StoreException if none can be made from these settings, or if this was closed
     */
    synchronized S3Client client() throws StoreException {
        if (closed) {
            throw new StoreException("The store is closed", false);
        }
        if (client == null) {
            try {
                client = maker.get();
            } catch (SdkException | IllegalArgumentException e) {
                throw S3Answer.unusable(e);
            }
        }
        return client;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (client != null && owned) {
            client.close();
        }
    }
}
