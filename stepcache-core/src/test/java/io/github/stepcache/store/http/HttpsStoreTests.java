package io.github.stepcache.store.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.stepcache.store.StoreException;
import io.github.stepcache.store.StoredName;
import io.github.stepcache.store.StoredName.Area;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A store behind HTTPS: trusted or not, and never left for plain HTTP. */
@Timeout(60)
class HttpsStoreTests {

    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final StoredName NAME = new StoredName(Area.BLOB, "ab".repeat(32));

    private static final ExecutorService THREADS = Executors.newCachedThreadPool();
    private static HttpsServer server;
    private static SSLContext context;

    @BeforeAll
    static void startServer(@TempDir Path directory) throws Exception {
        context = selfSigned(directory.resolve("keys"));
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.setExecutor(THREADS);
        server.start();
    }

    @AfterAll
    static void stopServer() {
        server.stop(0);
        THREADS.shutdownNow();
    }

    @Test
    void trustedServerIsUsed() throws Exception {
        serve("/trusted", 200, null);
        HttpStore store = HttpStore.at(at("/trusted")).sslContext(context).build();
        ByteArrayOutputStream got = new ByteArrayOutputStream();

        assertThat(store.get(NAME, 100, got)).isTrue();
        assertThat(got).hasToString("content");
    }

    @Test
    void serverThatIsNotTrustedIsNotAskedAgain() {
        HttpStore store = HttpStore.at(at("/well")).build();

        assertThatThrownBy(store::check)
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.isPassing()).isFalse())
                .hasMessageStartingWith("Its certificate is not trusted: ");
    }

    @Test
    void plainHttpIsNotFollowedTo() throws Exception {
        try (FaultyServer plain = new FaultyServer()) {
            plain.contents().put("/cache/" + NAME.path(), "content".getBytes(UTF_8));
            serve("/unsafe", 302, plain.uri() + "/" + NAME.path());
            HttpStore store = HttpStore.at(at("/unsafe"))
                    .sslContext(context)
                    .bearer("sesame-5491")
                    .build();

            assertThatThrownBy(() -> store.get(NAME, 100, new ByteArrayOutputStream()))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("302");
            assertThat(plain.heads()).isEmpty();
        }
    }

    @Test
    void httpsIsFollowedTo() throws Exception {
        serve("/well", 200, null);
        serve("/moved", 302, "/well/" + NAME.path());
        HttpStore store = HttpStore.at(at("/moved")).sslContext(context).build();

        assertThat(store.has(NAME)).isTrue();
    }

    private static void serve(String path, int status, @Nullable String location) {
        server.createContext(path + "/" + NAME.path(), exchange -> {
            try (exchange) {
                if (location != null) {
                    exchange.getResponseHeaders().set("Location", location);
                }
                byte[] content = "content".getBytes(UTF_8);
                boolean head = exchange.getRequestMethod().equals("HEAD");
                exchange.sendResponseHeaders(status, head ? -1 : content.length);
                if (!head) {
                    exchange.getResponseBody().write(content);
                }
            }
        });
    }

    private static URI at(String path) {
        return URI.create("https://localhost:" + server.getAddress().getPort() + path);
    }

    /** A server's key, and trust in it. */
    private static SSLContext selfSigned(Path file) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of("-genkeypair", "-alias", "server", "-keyalg", "EC", "-dname", "CN=localhost"));
        command.addAll(List.of("-ext", "SAN=dns:localhost", "-storetype", "PKCS12", "-keystore", file.toString()));
        command.addAll(List.of("-storepass", new String(PASSWORD)));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        assertThat(keytool.getInputStream().readAllBytes()).asString(UTF_8).doesNotContain("Exception");
        assertThat(keytool.waitFor()).isZero();

        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keyManagers.init(keys, PASSWORD);
        TrustManagerFactory trustManagers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trustManagers.init(keys);
        SSLContext both = SSLContext.getInstance("TLS");
        both.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
        return both;
    }
}
