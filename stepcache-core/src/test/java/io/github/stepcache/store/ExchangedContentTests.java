package io.github.stepcache.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.faults.Faults;
import io.github.stepcache.faults.FaultyFileSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Another process puts the right content in the place of one that is damaged, while this one judges it. */
class ExchangedContentTests {

    private final Faults faults = new Faults();
    private final FaultyFileSystem files = new FaultyFileSystem(faults);
    private final Path store = files.reliable("/store");
    private final String hash = StoreBench.hash("right");
    private final Path blob = store.resolve("cas").resolve(hash.substring(0, 2)).resolve(hash);

    @Test
    void rightContentIsNotSetAsideForTheDamagedOneThatLayThere() throws IOException {
        Files.createDirectories(blob.getParent());
        Files.writeString(blob, "wrong");
        Path right = Files.writeString(store.resolve("right"), "right");
        AtomicInteger looks = new AtomicInteger();
        faults.refuse(operation -> {
            if (operation.equals("readAttributes " + blob) && looks.incrementAndGet() == 2) {
                exchange(right);
            }
            return false;
        });

        new LocalStore(files.getPath("/store"), new StoreNews(List.of())).examine(hash);

        assertThat(right).doesNotExist();
        assertThat(Files.readString(blob)).isEqualTo("right");
        assertThat(store.resolve("bad")).doesNotExist();
    }

    private void exchange(Path right) {
        try {
            Files.move(right, blob, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
