package io.github.stepcache.fingerprint;

/**
 * Is told what is found and read of the files of a step, by whichever thread does it, for each file and each block of
 * one: it has to be quick, and safe for use by many threads.
 */
public interface ReadWatch {

    /** Wants to know nothing. */
    ReadWatch NONE = new ReadWatch() {};

    /** A search for inputs begins; all that is told from now on is part of it. */
    default void inputsBegin() {}

    /** A search for outputs begins; all that is told from now on is part of it. */
    default void outputsBegin() {}

    /**
     * Files were found, which have to be looked at.
     *
     * @param files how many
     * @param bytes how many bytes they have, as far as is known before they are read
     */
    default void found(int files, long bytes) {}

    /** The search has found all there is; some may still have to be read. */
    default void allFound() {}

    /**
     * A part of a file was read.
     *
     * @param bytes how many bytes
     */
    default void read(long bytes) {}

    /** A file was read to its end. */
    default void ended() {}

    /**
     * Files need not be read, or cannot be.
     *
     * @param files how many
     * @param bytes how many bytes they have
     */
    default void skipped(int files, long bytes) {}
}
