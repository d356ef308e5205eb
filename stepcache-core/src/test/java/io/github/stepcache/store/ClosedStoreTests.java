package io.github.stepcache.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.faults.Faults;
import io.github.stepcache.faults.FaultyFileSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be read in a store stops no clean-up, and costs nobody his contents. */
class ClosedStoreTests {

    private static final String OURS = "0a11111111111111111111111111111111111111111111111111111111111111";
    private static final String THEIRS = "0b22222222222222222222222222222222222222222222222222222222222222";

    private final Faults faults = new Faults();
    private final FaultyFileSystem files = new FaultyFileSystem(faults);
    private final Path store = files.reliable("/store");

    @BeforeEach
    void makeAStore() throws IOException {
        write("ac/0a/" + OURS, OURS, 100);
        write("ac/0b/" + THEIRS, THEIRS, 2);
        write("cas/0a/" + OURS, "ours", 100);
        write("cas/0b/" + THEIRS, "theirs", 48);
        write("tmp/1-1", "left", 2);
    }

    private void write(String name, String text, int hoursAgo) throws IOException {
        Path file = store.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(hoursAgo))));
    }

    private void cleanUp(int maxAgeInHours) {
        LocalStore local = new LocalStore(files.getPath("/store"), new StoreNews(List.of()));
        new CleanUp(local, 1 << 30, Optional.of(Duration.ofHours(maxAgeInHours)), Duration.ZERO).run();
    }

    private boolean isThere(String name) {
        return Files.exists(store.resolve(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "open to read /store/ac/0b/" + THEIRS,
                "readAttributes /store/ac/0b/" + THEIRS,
                "readAttributes /store/ac/0b",
                "list /store/ac/0b",
            })
    void contentOfARecordThatCannotBeReadStays(String refused) {
        faults.refuse(refused::equals);

        cleanUp(72);

        assertThat(isThere("ac/0a/" + OURS)).isFalse();
        assertThat(isThere("cas/0a/" + OURS)).isFalse();
        assertThat(isThere("tmp/1-1")).isFalse();
        assertThat(isThere("ac/0b/" + THEIRS)).isTrue();
        assertThat(isThere("cas/0b/" + THEIRS)).isTrue();
    }

    @Test
    void contentThatNobodyWroteForLongGoesAlthoughARecordCannotBeRead() {
        faults.refuse(("open to read /store/ac/0b/" + THEIRS)::equals);

        cleanUp(24);

        assertThat(isThere("ac/0b/" + THEIRS)).isTrue();
        assertThat(isThere("cas/0b/" + THEIRS)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"list /store/tmp", "list /store/bad", "list /store/cas/0b"})
    void folderThatCannotBeListedIsPassedOver(String refused) {
        faults.refuse(refused::equals);

        cleanUp(72);

        assertThat(isThere("cas/0a/" + OURS)).isFalse();
        assertThat(isThere("cas/0b/" + THEIRS)).isTrue();
    }
}
