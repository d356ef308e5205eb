package io.github.stepcache.store.s3;

import io.github.stepcache.store.RemoteStore;
import io.github.stepcache.store.StoreException;
import io.github.stepcache.store.StoredName;
import io.github.stepcache.store.StoredName.Area;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Keeps outputs in a bucket of S3, or of a server that is compatible, under {@code <prefix>/ac/} and {@code <prefix>/cas/}.
 * Needs {@code software.amazon.awssdk:s3}, with one of its HTTP clients that block.
 */
public final class S3Store implements RemoteStore {

    private static final int BUFFER = 64 * 1024;
    private static final String BINARY = "application/octet-stream";

    /** No run has this key, but by a chance that does not matter here. */
    private static final StoredName NOTHING = new StoredName(Area.RECORD, "0".repeat(64));

    private final String bucket;
    private final String prefix;
    private final S3Connection connection;

    private S3Store(String bucket, String prefix, S3Connection connection) {
        this.bucket = bucket;
        this.prefix = prefix;
        this.connection = connection;
    }

    /**
     * Keep outputs in a bucket.
     *
     * @param bucket its name
     * @return a builder; all else has a default
     */
    public static S3StoreBuilder in(String bucket) {
        return new S3StoreBuilder(bucket);
    }

    /**
     * Keep outputs in a bucket, with a client that others made. It should not try again by itself, and needs timeouts.
     *
     * @param client the client; not closed with the store
     * @param bucket the name of the bucket
     * @param prefix what the names of objects begin with; may be empty
     * @return the store
     */
    public static S3Store of(S3Client client, String bucket, String prefix) {
        return of(bucket, prefix, S3Connection.of(client));
    }

    static S3Store of(String bucket, String prefix, S3Connection connection) {
        return new S3Store(bucket, prefix.replaceAll("^/+|/+$", ""), connection);
    }

    @Override
    public String describe() {
        return "s3://" + bucket + (prefix.isEmpty() ? "" : "/" + prefix);
    }

    /** Reads as stores are read, since a server gives no reasons to those who only ask for the head of something. */
    @Override
    public void check() throws IOException {
        try (ResponseInputStream<GetObjectResponse> in = open(NOTHING)) {
            in.abort();
            throw new StoreException("It has what nobody can have kept there: is the endpoint that of S3?", false);
        } catch (NoSuchKeyException asItShouldBe) {
            return;
        } catch (S3Exception e) {
            if (e.statusCode() == 404 && S3Answer.code(e).isEmpty()) {
                throw new StoreException("What answers there does not answer as S3 does: check the endpoint.", false);
            }
            throw S3Answer.of(e);
        } catch (SdkException e) {
            throw S3Answer.of(e);
        }
    }

    @Override
    public boolean get(StoredName name, long limit, OutputStream to) throws IOException {
        try (ResponseInputStream<GetObjectResponse> in = open(name)) {
            boolean complete = false;
            try {
                copy(in, limit, to);
                complete = true;
            } finally {
                if (!complete) {
                    in.abort(); // to close it would read the rest
                }
            }
            return true;
        } catch (SdkException e) {
            if (S3Answer.isAbsent(e)) {
                return false;
            }
            throw S3Answer.of(e);
        }
    }

    @Override
    public boolean has(StoredName name) throws IOException {
        S3Client client = connection.client();
        try {
            client.headObject(request -> request.bucket(bucket).key(key(name)));
            return true;
        } catch (SdkException e) {
            if (S3Answer.isAbsent(e)) {
                return false;
            }
            throw S3Answer.of(e);
        }
    }

    @Override
    public void put(StoredName name, Path content) throws IOException {
        S3Client client = connection.client();
        long size = Files.size(content);
        ContentStreamProvider bytes = ContentStreamProvider.fromInputStreamSupplier(() -> open(content));
        try {
            client.putObject(
                    request -> request.bucket(bucket).key(key(name)),
                    RequestBody.fromContentProvider(bytes, size, BINARY));
        } catch (UncheckedIOException e) {
            throw e.getCause(); // the file
        } catch (SdkException e) {
            throw S3Answer.of(e);
        }
    }

    @Override
    public void close() {
        connection.close();
    }

    private ResponseInputStream<GetObjectResponse> open(StoredName name) throws IOException {
        return connection.client().getObject(request -> request.bucket(bucket).key(key(name)));
    }

    private String key(StoredName name) {
        return prefix.isEmpty() ? name.path() : prefix + '/' + name.path();
    }

    private static void copy(ResponseInputStream<GetObjectResponse> in, long limit, OutputStream to)
            throws IOException {
        @Nullable Long announced = in.response().contentLength();
        if (announced != null && announced > limit) {
            throw tooLarge(limit);
        }
        byte[] buffer = new byte[BUFFER];
        long total = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            total += read;
            if (total > limit) {
                throw tooLarge(limit);
            }
            to.write(buffer, 0, read);
        }
        if (announced != null && total != announced) {
            throw new EOFException("It ended after " + total + " of " + announced + " bytes");
        }
    }

    private static StoreException tooLarge(long limit) {
        return new StoreException("It has more than the " + limit + " bytes that it can have", false);
    }

    private static InputStream open(Path content) {
        try {
            return Files.newInputStream(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
