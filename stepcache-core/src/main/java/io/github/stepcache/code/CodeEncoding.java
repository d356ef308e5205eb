package io.github.stepcache.code;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** Numbers and texts one after the other, written so that two different sequences never look the same, and their hash. */
final class CodeEncoding {

    private byte[] bytes = new byte[1024];
    private int size;

    void number(long value) {
        reserve(Long.BYTES);
        for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            bytes[size++] = (byte) (value >> shift);
        }
    }

    /** Write a text with its length, char by char: in UTF-8, all lone surrogates would be one. */
    void text(String text) {
        number(text.length());
        reserve(Character.BYTES * text.length());
        for (int i = 0; i < text.length(); i++) {
            bytes[size++] = (byte) (text.charAt(i) >> Byte.SIZE);
            bytes[size++] = (byte) text.charAt(i);
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

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.addExact(Math.max(bytes.length, more), bytes.length));
        }
    }
}
