package io.github.stepcache.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.stepcache.store.RemoteStore;
import io.github.stepcache.store.RemoteStoreContract;
import io.github.stepcache.store.StoreException;
import io.github.stepcache.store.StoredName;
import io.github.stepcache.store.StoredName.Area;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class S3ProxyStoreTests extends RemoteStoreContract {

    private static final StoredName NAME = new StoredName(Area.BLOB, "5".repeat(64));

    @TempDir
    private static Path buckets;

    private static S3Server server;

    @BeforeAll
    static void startServer() throws IOException {
        server = S3Server.start(buckets);
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
    }

    @Override
    protected RemoteStore open() {
        return server.store().prefix("team/a").build();
    }

    @Override
    protected Map<String, RemoteStore> openUseless() throws IOException {
        return Map.of(
                "wrong secret key",
                server.store().credentials(S3Server.ACCESS_KEY, wrongKey()).build(),
                "wrong access key",
                server.store().credentials("nobody", S3Server.SECRET_KEY).build(),
                "nobody listens",
                server.store().endpoint(nobody()).timeout(Duration.ofSeconds(2)).build());
    }

    @Override
    protected String secret() {
        return S3Server.SECRET_KEY;
    }

    @Test
    void objectsLieUnderThePrefix() throws IOException {
        try (RemoteStore store = server.store().prefix("/team/b/").build()) {
            store.put(NAME, Files.writeString(scratch.resolve("content"), "content"));

            assertThat(store.describe()).isEqualTo("s3://outputs/team/b");
            assertThat(buckets.resolve("outputs/team/b").resolve(NAME.path())).hasContent("content");
        }
    }

    @ParameterizedTest
    @CsvSource({"WHEN_SUPPORTED, true", "WHEN_SUPPORTED, false", "WHEN_REQUIRED, true", "WHEN_REQUIRED, false"})
    void eachKindOfChecksumsAndAddressesWorks(S3Checksums checksums, boolean pathStyle) throws IOException {
        Path content = Files.write(scratch.resolve("content"), new byte[100_000]);
        String prefix = checksums + "-" + pathStyle;
        try (RemoteStore store = server.store()
                .prefix(prefix)
                .checksums(checksums)
                .pathStyle(pathStyle)
                .build()) {
            store.put(NAME, content);

            assertThat(store.has(NAME)).isTrue();
            Path got = scratch.resolve("got");
            try (var to = Files.newOutputStream(got)) {
                assertThat(store.get(NAME, 100_000, to)).isTrue();
            }
            assertThat(got).hasSameBinaryContentAs(content);
        }
    }

    @Test
    void checkSaysWhatToMend() throws IOException {
        assertProblem(
                server.store().credentials(S3Server.ACCESS_KEY, wrongKey()),
                "The secret key is wrong",
                "check the key");
        assertProblem(server.store().credentials("nobody", S3Server.SECRET_KEY), "access key is not known");
        assertProblem(
                S3Store.in("other")
                        .endpoint(server.endpoint())
                        .pathStyle(true)
                        .credentials(S3Server.ACCESS_KEY, S3Server.SECRET_KEY),
                "There is no such bucket");
    }

    private static void assertProblem(S3StoreBuilder settings, String... words) throws IOException {
        try (RemoteStore store = settings.build()) {
            assertThatThrownBy(store::check)
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.isPassing()).isFalse())
                    .hasMessageContainingAll(words)
                    .hasMessageNotContainingAny(S3Server.ACCESS_KEY, S3Server.SECRET_KEY, wrongKey());
        }
    }

    /** One that would show: it is part of the right one, or the other way round. */
    private static String wrongKey() {
        return S3Server.SECRET_KEY + "-mistyped";
    }

    private static URI nobody() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
    }
}
