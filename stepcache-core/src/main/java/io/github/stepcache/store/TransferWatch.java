package io.github.stepcache.store;

/** Is told how far restoring or storing has come. Safe for use by many threads; it never throws. */
public interface TransferWatch {

    /** Tells nobody. */
    TransferWatch NONE = new TransferWatch() {};

    /**
     * Files are going to be moved; said once, before the first of them.
     *
     * @param files how many
     * @param bytes how many bytes they have
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
