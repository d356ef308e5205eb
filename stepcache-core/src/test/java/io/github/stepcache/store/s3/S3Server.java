package io.github.stepcache.store.s3;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** A server that speaks S3, in this process, with buckets that are directories. */
public final class S3Server implements Closeable {

    public static final String BUCKET = "outputs";
    public static final String ACCESS_KEY = "access-key-of-tests";
    public static final String SECRET_KEY = "secret-key-of-tests";

    private final S3Proxy server;

    private S3Server(S3Proxy server) {
        this.server = server;
    }

    /** Start one, with a bucket, on a free port. */
    public static S3Server start(Path directory) throws IOException {
        Files.createDirectory(directory.resolve(BUCKET));
        S3Proxy server = S3Proxy.builder()
                .blobStore(new FilesystemNio2BlobStore(directory.toString()))
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, SECRET_KEY)
                .stopTimeout(0)
                .build();
        try {
            server.start();
        } catch (Exception e) { // declared so
            throw new IOException(e);
        }
        return new S3Server(server);
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    /** A store in the bucket, with the right credentials. */
    public S3StoreBuilder store() {
        return S3Store.in(BUCKET).endpoint(endpoint()).pathStyle(true).credentials(ACCESS_KEY, SECRET_KEY);
    }

    @Override
    public void close() throws IOException {
        try {
            server.stop();
        } catch (Exception e) { // declared so
            throw new IOException(e);
        }
    }
}
