package io.github.stepcache.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What was not used for long goes first, and nothing goes that a record which stays speaks of. */
class CleanUpTests {

    private static final Duration NO_GRACE = Duration.ofSeconds(-1);

    @TempDir
    private Path temp;

    private StoreBench bench;
    private LocalStore local;

    @BeforeEach
    void makeAStore() throws IOException {
        bench = new StoreBench(temp);
        local = new LocalStore(bench.directory, new StoreNews(List.of()));
    }

    /** Keep an output of ten thousand bytes, and age it. */
    private void keep(String key, String letter, int hoursAgo) throws IOException {
        new StagedOutputs(bench.out).clear();
        bench.write(letter, letter.repeat(10_000));
        try (OutputStore store = bench.builder().build()) {
            assertThat(bench.keep(store, key)).isEmpty();
        }
        age(bench.record(key), hoursAgo);
        age(bench.blob(letter.repeat(10_000)), hoursAgo);
    }

    private static void age(Path file, int hours) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(hours))));
    }

    private List<String> left(String... keys) {
        return List.of(keys).stream()
                .filter(key -> Files.exists(bench.record(key)))
                .toList();
    }

    private long cleanUp(long maxSize, Optional<Duration> maxAge, Duration grace) throws IOException {
        return new CleanUp(local, maxSize, maxAge, grace).run();
    }

    @Test
    void leastRecentlyUsedGoesFirst() throws IOException {
        keep("a", "a", 4);
        keep("b", "b", 3);
        keep("c", "c", 2);
        OutputStore store = bench.builder().build();
        bench.fetch(store, "a");

        assertThat(cleanUp(25_000, Optional.empty(), NO_GRACE)).isGreaterThan(10_000);

        assertThat(left("a", "b", "c")).containsExactly("a", "c");
        assertThat(bench.files("cas")).hasSize(2);
        assertThat(bench.fetch(store, "a")).isPresent();
        assertThat(bench.fetch(store, "b")).isEmpty();
        assertThat(bench.fetch(store, "c")).isPresent();
    }

    @Test
    void recordThatIsTooLargeGoesAloneAndTheOthersStay() throws IOException {
        keep("a", "a", 4);
        keep("b", "b", 3);
        new StagedOutputs(bench.out).clear();
        bench.write("large", "x".repeat(95_000));
        try (OutputStore store = bench.builder().build()) {
            assertThat(bench.keep(store, "large")).isEmpty();
        }

        assertThat(cleanUp(100_000, Optional.empty(), NO_GRACE)).isGreaterThan(95_000);

        assertThat(left("a", "b", "large")).containsExactly("a", "b");
        assertThat(bench.files("cas")).hasSize(2);
    }

    @Test
    void nothingGoesWhereThereIsRoom() throws IOException {
        keep("a", "a", 1000);

        assertThat(cleanUp(25_000, Optional.empty(), NO_GRACE)).isZero();
        assertThat(left("a")).containsExactly("a");
    }

    @Test
    void whatNobodyUsedForLongGoes() throws IOException {
        keep("a", "a", 4);
        keep("b", "b", 2);

        cleanUp(1 << 30, Optional.of(Duration.ofHours(3)), NO_GRACE);

        assertThat(left("a", "b")).containsExactly("b");
        assertThat(bench.files("cas")).hasSize(1);
    }

    @Test
    void contentThatARecordSharesStays() throws IOException {
        keep("a", "x", 4);
        keep("b", "x", 2);

        cleanUp(1 << 30, Optional.of(Duration.ofHours(3)), NO_GRACE);

        assertThat(bench.fetch(bench.builder().build(), "b")).isPresent();
    }

    @Test
    void contentWithoutARecordStaysForAWhile() throws IOException {
        keep("a", "a", 4);
        Files.delete(bench.record("a"));
        cleanUp(1 << 30, Optional.empty(), Duration.ofHours(5));
        assertThat(bench.files("cas")).hasSize(1);

        cleanUp(1 << 30, Optional.empty(), Duration.ofHours(3));
        assertThat(bench.files("cas")).isEmpty();
    }

    @Test
    void contentsOfRecordsThatCannotBeReadHereStay() throws IOException {
        bench.write("a", "a");
        OutputStore signing = bench.builder()
                .secret("a secret of some length".getBytes(UTF_8))
                .build();
        bench.keep(signing, "k");
        cleanUp(1 << 30, Optional.empty(), NO_GRACE);

        assertThat(bench.fetch(signing, "k")).isPresent();
    }

    @Test
    void leftOversOfDeadProcessesGoAndWhatIsBeingWrittenStays() throws IOException {
        Path old = Files.createDirectories(bench.directory.resolve("tmp")).resolve("1-1");
        Path young = Files.writeString(old.resolveSibling("1-2"), "x");
        Files.writeString(old, "x");
        age(old, 2);
        Path bad = Files.createDirectories(bench.directory.resolve("bad")).resolve("a".repeat(64) + "-1f");
        Files.writeString(bad, "bad");
        age(bad, 24 * 8);

        cleanUp(1 << 30, Optional.empty(), NO_GRACE);

        assertThat(old).doesNotExist();
        assertThat(bad).doesNotExist();
        assertThat(young).exists();
    }

    @Test
    void filesOfOthersInADirectoryThatIsSharedStay() throws IOException {
        List<Path> theirs = new ArrayList<>();
        for (String name : List.of("tmp/notes.txt", "tmp/1-g", "tmp/-1", "bad/notes.txt", "bad/" + "a".repeat(64))) {
            Path file = bench.directory.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "precious");
            age(file, 10_000);
            theirs.add(file);
        }

        assertThat(cleanUp(1, Optional.of(Duration.ofHours(1)), NO_GRACE)).isZero();

        assertThat(theirs).allSatisfy(file -> assertThat(file).hasContent("precious"));
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void pipeThatIsCalledLikeARecordHoldsUpNothing() throws Exception {
        keep("a", "a", 4);
        Path pipe = bench.directory.resolve("ac/00").resolve("0".repeat(64));
        Files.createDirectories(pipe.getParent());
        makePipe(pipe);

        assertThat(cleanUp(1, Optional.empty(), NO_GRACE)).isGreaterThan(10_000);
        assertThat(Files.exists(pipe)).isTrue();
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void pipeInThePlaceOfTheMarkHoldsUpNothing() throws Exception {
        keep("a", "a", 4);
        Path mark = bench.directory.resolve("clean-up.lock");
        Files.delete(mark);
        makePipe(mark);
        run("touch", "-d", "2020-01-01", mark.toString()); // Java would open it
        keep("b", "b", 3);

        assertThat(bench.told).singleElement().asString().contains("clean-up.lock is no file");
    }

    private static void makePipe(Path pipe) throws Exception {
        run("mkfifo", pipe.toString());
    }

    private static void run(String... command) throws Exception {
        assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
    }

    @Test
    void nothingBehindALinkAndNothingElseIsTouched() throws IOException {
        keep("a", "a", 4);
        Path elsewhere = Files.createDirectories(temp.resolve("elsewhere"));
        Path precious = Files.writeString(elsewhere.resolve("0".repeat(64)), "precious");
        age(precious, 10_000);
        Files.createSymbolicLink(bench.directory.resolve("cas/00"), elsewhere);
        Files.createSymbolicLink(bench.directory.resolve("ac/00"), elsewhere);
        Files.createSymbolicLink(bench.directory.resolve("bad"), elsewhere);
        Path note = Files.writeString(bench.directory.resolve("cas/note"), "n");
        age(note, 10_000);

        cleanUp(1, Optional.of(Duration.ofHours(1)), NO_GRACE);

        assertThat(precious).hasContent("precious");
        assertThat(note).exists();
        assertThat(bench.files("cas")).hasSize(2); // the note and the link
    }

    @Test
    void storeIsCleanedUpAsItGrows() throws IOException {
        try (OutputStore store = bench.builder().maxSize(50_000).grace(NO_GRACE).build()) {
            for (int i = 0; i < 30; i++) {
                new StagedOutputs(bench.out).clear();
                bench.write("x", (char) ('a' + i) + "x".repeat(10_000));
                bench.keep(store, "run " + i);
            }
        }
        try (OutputStore another =
                bench.builder().maxSize(50_000).grace(NO_GRACE).build()) {
            bench.write("x", "last " + "x".repeat(10_000));
            bench.keep(another, "last");
        }

        assertThat(bench.files("cas")).hasSizeBetween(1, 5);
        assertThat(bench.fetch(bench.builder().build(), "last")).isPresent();
    }

    @Test
    void storeIsCleanedUpOnceADayByWhoeverKeepsFirst() throws IOException {
        keep("a", "a", 4);
        Path mark = bench.directory.resolve("clean-up.lock");
        assertThat(mark).exists(); // since the store was made
        Path left = Files.writeString(bench.directory.resolve("tmp/1-1"), "x");
        age(left, 100);
        keep("b", "b", 3);
        assertThat(left).exists();

        age(mark, 25);
        keep("c", "c", 3);

        assertThat(left).doesNotExist();
        assertThat(Files.getLastModifiedTime(mark).toInstant())
                .isAfter(Instant.now().minus(Duration.ofHours(1)));
    }
}
