package io.github.stepcache.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.stepcache.manifest.RecordedResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a store keeps of a run is read back as it was written, or it is not written at all. */
class EntryTextTests {

    private static final String[] NAMES = {
        "a", "a.b", ".a", "a-b", "é", "\uFFFD", "😀", "x y", "\"", "\n", "\u0001", ":"
    };

    private final EntryText text = new EntryText(Optional.empty());

    @Test
    void entryIsReadAsItWasWritten() throws NotAnEntryException {
        assertIsReadAsWritten(SampleEntries.full());
    }

    @Test
    void entryWithoutValueAndDurationIsReadAsItWasWritten() throws NotAnEntryException {
        StoreEntry full = SampleEntries.full();
        assertIsReadAsWritten(new StoreEntry(
                full.key(),
                full.stepName(),
                Instant.EPOCH,
                Optional.empty(),
                full.files(),
                full.directories(),
                Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anyEntryIsReadAsItWasWritten(long seed) throws NotAnEntryException {
        Random random = new Random(seed);
        Map<String, StoredFile> files = new HashMap<>();
        Set<String> directories = new HashSet<>();
        for (int i = 0; i < 1 + random.nextInt(300); i++) {
            String path =
                    "f" + i + "/" + NAMES[random.nextInt(NAMES.length)] + "/" + NAMES[random.nextInt(NAMES.length)];
            files.put(path, new StoredFile(random.nextLong() >>> 20, SampleEntries.hash(path), random.nextBoolean()));
            directories.add("d" + path);
        }

        assertIsReadAsWritten(SampleEntries.entry(files, directories));
    }

    /** Other versions and other machines read it; whatever changes here needs another number in the first line. */
    @Test
    void recordLooksLikeThis() throws NotAnEntryException {
        String expected = """
                stepcache-record/1 sha256:e6a7dff2dbb5c95399d76ba903700a105323c9acfaaab4338d20128ebbf7ad91
                {"version":1,"key":"59d4f80e0509e169544882f34adcaa839d73d666e3c117da1744530df0ebfe03",\
                "step_name":"report","completed_at":"2026-11-23T08:09:10.123456+00:00","duration_ms":1234,\
                "result":{"type":"java.lang.String","value":"\\"done: ü🙂\\""},"directories":["bin","empty"],"files":{\
                "bin/run \\"it\\"\\n.sh":{"size":3,\
                "sha256":"acba25512100f80b56fc3ccd14c65be55d94800cda77585c5f41a887e398f9be","executable":true},\
                "report.csv":{"size":3,\
                "sha256":"1eb7c54d52831bbfe8942af0b1c56b7409523a59ed6ca99c1174fef7eb32c1b5","executable":false},\
                "ü/🙂":{"size":0,\
                "sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","executable":false}}}""";

        assertThat(new String(text.write(SampleEntries.full()), UTF_8)).isEqualTo(expected);
    }

    @Test
    void tenGigabytesAreANumberAsAnyOther() throws NotAnEntryException {
        StoredFile large = new StoredFile(10L << 30, SampleEntries.hash("large"), false);

        assertIsReadAsWritten(SampleEntries.entry(Map.of("a", large, "b", large), Set.of()));
    }

    @Test
    void asManyEntriesAsThereMayBeAreReadAsTheyWereWritten() throws NotAnEntryException {
        assertIsReadAsWritten(SampleEntries.entry(manyFiles(EntryText.MAX_ENTRIES), Set.of()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unwritable")
    void whatCouldNotBeReadAgainIsNotWritten(String problem, Supplier<StoreEntry> entry) {
        assertThatExceptionOfType(NotAnEntryException.class)
                .isThrownBy(() -> text.write(entry.get()))
                .satisfies(e -> assertThat(e.problem()).contains(problem).hasLineCount(1));
    }

    /** One at a time: some of them are large. */
    static Stream<Object[]> unwritable() {
        StoredFile file = SampleEntries.file("x");
        StoredFile huge = new StoredFile(Long.MAX_VALUE, file.hash(), false);
        StoreEntry full = SampleEntries.full();
        return Stream.of(
                refused("no outputs", () -> SampleEntries.entry(Map.of(), Set.of())),
                refused(
                        "more than 250000",
                        () -> SampleEntries.entry(manyFiles(EntryText.MAX_ENTRIES), Set.of("one more"))),
                refused("more than 250000", () -> SampleEntries.entry(deepFiles(), Set.of())),
                refused(
                        "more than 250000",
                        () -> SampleEntries.entry(Map.of("a", file), deepFiles().keySet())),
                refused("bytes, and no more are kept", () -> SampleEntries.entry(longPaths(), Set.of())),
                refused("path \"../a\" is refused", () -> SampleEntries.ofFiles("../a")),
                refused("path \"/a\" is refused", () -> SampleEntries.entry(Map.of("a", file), Set.of("/a"))),
                refused("path \"a\" is a file and a directory", () -> SampleEntries.ofFiles("a", "a b", "a/b")),
                refused("path \"a\" is a file and a directory", () -> SampleEntries.ofFiles("a", "a.b", "a/b/c", "b")),
                refused(
                        "path \"a\" is a file and a directory",
                        () -> SampleEntries.entry(Map.of("a", file), Set.of("a"))),
                refused(
                        "path \"a\" is a file and a directory",
                        () -> SampleEntries.entry(Map.of("a", file), Set.of("a/b"))),
                refused("no size or no SHA-256", () -> SampleEntries.entry(Map.of("a", sized(-1)), Set.of())),
                refused("no size or no SHA-256", () -> SampleEntries.entry(Map.of("a", hashed("../../a")), Set.of())),
                refused(
                        "no size or no SHA-256",
                        () -> SampleEntries.entry(Map.of("a", hashed("A".repeat(64))), Set.of())),
                refused("add up to more", () -> SampleEntries.entry(Map.of("a", huge, "b", file), Set.of())),
                refused("it is of no step", () -> timed(full, "../report", full.completedAt(), Duration.ZERO)),
                refused("its time is out of range", () -> timed(full, "report", Instant.MAX, Duration.ZERO)),
                refused("its time is out of range", () -> timed(full, "report", Instant.MIN, Duration.ZERO)),
                refused(
                        "its time is out of range",
                        () -> timed(full, "report", Instant.ofEpochSecond(-1), Duration.ZERO)),
                refused(
                        "its duration is out of range",
                        () -> timed(full, "report", Instant.EPOCH, Duration.ofMillis(-1))),
                refused(
                        "its duration is out of range",
                        () -> timed(full, "report", Instant.EPOCH, Duration.ofDays(110_000))),
                refused("half a surrogate pair", () -> valued(full, "\uD800")),
                refused("its value has", () -> valued(full, "x".repeat(EntryForm.LONGEST_TEXT + 1))));
    }

    private void assertIsReadAsWritten(StoreEntry entry) throws NotAnEntryException {
        byte[] written = text.write(entry);

        assertThat(text.read(written, entry.key())).isEqualTo(entry);
        assertThat(Arrays.equals(text.write(entry), written)).isTrue();
    }

    private static Object[] refused(String problem, Supplier<StoreEntry> entry) {
        return new Object[] {problem, entry};
    }

    private static Map<String, StoredFile> manyFiles(int count) {
        StoredFile file = SampleEntries.file("x");
        Map<String, StoredFile> files = new TreeMap<>();
        IntStream.range(0, count).forEach(i -> files.put("" + i, file));
        return files;
    }

    /** Few files, in more directories than anybody wants to have made. */
    private static Map<String, StoredFile> deepFiles() {
        StoredFile file = SampleEntries.file("x");
        Map<String, StoredFile> files = new TreeMap<>();
        IntStream.range(0, 1_000).forEach(i -> files.put(i + "/a".repeat(300), file));
        return files;
    }

    /** Each within limits, and together more than a record has. */
    private static Map<String, StoredFile> longPaths() {
        StoredFile file = SampleEntries.file("x");
        String prefix = ("\u0001".repeat(200) + '/').repeat(18);
        Map<String, StoredFile> files = new TreeMap<>();
        IntStream.range(0, EntryText.MAX_BYTES / 20_000).forEach(i -> files.put(prefix + i, file));
        return files;
    }

    private static StoredFile sized(long size) {
        return new StoredFile(size, SampleEntries.hash("x"), false);
    }

    private static StoredFile hashed(String hash) {
        return new StoredFile(1, hash, false);
    }

    private static StoreEntry timed(StoreEntry entry, String name, Instant completedAt, Duration duration) {
        return new StoreEntry(
                entry.key(),
                name,
                completedAt,
                Optional.of(duration),
                entry.files(),
                entry.directories(),
                entry.result());
    }

    private static StoreEntry valued(StoreEntry entry, String json) {
        return new StoreEntry(
                entry.key(),
                entry.stepName(),
                entry.completedAt(),
                entry.duration(),
                new TreeMap<>(entry.files()),
                new TreeSet<>(entry.directories()),
                Optional.of(new RecordedResult("java.lang.String", json)));
    }
}
