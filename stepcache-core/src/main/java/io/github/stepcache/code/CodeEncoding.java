package io.github.stepcache.code;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Numbers and texts one after the other, written so that two different sequences never look the same, and their hash.
 *
 * <p>Short, since SHA-256 is slow in a process that has just started: seven bits a byte, of which the last one has the eighth
 * clear.
 */
final class CodeEncoding {

    private static final int BITS = 7;
    private static final int LOWER = (1 << BITS) - 1;
    private static final int MORE = 1 << BITS;
    private static final int LONGEST_NUMBER = 10;
    private static final int LONGEST_CHAR = 3;

    private byte[] bytes = new byte[512];
    private int size;

    void number(long value) {
        reserve(LONGEST_NUMBER);
        // Small negative numbers are short, too.
        write((value << 1) ^ (value >> (Long.SIZE - 1)));
    }

    /** Write a text with its length, char by char: in UTF-8, all lone surrogates would be one. */
    void text(String text) {
        int length = text.length();
        reserve(Math.addExact(LONGEST_NUMBER, Math.multiplyExact(LONGEST_CHAR, length)));
        write(length);
        for (int i = 0; i < length; i++) {
            char next = text.charAt(i);
            if (next < MORE) {
                bytes[size++] = (byte) next;
            } else {
                write(next);
            }
        }
    }

    /** Give the SHA-256 of what was written, in lower-case hex. */
    String hash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes, 0, size);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }

    private void write(long value) {
        long rest = value;
        while ((rest & ~(long) LOWER) != 0) {
            bytes[size++] = (byte) ((rest & LOWER) | MORE);
            rest >>>= BITS;
        }
        bytes[size++] = (byte) rest;
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.addExact(Math.max(bytes.length, more), bytes.length));
        }
    }
}
