package io.github.stepcache.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.store.OutputStore.NotKept;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is kept in a directory comes back from it as it was. */
class OutputStoreTests {

    private static final List<String> NAMES = List.of(
            "a", "b.csv", "c d", "\uD83D\uDE80", "line\nbreak", "\"", "é", "x".repeat(255), "~", "*", "-rf", ".hidden");

    @TempDir
    private Path temp;

    private StoreBench bench;
    private OutputStore store;

    @BeforeEach
    void makeAStore() throws IOException {
        bench = new StoreBench(temp);
        store = bench.builder().build();
    }

    static LongStream seeds() {
        return LongStream.concat(LongStream.of(1, 2, 3), new Random().longs(5));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void randomTreesComeBackAsTheyWere(long seed) throws IOException {
        Random random = new Random(seed);
        for (int round = 0; round < 4; round++) {
            grow(bench.out, 3, random);
            bench.write("round", "" + round);
            StoreEntry entry = StoredRun.of("round " + round, bench.out);
            assertThat(store.keep(entry, bench.out, TransferWatch.NONE)).isEmpty();
            Path back = bench.fetch(store, "round " + round).orElseThrow();

            assertThat(StoredRun.of("round " + round, back)).isEqualTo(entry);
        }
        assertThat(bench.fetch(store, "round 0")).isPresent();
        assertThat(bench.files("tmp")).isEmpty();
        assertThat(bench.files("bad")).isEmpty();
        assertThat(bench.told).isEmpty();
    }

    private static void grow(Path directory, int depth, Random random) throws IOException {
        int count = random.nextInt(6);
        for (int i = 0; i < count; i++) {
            Path child = directory.resolve(NAMES.get(random.nextInt(NAMES.size())));
            if (Files.isDirectory(child) || (depth > 0 && random.nextInt(3) == 0 && !Files.exists(child))) {
                grow(Files.createDirectories(child), depth - 1, random);
            } else {
                byte[] content = new byte[random.nextInt(4) == 0 ? random.nextInt(400_000) : random.nextInt(3)];
                random.nextBytes(content);
                Files.write(child, content);
                Files.setPosixFilePermissions(
                        child, PosixFilePermissions.fromString(random.nextBoolean() ? "rwxr-xr-x" : "rw-r--r--"));
            }
        }
    }

    @Test
    void sameContentIsKeptOnce() throws IOException {
        bench.write("a", "same");
        bench.write("deep/b", "same");
        bench.keep(store, "k");
        bench.write("c", "same");
        bench.keep(store, "other");

        assertThat(bench.files("cas")).containsExactly(bench.blob("same"));
        assertThat(bench.fetch(store, "other").orElseThrow().resolve("deep/b")).hasContent("same");
    }

    @Test
    void whatWasNotKeptDoesNotComeBack() throws IOException {
        bench.write("a", "a");
        bench.keep(store, "k");

        assertThat(bench.fetch(store, "other")).isEmpty();
    }

    @Test
    void laterRunWithTheSameKeyTakesThePlaceOfTheEarlierOne() throws IOException {
        bench.write("a", "old");
        bench.keep(store, "k");
        bench.write("a", "new");
        bench.keep(store, "k");

        assertThat(bench.fetch(store, "k").orElseThrow().resolve("a")).hasContent("new");
    }

    @Test
    void fileThatChangedSinceTheRunIsNotKept() throws IOException {
        bench.write("a", "as the run left it");
        StoreEntry entry = StoredRun.of("k", bench.out);
        bench.write("a", "as somebody else did");

        assertThat(store.keep(entry, bench.out, TransferWatch.NONE))
                .contains(new NotKept("the output \"a\" has changed since the run", false));
        Files.delete(bench.out.resolve("a"));
        assertThat(store.keep(entry, bench.out, TransferWatch.NONE))
                .contains(new NotKept("the output \"a\" has changed since the run", false));
        assertThat(bench.fetch(store, "k")).isEmpty();
        assertThat(bench.files("cas")).isEmpty();
        assertThat(bench.files("tmp")).isEmpty();
    }

    @Test
    void ownersRightToExecuteComesBackAndNoOtherPermission() throws IOException {
        bench.write("run", "#!/bin/sh");
        bench.write("secret", "s");
        bench.write("plain", "p");
        Files.setPosixFilePermissions(bench.out.resolve("run"), PosixFilePermissions.fromString("rwx------"));
        Files.setPosixFilePermissions(bench.out.resolve("secret"), PosixFilePermissions.fromString("r--------"));
        bench.keep(store, "k");
        Path back = bench.fetch(store, "k").orElseThrow();

        Path asUsual = Files.createFile(temp.resolve("new"));
        String usual = PosixFilePermissions.toString(Files.getPosixFilePermissions(asUsual));
        assertThat(permissions(back.resolve("secret"))).isEqualTo(usual);
        assertThat(permissions(back.resolve("plain"))).isEqualTo(usual);
        assertThat(permissions(back.resolve("run"))).isEqualTo(usual.replaceAll("(r[w-])-", "$1x"));
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void entryThatWillNotDoIsNotFetched() throws IOException {
        bench.write("a", "a");
        bench.keep(store, "k");
        Path back = Files.createDirectory(temp.resolve("back"));

        assertThat(store.fetch(StoredRun.key("k"), entry -> Optional.of("too old"), back, TransferWatch.NONE))
                .isEmpty();
        assertThat(back).isEmptyDirectory();
    }

    @Test
    void contentThatIsThereIsTouchedAndNotWrittenAnew() throws IOException {
        bench.write("a", "a");
        bench.keep(store, "k");
        FileTime old = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
        Files.setLastModifiedTime(bench.blob("a"), old);
        Object inode = Files.getAttribute(bench.blob("a"), "unix:ino");
        bench.keep(store, "other");

        assertThat(Files.getAttribute(bench.blob("a"), "unix:ino")).isEqualTo(inode);
        assertThat(Files.getLastModifiedTime(bench.blob("a"))).isGreaterThan(old);
    }

    @Test
    void storeSaysThatItIsACache() throws IOException {
        bench.write("a", "a");
        bench.keep(store, "k");

        assertThat(bench.directory.resolve(".gitignore")).hasContent("*");
        assertThat(Files.readString(bench.directory.resolve("CACHEDIR.TAG"), StandardCharsets.UTF_8))
                .startsWith("Signature: 8a477f597d28d172789f06886806bc55\n");
    }

    @Test
    void directoryThatHasOtherFilesIsNotHiddenFromGitAndBackups() throws IOException {
        Files.createDirectories(bench.directory);
        Files.writeString(bench.directory.resolve("notes.txt"), "precious");
        bench.write("a", "a");

        assertThat(bench.keep(store, "k")).isEmpty();
        assertThat(bench.directory.resolve(".gitignore")).doesNotExist();
        assertThat(bench.directory.resolve("CACHEDIR.TAG")).doesNotExist();
    }

    @Test
    void outputsThatAreCleanedUpWhileTheyAreKeptGetNoRecord() throws IOException {
        bench.write("a", "a");

        assertThat(store.keep(StoredRun.of("k", bench.out), bench.out, cleanUp("a")))
                .hasValueSatisfying(notKept -> assertThat(notKept.why()).contains("were cleaned up"));
        assertThat(bench.record("k")).doesNotExist();
    }

    @Test
    void outputsThatAreCleanedUpWhileTheyAreFetchedGetNoRecord() throws IOException {
        MemoryRemote remote = new MemoryRemote("memory://far");
        bench.write("a", "a");
        try (OutputStore far =
                OutputStore.in(temp.resolve("far")).remote(remote).push(true).build()) {
            assertThat(bench.keep(far, "k")).isEmpty();
        }
        Path back = temp.resolve("back");
        try (OutputStore here = bench.builder().remote(remote).build()) {
            assertThat(here.fetch(StoredRun.key("k"), entry -> Optional.empty(), back, cleanUp("a")))
                    .isPresent();
        }

        assertThat(back.resolve("a")).hasContent("a");
        assertThat(bench.record("k")).doesNotExist();
    }

    /** Somebody who cleans up a content when it has come to its end. */
    private TransferWatch cleanUp(String text) {
        return new TransferWatch() {
            @Override
            public void fileMoved() {
                try {
                    Files.delete(bench.blob(text));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    @Test
    void interruptOfTheCallerWaitsUntilThatIsDone() throws IOException {
        bench.write("a", "x".repeat(1_000_000));
        Thread.currentThread().interrupt();
        Optional<String> kept = bench.keep(store, "k");
        Optional<Path> back = bench.fetch(store, "k");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(kept).isEmpty();
        assertThat(back).isPresent();
    }
}
