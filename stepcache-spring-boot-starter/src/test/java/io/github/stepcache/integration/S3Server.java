package io.github.stepcache.integration;

import io.github.stepcache.store.s3.S3Store;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** A server that speaks S3, in this process, with a bucket that is a directory. */
final class S3Server implements AutoCloseable {

    private static final String BUCKET = "outputs";
    private static final String ACCESS_KEY = "access-key-of-tests";
    private static final String SECRET_KEY = "secret-key-of-tests";

    private final S3Proxy server;

    S3Server(Path directory) throws IOException {
        Files.createDirectory(directory.resolve(BUCKET));
        server = S3Proxy.builder()
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
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    /** The bucket of such a server, which may be in another process. */
    static S3Store store(URI endpoint) {
        return S3Store.in(BUCKET)
                .endpoint(endpoint)
                .pathStyle(true)
                .credentials(ACCESS_KEY, SECRET_KEY)
                .build();
    }

    /** The settings of an application that keeps outputs in the bucket. */
    String[] settings() {
        String s3 = "--stepcache.store.remote.s3.";
        return new String[] {
            "--stepcache.store.enabled=true",
            "--stepcache.store.remote.push=true",
            s3 + "bucket=" + BUCKET,
            s3 + "endpoint=" + endpoint(),
            s3 + "path-style=true",
            s3 + "access-key=" + ACCESS_KEY,
            s3 + "secret-key=" + SECRET_KEY
        };
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
