package io.github.stepcache.manifest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.stepcache.fingerprint.Sha256;
import java.util.Arrays;

/**
 * The checksum that a manifest carries over its own bytes: their SHA-256 with zeros in its own place. It notices a
 * flipped bit in a recorded value, which would otherwise pass for another value (contract 3.4).
 */
final class Checksum {

    static final String PLACEHOLDER = "0".repeat(64);

    /** Where the checksum stands: no string can hold a newline, and no nested field has this indentation. */
    private static final byte[] FIELD = "\n  \"checksum\": \"".getBytes(US_ASCII);

    private Checksum() {}

    /** Replace the placeholder in a manifest by the checksum. */
    static byte[] fillIn(byte[] manifest) {
        byte[] filled = manifest.clone();
        byte[] sum = Sha256.of(filled).getBytes(US_ASCII);
        System.arraycopy(sum, 0, filled, position(filled), sum.length);
        return filled;
    }

    /** Tell whether a manifest is as it was when its checksum was filled in. */
    static boolean holds(byte[] manifest) {
        int position = position(manifest);
        if (position < 0 || position + PLACEHOLDER.length() > manifest.length) {
            return false;
        }
        byte[] blank = manifest.clone();
        Arrays.fill(blank, position, position + PLACEHOLDER.length(), (byte) '0');
        String recorded = new String(manifest, position, PLACEHOLDER.length(), US_ASCII);
        return recorded.equals(Sha256.of(blank));
    }

    private static int position(byte[] manifest) {
        for (int i = 0; i + FIELD.length <= manifest.length; i++) {
            if (Arrays.equals(manifest, i, i + FIELD.length, FIELD, 0, FIELD.length)) {
                return i + FIELD.length;
            }
        }
        return -1;
    }
}
