package io.github.stepcache.store.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.github.stepcache.store.StoredName;
import io.github.stepcache.store.StoredName.Area;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a store behind HTTP is declared, and how much it holds in memory. */
@Timeout(120)
class HttpStoreTests {

    private static final String SECRET = "sesame-5491";
    private static final StoredName NAME = new StoredName(Area.BLOB, "ab".repeat(32));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://localhost/cache",
                "cache",
                "//localhost/cache",
                "http:cache",
                "http:///cache",
                "http://user:sesame-5491@localhost/cache",
                "https://sesame-5491@localhost/cache",
                "http://localhost/cache?token=sesame-5491",
                "http://localhost/cache#sesame-5491",
                "http://localhost:99999/cache"
            })
    void addressThatIsNoneIsRefusedWithoutBeingShown(String address) {
        assertThatThrownBy(() -> HttpStore.at(URI.create(address)))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain(SECRET)
                .startsWith("The address of a store ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://LOCALHOST:1/a%20b", "https://localhost", "http://[::1]:1/cache"})
    void storeIsCalledByItsAddress(String address) {
        assertThat(HttpStore.at(URI.create(address)).bearer(SECRET).build())
                .hasToString(address)
                .extracting(HttpStore::describe)
                .isEqualTo(address);
        assertThat(HttpStore.at(URI.create(address + "//")).build().describe()).isEqualTo(address);
    }

    @Test
    void credentialsThatHttpCannotSendAreRefusedWithoutBeingShown() {
        HttpStore.Builder builder = HttpStore.at(URI.create("http://localhost"));

        assertThatThrownBy(() -> builder.bearer(SECRET + "\r\nX-Evil: 1"))
                .message()
                .doesNotContain(SECRET);
        assertThatThrownBy(() -> builder.bearer("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.bearer("sésame")).message().doesNotContain("sésame");
        assertThatThrownBy(() -> builder.basic("a:b", SECRET)).message().doesNotContain(SECRET);
        assertThatThrownBy(() -> builder.basic("user", SECRET + "\n")).message().doesNotContain(SECRET);
        assertThat(Credentials.basic("user", SECRET)).hasToString("***");
        assertThat(Credentials.NONE).hasToString("none");
    }

    @Test
    void timeoutIsLongerThanZeroAndMayBeEndless() {
        HttpStore.Builder builder = HttpStore.at(URI.create("http://localhost"));

        assertThatThrownBy(() -> builder.timeout(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.timeout(Duration.ofSeconds(-1))).isInstanceOf(IllegalArgumentException.class);
        assertThat(builder.timeout(Duration.ofSeconds(Long.MAX_VALUE)).build()).isNotNull();
    }

    /** The tests have 512 MB. */
    @Test
    void fileThatIsLargerThanTheMemoryGoesThereAndBack(@TempDir Path scratch) throws IOException {
        long size = 1L << 30;
        AtomicLong received = new AtomicLong();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                if (exchange.getRequestMethod().equals("PUT")) {
                    received.set(exchange.getRequestBody().transferTo(OutputStream.nullOutputStream()));
                    exchange.sendResponseHeaders(201, -1);
                } else {
                    exchange.sendResponseHeaders(200, size);
                    byte[] zeros = new byte[1 << 20];
                    for (long sent = 0; sent < size; sent += zeros.length) {
                        exchange.getResponseBody().write(zeros);
                    }
                }
            }
        });
        server.start();
        try {
            HttpStore store = HttpStore.at(
                            URI.create("http://localhost:" + server.getAddress().getPort()))
                    .build();
            Path sparse = scratch.resolve("sparse");
            try (RandomAccessFile file = new RandomAccessFile(sparse.toFile(), "rw")) {
                file.setLength(size);
            }
            store.put(NAME, sparse);
            assertThat(received).hasValue(size);

            received.set(0);
            OutputStream counting = new OutputStream() {
                @Override
                public void write(int b) {
                    received.incrementAndGet();
                }

                @Override
                public void write(byte[] bytes, int from, int length) {
                    received.addAndGet(length);
                }
            };
            assertThat(store.get(NAME, size, counting)).isTrue();
            assertThat(received).hasValue(size);
        } finally {
            server.stop(0);
        }
    }
}
