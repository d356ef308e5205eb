package io.github.stepcache.store.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.stepcache.store.RemoteStore;
import io.github.stepcache.store.RemoteStoreContract;
import io.github.stepcache.store.StoreException;
import io.github.stepcache.store.StoredName;
import io.github.stepcache.store.StoredName.Area;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every remote store does, over HTTP, against nginx with its DAV module, for one user and for all. */
@Tag("servers")
class NginxStoreTests extends RemoteStoreContract {

    private static final String SECRET = "sesame-5491";
    private static final StoredName BLOB = new StoredName(Area.BLOB, "ab".repeat(32));

    private static NginxServer nginx;

    @BeforeAll
    static void startNginx(@TempDir Path directory) throws IOException {
        nginx = NginxServer.start(directory, SECRET);
    }

    @AfterAll
    static void stopNginx() {
        nginx.close();
    }

    @Override
    protected RemoteStore open() {
        return HttpStore.at(nginx.at("/closed")).basic(NginxServer.USER, SECRET).build();
    }

    @Override
    protected Map<String, RemoteStore> openUseless() {
        return Map.of(
                "another password",
                HttpStore.at(nginx.at("/closed"))
                        .basic(NginxServer.USER, "not-" + SECRET)
                        .build(),
                "no password",
                HttpStore.at(nginx.at("/closed")).build());
    }

    @Override
    protected String secret() {
        return SECRET;
    }

    @Test
    void storeForAllNeedsNoCredentials() throws IOException {
        HttpStore store = HttpStore.at(nginx.at("/open/team/")).build();
        store.check();
        store.put(BLOB, Files.writeString(scratch.resolve("content"), "for all"));

        assertThat(store.describe()).isEqualTo(nginx.at("/open/team").toString());
        assertThat(nginx.files().resolve("open/team").resolve(BLOB.path())).hasContent("for all");
        assertThat(store.has(BLOB)).isTrue();
    }

    /** As {@code docs/sharing.md} shows it. */
    @Test
    void someMayReadAndOthersMayWriteToo() throws IOException {
        Path content = Files.writeString(scratch.resolve("content"), "for the team");
        HttpStore writer =
                HttpStore.at(nginx.at("/team")).basic(NginxServer.USER, SECRET).build();
        HttpStore reader =
                HttpStore.at(nginx.at("/team")).basic("guest", "guest").build();
        writer.check();
        writer.put(BLOB, content);
        ByteArrayOutputStream got = new ByteArrayOutputStream();

        reader.check();
        assertThat(reader.get(BLOB, 100, got)).isTrue();
        assertThat(got).hasToString("for the team");
        assertThatThrownBy(() -> reader.put(BLOB, content))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("401")
                .hasMessageContaining("what these may do");
    }

    @Test
    void readersFollowToWhereTheStoreIsNow() throws IOException {
        HttpStore store = HttpStore.at(nginx.at("/open")).build();
        HttpStore moved = HttpStore.at(nginx.at("/moved")).build();
        store.put(BLOB, Files.writeString(scratch.resolve("content"), "moved"));
        ByteArrayOutputStream got = new ByteArrayOutputStream();

        moved.check();
        assertThat(moved.get(BLOB, 100, got)).isTrue();
        assertThat(got).hasToString("moved");
        assertThatThrownBy(() -> moved.put(BLOB, scratch.resolve("content")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("301")
                .hasMessageContaining("leads elsewhere");
    }

    @Test
    void whatNginxHasToBeToldIsSaid() throws IOException {
        Path content = Files.write(scratch.resolve("content"), new byte[5_000_000]);

        assertRefused("/read-only", content, "405", "dav_methods");
        assertRefused("/small", content, "413", "client_max_body_size");
        assertRefused("/without-folders", content, "500", "create_full_put_path");
    }

    private static void assertRefused(String path, Path content, String... words) throws IOException {
        HttpStore store = HttpStore.at(nginx.at(path)).build();
        store.check();

        assertThatThrownBy(() -> store.put(BLOB, content))
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll(words);
        assertThat(store.has(BLOB)).isFalse();
    }
}
