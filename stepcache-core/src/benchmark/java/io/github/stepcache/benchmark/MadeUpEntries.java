package io.github.stepcache.benchmark;

import io.github.stepcache.fingerprint.ContentHashes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** Hashes by key, as {@code FileHashes.ofDirectory} gives them. */
public final class MadeUpEntries {

    private MadeUpEntries() {}

    public static SortedMap<String, String> of(int count) {
        MessageDigest sha256;
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        SortedMap<String, String> entries = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            String key = String.format(Locale.ROOT, "a%02d/b%02d/file_%07d.txt", i / 10_000, i / 100 % 100, i);
            byte[] hash = sha256.digest(key.getBytes(StandardCharsets.UTF_8));
            entries.put(key, HexFormat.of().formatHex(hash));
        }
        return ContentHashes.sortedCopy(entries);
    }
}
