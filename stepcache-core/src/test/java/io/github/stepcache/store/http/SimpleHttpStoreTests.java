package io.github.stepcache.store.http;

import io.github.stepcache.store.RemoteStore;
import io.github.stepcache.store.RemoteStoreContract;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** What every remote store does, over HTTP, against the server of the JDK. */
class SimpleHttpStoreTests extends RemoteStoreContract {

    private static final String SECRET = "sesame-5491";

    private static SimpleHttpCache server;

    @BeforeAll
    static void startServer() throws IOException {
        server = new SimpleHttpCache(SECRET);
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Override
    protected RemoteStore open() throws IOException {
        return HttpStore.at(server.at("/closed"))
                .basic(SimpleHttpCache.USER, SECRET)
                .build();
    }

    @Override
    protected Map<String, RemoteStore> openUseless() {
        return Map.of(
                "another password",
                HttpStore.at(server.at("/closed"))
                        .basic(SimpleHttpCache.USER, "not-" + SECRET)
                        .build(),
                "a token in place of a password",
                HttpStore.at(server.at("/closed")).bearer(SECRET).build(),
                "no password",
                HttpStore.at(server.at("/closed")).build(),
                "nobody listens",
                HttpStore.at(URI.create("http://localhost:1")).bearer(SECRET).build(),
                "there is no such host",
                HttpStore.at(URI.create("http://nowhere.invalid/cache"))
                        .bearer(SECRET)
                        .build());
    }

    @Override
    protected String secret() {
        return SECRET;
    }
}
