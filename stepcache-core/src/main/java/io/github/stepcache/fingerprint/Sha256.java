package io.github.stepcache.fingerprint;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The only hash there is here, in the only form in which it is written: lower-case hex. */
public final class Sha256 {

    /** How long a hash is. */
    static final int BYTES = 32;

    private Sha256() {}

    /**
     * Hash bytes.
     *
     * @param bytes the bytes
     * @return their SHA-256 in lower-case hex
     */
    public static String of(byte[] bytes) {
        return hex(start().digest(bytes));
    }

    /**
     * Start to hash bytes that come one after the other.
     *
     * @return a digest over nothing yet
     */
    public static MessageDigest start() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /**
     * Write a digest as hashes are written here.
     *
     * @param digest the bytes of a digest
     * @return them in lower-case hex
     */
    public static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }
}
