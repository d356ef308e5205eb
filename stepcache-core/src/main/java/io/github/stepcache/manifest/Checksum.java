package io.github.stepcache.manifest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.stepcache.fingerprint.Sha256;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

/**
 * The checksum that a manifest carries over its own bytes: their SHA-256 with zeros in its own place. It notices a
 * flipped bit in a recorded value, which would otherwise pass for another value (contract 3.4). The bytes may come piece by
 * piece, if the first piece has the checksum in it. Not safe for use by many threads.
 */
final class Checksum {

    static final String PLACEHOLDER = "0".repeat(64);

    /** Where the checksum stands: no string can hold a newline, and no nested field has this indentation. */
    private static final byte[] FIELD = "\n  \"checksum\": \"".getBytes(US_ASCII);

    private static final byte[] ZEROS = PLACEHOLDER.getBytes(US_ASCII);

    private final byte[] beginning;
    private final int place;
    private final MessageDigest digest = Sha256.start();

    private Checksum(byte[] beginning, int place) {
        this.beginning = beginning;
        this.place = place;
        digest.update(beginning, 0, place);
        digest.update(ZEROS);
        int behind = place + ZEROS.length;
        digest.update(beginning, behind, beginning.length - behind);
    }

    /**
     * Begin to compute a checksum.
     *
     * @param beginning the manifest, or as much of it as has the checksum in it
     * @return the checksum of as much; empty where no checksum is in it
     */
    static Optional<Checksum> over(byte[] beginning) {
        for (int i = 0; i + FIELD.length + ZEROS.length <= beginning.length; i++) {
            if (beginning[i] == FIELD[0] && Arrays.equals(beginning, i, i + FIELD.length, FIELD, 0, FIELD.length)) {
                return Optional.of(new Checksum(beginning, i + FIELD.length));
            }
        }
        return Optional.empty();
    }

    /** Go on with what follows. */
    void add(byte[] more, int length) {
        digest.update(more, 0, length);
    }

    /** Tell, at the end of the manifest, whether it is as it was when its checksum was filled in. */
    boolean holds() {
        return Arrays.equals(beginning, place, place + ZEROS.length, value(), 0, ZEROS.length);
    }

    /** Give, at the end of the manifest, its beginning with the checksum in its place. */
    byte[] fillIn() {
        byte[] filled = beginning.clone();
        System.arraycopy(value(), 0, filled, place, ZEROS.length);
        return filled;
    }

    private byte[] value() {
        return Sha256.hex(digest.digest()).getBytes(US_ASCII);
    }
}
