package io.github.stepcache.fingerprint;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/**
 * The checksum of an index: two of 32 bits, by different polynomials, side by side. They notice damage, which is all they
 * are for, and cost nothing even in a process that has just started; SHA-256 does, until it is compiled. Not safe for use
 * by many threads.
 */
final class IndexChecksum implements Checksum {

    /** How long it is. */
    static final int BYTES = Long.BYTES;

    private final CRC32 left = new CRC32();
    private final CRC32C right = new CRC32C();

    @Override
    public void update(int each) {
        left.update(each);
        right.update(each);
    }

    @Override
    public void update(byte[] bytes, int from, int length) {
        left.update(bytes, from, length);
        right.update(bytes, from, length);
    }

    @Override
    public long getValue() {
        return left.getValue() << Integer.SIZE | right.getValue();
    }

    @Override
    public void reset() {
        left.reset();
        right.reset();
    }

    /** Tell whether a checksum, as it was written, is this one. */
    boolean is(ByteBuffer written) {
        return written.remaining() == BYTES && written.getLong() == getValue();
    }

    /** Give the checksum as it is written. */
    byte[] bytes() {
        return ByteBuffer.allocate(BYTES).putLong(getValue()).array();
    }
}
