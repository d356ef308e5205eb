package io.github.stepcache.store;

/** Is told how far restoring or storing has come. Safe for use by many threads; it never throws. */
public interface TransferWatch {

    /** Tells nobody. */
    TransferWatch NONE = new TransferWatch() {};

    /**
     * Files are going to be moved; said before the first of them, and again where what was moved has come to nothing and
     * another attempt begins.
     *
     * @param files how many
     * @param bytes how many bytes are going to be moved; what comes from a remote store, or goes there, is moved twice
     */
    default void planned(long files, long bytes) {}

    /**
     * Some bytes have been moved.
     *
     * @param count how many, since this was said last
     */
    default void bytesMoved(long count) {}

    /** A file has been moved to its end. */
    default void fileMoved() {}
}
