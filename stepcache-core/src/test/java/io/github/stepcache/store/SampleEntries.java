package io.github.stepcache.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.stepcache.fingerprint.Sha256;
import io.github.stepcache.manifest.RecordedResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Entries for tests. */
final class SampleEntries {

    static final StoreKey KEY = new StoreKey(Sha256.of("a step".getBytes(UTF_8)));

    private SampleEntries() {}

    /** An entry that has all that an entry can have. */
    static StoreEntry full() {
        return entry(
                Map.of(
                        "report.csv",
                        file("a,b"),
                        "bin/run \"it\"\n.sh",
                        new StoredFile(3, hash("run"), true),
                        "ü/🙂",
                        file("")),
                Set.of("empty", "bin"));
    }

    static StoreEntry ofFiles(String... paths) {
        Map<String, StoredFile> files = new TreeMap<>();
        for (String path : paths) {
            files.put(path, file(path));
        }
        return entry(files, Set.of());
    }

    static StoreEntry entry(Map<String, StoredFile> files, Set<String> directories) {
        return new StoreEntry(
                KEY,
                "report",
                Instant.parse("2026-11-23T08:09:10.123456Z"),
                Optional.of(Duration.ofMillis(1234)),
                new TreeMap<>(files),
                new TreeSet<>(directories),
                Optional.of(new RecordedResult("java.lang.String", "\"done: ü🙂\"")));
    }

    static StoredFile file(String content) {
        return new StoredFile(content.getBytes(UTF_8).length, hash(content), false);
    }

    static String hash(String content) {
        return Sha256.of(content.getBytes(UTF_8));
    }
}
