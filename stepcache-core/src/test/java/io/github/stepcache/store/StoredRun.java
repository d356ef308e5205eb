package io.github.stepcache.store;

import io.github.stepcache.fingerprint.FileHashes;
import io.github.stepcache.fingerprint.Sha256;
import io.github.stepcache.manifest.RecordedResult;
import io.github.stepcache.step.CodePointOrder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The record of a run that left what is in a directory. */
public final class StoredRun {

    private StoredRun() {}

    /** A key, by any name. */
    public static StoreKey key(String name) {
        return new StoreKey(Sha256.of(name.getBytes(StandardCharsets.UTF_8)));
    }

    /** All that is in a directory, as a run that has just ended would record it. */
    public static StoreEntry of(String key, Path outputs) throws IOException {
        SortedMap<String, StoredFile> files = new TreeMap<>(CodePointOrder.INSTANCE);
        SortedSet<String> directories = new TreeSet<>(CodePointOrder.INSTANCE);
        try (Stream<Path> all = Files.walk(outputs)) {
            for (Path path : all.skip(1).toList()) {
                String name = outputs.relativize(path).toString();
                if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                    directories.add(name);
                } else {
                    files.put(
                            name, new StoredFile(Files.size(path), FileHashes.ofFile(path), Files.isExecutable(path)));
                }
            }
        }
        return new StoreEntry(
                key(key),
                "report",
                Instant.parse("2026-11-23T08:00:00.123456Z"),
                Optional.of(Duration.ofMillis(1234)),
                files,
                directories,
                Optional.of(new RecordedResult("java.lang.String", "\"" + key + "\"")));
    }
}
