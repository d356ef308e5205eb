package io.github.stepcache.fingerprint;

import static java.nio.ByteOrder.BIG_ENDIAN;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;

/** Goes through {@link ContentHashes} entry by entry, and gives out each as bytes. Not safe for use by many threads. */
public final class ContentHashesCursor {

    /** The two digits of each byte, side by side. */
    private static final short[] DIGITS = new short[256];

    private static final VarHandle TWO_BYTES = MethodHandles.byteArrayViewVarHandle(short[].class, BIG_ENDIAN);

    static {
        for (int value = 0; value < DIGITS.length; value++) {
            DIGITS[value] = (short) (Character.forDigit(value >> 4, 16) << 8 | Character.forDigit(value & 0xF, 16));
        }
    }

    private final List<FileBlock> blocks;
    private int nextBlock;
    private FileBlock block = FileBlock.EMPTY;
    private int index = -1;
    private boolean directoryIsPlain = true;
    private boolean namesArePlain = true;

    ContentHashesCursor(List<FileBlock> blocks) {
        this.blocks = blocks;
    }

    /**
     * Go to the next entry.
     *
     * @return whether there is one
     */
    public boolean next() {
        index++;
        if (index == block.size()) {
            if (nextBlock == blocks.size()) {
                index--;
                return false;
            }
            byte[] lastDirectory = block.directory();
            block = blocks.get(nextBlock++);
            index = 0;
            directoryIsPlain = block.directory() == lastDirectory ? directoryIsPlain : isPlain(block.directory());
            namesArePlain = isPlain(block.names());
        }
        return true;
    }

    /**
     * Tell how long the key is.
     *
     * @return its length in UTF-8, in bytes
     */
    public int keyLength() {
        return block.directory().length + block.nameLength(index);
    }

    /**
     * Tell whether the key certainly stands in JSON as it is.
     *
     * @return false where it, or one near it, holds a quote, a backslash or a control character
     */
    public boolean isKeyPlain() {
        return directoryIsPlain && namesArePlain;
    }

    /**
     * Write the key, in UTF-8.
     *
     * @param target where to write it
     * @param at where in there to begin
     * @return where in there it ends
     */
    public int writeKey(byte[] target, int at) {
        byte[] directory = block.directory();
        int length = block.nameLength(index);
        System.arraycopy(directory, 0, target, at, directory.length);
        System.arraycopy(block.names(), block.start(index), target, at + directory.length, length);
        return at + directory.length + length;
    }

    /**
     * Write the hash, in lower-case hex.
     *
     * @param target where to write it
     * @param at where in there to begin
     * @return where in there it ends
     */
    public int writeHash(byte[] target, int at) {
        byte[] hashes = block.hashes();
        int from = index * Sha256.BYTES;
        for (int i = 0; i < Sha256.BYTES; i++) {
            TWO_BYTES.set(target, at + 2 * i, DIGITS[hashes[from + i] & 0xFF]);
        }
        return at + 2 * Sha256.BYTES;
    }

    private static boolean isPlain(byte[] text) {
        for (byte each : text) {
            if (each == '"' || each == '\\' || (each >= 0 && each < ' ')) {
                return false;
            }
        }
        return true;
    }

    /** Tell whether another cursor is at the same key with the same hash. */
    boolean isAtTheSameAs(ContentHashesCursor other) {
        return block.hasKey(index, other.block, other.index) && block.hasHash(index, other.block, other.index);
    }
}
