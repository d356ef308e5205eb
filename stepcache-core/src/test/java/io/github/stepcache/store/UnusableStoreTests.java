package io.github.stepcache.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.LogCapture;
import io.github.stepcache.fingerprint.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that cannot be used keeps nothing and says so once; and no record makes it do what it should not. */
class UnusableStoreTests {

    @TempDir
    private Path temp;

    private StoreBench bench;

    @BeforeEach
    void makeOutputs() throws IOException {
        bench = new StoreBench(temp);
        bench.write("a", "a");
    }

    @Test
    void fileInThePlaceOfTheStoreIsOneWarningAndStays() throws IOException {
        Files.writeString(bench.directory, "precious");
        assertNothingIsKept(bench.builder().build());

        assertThat(bench.directory).hasContent("precious");
    }

    @Test
    void directoryThatCannotBeMadeIsOneWarning() throws IOException {
        assertNothingIsKept(OutputStore.in(Path.of("/proc/stepcache/store")).build());
    }

    private void assertNothingIsKept(OutputStore store) throws IOException {
        try (LogCapture log = new LogCapture();
                store) {
            for (int times = 0; times < 3; times++) {
                assertThat(bench.keep(store, "k")).isPresent();
                assertThat(bench.fetch(store, "k")).isEmpty();
            }
            assertThat(log.warnings()).hasSize(1);
        }
    }

    @Test
    void outputsLargerThanTheStoreAreNotKept() throws IOException {
        bench.write("b", "x".repeat(1000));
        try (OutputStore store = bench.builder().maxSize(1000).build()) {
            assertThat(bench.keep(store, "k"))
                    .contains("its outputs have 1001 bytes, and with their record they may have 900,"
                            + " since a store of 1000 keeps no more when it is cleaned up");
        }
        assertThat(bench.directory).doesNotExist();
    }

    @Test
    void outputsThatTheNextCleanUpWouldTakeAreNotKept() throws IOException {
        bench.write("b", "x".repeat(9000));
        try (OutputStore store = bench.builder().maxSize(10_000).build()) {
            assertThat(bench.keep(store, "k")).isPresent();
        }
        assertThat(bench.directory).doesNotExist();
    }

    @Test
    void outputsFromARemoteStoreThatAreTooLargeForHereComeWithoutTheirRecord() throws IOException {
        MemoryRemote remote = new MemoryRemote("memory://far");
        bench.write("b", "x".repeat(9000));
        try (OutputStore far =
                OutputStore.in(temp.resolve("far")).remote(remote).push(true).build()) {
            assertThat(bench.keep(far, "k")).isEmpty();
        }
        try (OutputStore store = bench.builder().maxSize(10_000).remote(remote).build()) {
            assertThat(bench.fetch(store, "k")).isPresent();
        }
        assertThat(bench.record("k")).doesNotExist();
    }

    /** The content is there, and good; it is the record that lies. */
    @Test
    void recordThatClaimsAnotherSizeIsAMissAndHarmsNoContent() throws IOException {
        OutputStore store = bench.builder().build();
        bench.keep(store, "k");
        for (long claimed : new long[] {0, 5, 10L << 30, Long.MAX_VALUE / 2}) {
            plant("lie", claimed);
            assertThat(bench.fetch(store, "lie")).as(claimed + " bytes").isEmpty();
        }

        assertThat(bench.fetch(store, "k")).isPresent();
        assertThat(bench.told).noneMatch(told -> told.startsWith("damaged"));
        assertThat(bench.files("tmp")).isEmpty();
    }

    @Test
    void remoteStoreThatSendsLessThanItsRecordClaimsIsAMiss() throws Exception {
        MemoryRemote remote = new MemoryRemote("memory://far");
        OutputStore store = bench.builder().remote(remote).build();
        remote.content.put("cas/" + hash(), "a".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        for (long claimed : new long[] {0, 5, 1L << 40}) {
            remote.content.put(
                    "ac/" + StoredRun.key("lie").hash(), new EntryText(java.util.Optional.empty()).write(lie(claimed)));
            assertThat(bench.fetch(store, "lie")).as(claimed + " bytes").isEmpty();
        }
        assertThat(bench.told).noneMatch(told -> told.startsWith("damaged"));
        assertThat(bench.files("cas")).isEmpty();
        assertThat(bench.files("tmp")).isEmpty();
    }

    private void plant(String key, long size) throws IOException {
        try {
            byte[] record = new EntryText(java.util.Optional.empty()).write(lie(size));
            Files.createDirectories(bench.record(key).getParent());
            Files.write(bench.record(key), record);
        } catch (NotAnEntryException e) {
            throw new AssertionError(e);
        }
    }

    private StoreEntry lie(long size) throws IOException {
        StoreEntry real = StoredRun.of("lie", bench.out);
        TreeMap<String, StoredFile> files = new TreeMap<>();
        files.put("a", new StoredFile(size, hash(), false));
        return new StoreEntry(
                real.key(),
                real.stepName(),
                real.completedAt(),
                real.duration(),
                files,
                new TreeSet<>(),
                real.result());
    }

    private static String hash() {
        return Sha256.of(new byte[] {'a'});
    }
}
