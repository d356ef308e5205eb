package io.github.stepcache.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.stepcache.store.RemoteStore;
import io.github.stepcache.store.RemoteStoreContract;
import io.github.stepcache.store.StoreException;
import io.github.stepcache.store.StoredName;
import io.github.stepcache.store.StoredName.Area;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Needs Debian's packages swift-proxy, swift-account, swift-container and swift-object. */
@Tag("servers")
class SwiftStoreTests extends RemoteStoreContract {

    @TempDir
    private static Path directory;

    private static SwiftServer server;

    @BeforeAll
    static void startServer() throws IOException {
        server = SwiftServer.start(directory);
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Override
    protected RemoteStore open() {
        return server.store().prefix("team/a").build();
    }

    @Override
    protected Map<String, RemoteStore> openUseless() {
        return Map.of(
                "wrong secret key",
                server.store()
                        .credentials(SwiftServer.ACCESS_KEY, SwiftServer.SECRET_KEY + "-mistyped")
                        .build(),
                "wrong access key",
                server.store()
                        .credentials("tests:nobody", SwiftServer.SECRET_KEY)
                        .build(),
                "nobody listens",
                server.store()
                        .endpoint(URI.create("http://localhost:1"))
                        .timeout(Duration.ofSeconds(2))
                        .build());
    }

    @Override
    protected String secret() {
        return SwiftServer.SECRET_KEY;
    }

    @Test
    void bucketThatIsNotThereIsTold() throws IOException {
        try (RemoteStore store = S3Store.in("other")
                .endpoint(server.endpoint())
                .pathStyle(true)
                .checksums(S3Checksums.WHEN_REQUIRED)
                .credentials(SwiftServer.ACCESS_KEY, SwiftServer.SECRET_KEY)
                .build()) {
            assertThatThrownBy(store::check)
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.isPassing()).isFalse())
                    .hasMessageContaining("There is no such bucket");
        }
    }

    @Test
    void newerChecksumsAreTooNewForItAndThatIsTold() throws IOException {
        Path content = Files.writeString(scratch.resolve("content"), "content");
        try (RemoteStore store =
                server.store().checksums(S3Checksums.WHEN_SUPPORTED).build()) {
            assertThatThrownBy(() -> store.put(new StoredName(Area.BLOB, "3".repeat(64)), content))
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.isPassing()).isFalse())
                    .hasMessageContaining("checksums when required may help");
        }
    }
}
