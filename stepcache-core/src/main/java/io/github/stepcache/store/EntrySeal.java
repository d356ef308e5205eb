package io.github.stepcache.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.stepcache.fingerprint.Sha256;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The first line of a record, over the bytes that follow it: with a secret their HMAC, which tells who wrote them; without,
 * their hash, which only tells that they were not damaged. Safe for use by many threads.
 */
final class EntrySeal {

    /** How long the line is at most, in bytes. */
    static final int LONGEST = 128;

    private static final String RECORD = "stepcache-record/1 ";
    private static final String HASH = RECORD + "sha256:";
    private static final String HMAC = RECORD + "hmac-sha256:";
    private static final String ALGORITHM = "HmacSHA256";

    private final Optional<SecretKeySpec> key;

    EntrySeal(Optional<byte[]> secret) {
        if (secret.isPresent() && secret.get().length == 0) {
            throw new IllegalArgumentException("The secret that signs records must not be empty");
        }
        this.key = secret.map(bytes -> new SecretKeySpec(bytes, ALGORITHM));
    }

    /** Put the line before what it covers. */
    byte[] seal(byte[] content) {
        byte[] line = line(content, 0);
        byte[] sealed = Arrays.copyOf(line, line.length + content.length);
        System.arraycopy(content, 0, sealed, line.length, content.length);
        return sealed;
    }

    /**
     * Check the line.
     *
     * @return where the content begins that it covers
     * @throws NotAnEntryException if it is not the line that we would have written
     */
    int check(byte[] sealed) throws NotAnEntryException {
        int length = (key.isPresent() ? HMAC : HASH).length()
                + Sha256.of(new byte[0]).length()
                + 1;
        if (sealed.length < length) {
            throw new NotAnEntryException(problem(sealed));
        }
        byte[] found = Arrays.copyOf(sealed, length);
        if (!MessageDigest.isEqual(found, line(sealed, length))) { // which takes the same time wherever they differ
            throw new NotAnEntryException(problem(sealed));
        }
        return length;
    }

    private byte[] line(byte[] bytes, int from) {
        return key.map(present -> HMAC + Sha256.hex(hmac(present, bytes, from)))
                .orElseGet(() -> HASH + Sha256.hex(hash(bytes, from)))
                .concat("\n")
                .getBytes(US_ASCII);
    }

    private static byte[] hash(byte[] bytes, int from) {
        MessageDigest digest = Sha256.start();
        digest.update(bytes, from, bytes.length - from);
        return digest.digest();
    }

    private static byte[] hmac(SecretKeySpec key, byte[] bytes, int from) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(bytes, from, bytes.length - from);
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HMAC with SHA-256", e);
        }
    }

    private String problem(byte[] sealed) {
        if (begins(sealed, HMAC)) {
            return key.isPresent()
                    ? "its signature is not one of our secret, or it was changed since it was signed"
                    : "it is signed, and without the secret, nobody can tell by whom";
        }
        if (begins(sealed, HASH)) {
            return key.isPresent() ? "it is not signed" : "its checksum does not hold: it was damaged or cut off";
        }
        return "it does not begin as a record of this version does";
    }

    private static boolean begins(byte[] bytes, String with) {
        byte[] prefix = with.getBytes(US_ASCII);
        return bytes.length >= prefix.length && Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
    }
}
