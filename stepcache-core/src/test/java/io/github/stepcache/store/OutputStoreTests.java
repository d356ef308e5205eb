package io.github.stepcache.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept in a directory comes back from it as it was. */
class OutputStoreTests {

    @TempDir
    private Path temp;

    private Path out;
    private Path back;
    private OutputStore store;

    @BeforeEach
    void makeATree() throws IOException {
        out = Files.createDirectory(temp.resolve("out"));
        back = Files.createDirectory(temp.resolve("back"));
        store = OutputStore.in(temp.resolve("deep/down/store")).build();
        Files.createDirectories(out.resolve("parts/empty"));
        Files.writeString(out.resolve("a.csv"), "a");
        Files.writeString(out.resolve("parts/same.csv"), "a");
        Files.createFile(out.resolve("parts/nothing"));
    }

    private Optional<OutputStore.Fetched> fetch(String key) {
        return store.fetch(StoredRun.key(key), entry -> Optional.empty(), back, TransferWatch.NONE);
    }

    @Test
    void whatWasKeptComesBack() throws IOException {
        StoreEntry entry = StoredRun.of("k", out);

        assertThat(store.keep(entry, out, TransferWatch.NONE)).isEmpty();

        assertThat(fetch("k")).contains(new OutputStore.Fetched(entry, "local"));
        assertThat(StoredRun.of("k", back)).isEqualTo(entry);
    }

    @Test
    void whatWasNotKeptDoesNotComeBack() throws IOException {
        store.keep(StoredRun.of("k", out), out, TransferWatch.NONE);

        assertThat(fetch("other")).isEmpty();
    }
}
