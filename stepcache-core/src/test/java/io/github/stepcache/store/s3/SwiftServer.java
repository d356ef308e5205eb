package io.github.stepcache.store.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Debian's OpenStack Swift, with its S3 API, in a process of its own that ends with this one. */
final class SwiftServer implements Closeable {

    static final String BUCKET = "outputs";
    static final String ACCESS_KEY = "tests:builder";
    static final String SECRET_KEY = "secret-key-of-swift";

    /** Debian's, which has Swift, and not another that may come first on the path. */
    private static final String PYTHON = "/usr/bin/python3";

    private static final Path SCRIPT = Path.of("src/test/swift/swift-server.py");

    private final Process process;
    private final URI endpoint;

    private SwiftServer(Process process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    /** Start it below a directory, with a bucket. */
    static SwiftServer start(Path directory) throws IOException {
        Path errors = directory.resolve("errors.txt");
        Process process = new ProcessBuilder(
                        PYTHON, SCRIPT.toAbsolutePath().toString(), directory.toString(), ACCESS_KEY, SECRET_KEY)
                .redirectError(errors.toFile())
                .start();
        BufferedReader out = process.inputReader(UTF_8);
        String port = out.readLine();
        if (port == null) {
            process.destroyForcibly();
            throw new IOException("Swift did not start: " + Files.readString(errors));
        }
        SwiftServer server = new SwiftServer(process, URI.create("http://localhost:" + port));
        server.createBucket();
        return server;
    }

    private void createBucket() {
        try (S3Client client = S3Client.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, SECRET_KEY)))
                .build()) {
            client.createBucket(request -> request.bucket(BUCKET));
        }
    }

    URI endpoint() {
        return endpoint;
    }

    /** A store in the bucket, with the right settings. */
    S3StoreBuilder store() {
        return S3Store.in(BUCKET)
                .endpoint(endpoint)
                .pathStyle(true)
                .checksums(S3Checksums.WHEN_REQUIRED)
                .credentials(ACCESS_KEY, SECRET_KEY);
    }

    /** It ends when its standard input does. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
