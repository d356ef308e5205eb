package io.github.stepcache.fingerprint;

import java.util.List;

/** Goes through {@link ContentHashes} entry by entry, and gives out each as bytes. Not safe for use by many threads. */
public final class ContentHashesCursor {

    private static final byte[] DIGITS = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
    };

    private final List<FileBlock> blocks;
    private int nextBlock;
    private FileBlock block = FileBlock.EMPTY;
    private int index = -1;

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
            block = blocks.get(nextBlock++);
            index = 0;
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
            byte value = hashes[from + i];
            target[at + 2 * i] = DIGITS[(value >> 4) & 0xF];
            target[at + 2 * i + 1] = DIGITS[value & 0xF];
        }
        return at + 2 * Sha256.BYTES;
    }

    /** Tell whether another cursor is at the same key with the same hash. */
    boolean isAtTheSameAs(ContentHashesCursor other) {
        return block.hasKey(index, other.block, other.index) && block.hasHash(index, other.block, other.index);
    }
}
