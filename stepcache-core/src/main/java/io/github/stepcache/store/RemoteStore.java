package io.github.stepcache.store;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * A place that several machines keep and find outputs in. It knows names and bytes; what they mean, and whether they can be
 * trusted, is looked at by those who use it. So is whether to try again: each method tries once.
 *
 * <p>Each call ends in bounded time. Safe for use by many threads. No message of an exception has credentials in it.
 */
public interface RemoteStore extends Closeable {

    /**
     * Tell people where it is.
     *
     * @return such as {@code s3://bucket/prefix} or {@code https://cache.example.com}, without credentials
     */
    String describe();

    /**
     * Ask whether it answers and lets us in, as far as that can be told without changing anything.
     *
     * @throws StoreException if it does not
     */
    void check() throws IOException;

    /**
     * Fetch something.
     *
     * @param name what
     * @param limit how many bytes it can have at most; what has more ends in an exception before much of it was read
     * @param to gets the bytes; not closed. Where this does not return true, it may have got some of them
     * @return false if the store has nothing of this name
     * @throws StoreException if the store says something else than yes or no
     * @throws IOException if it cannot be reached, answers too late, or what it sends ends too early or too late
     */
    boolean get(StoredName name, long limit, OutputStream to) throws IOException;

    /**
     * Ask for something without fetching it.
     *
     * @param name what
     * @return whether the store has it
     * @throws IOException as {@link #get}
     */
    boolean has(StoredName name) throws IOException;

    /**
     * Keep something. Others see all of it, or what was there before.
     *
     * @param name what
     * @param content a file with its content, which does not change meanwhile
     * @throws IOException as {@link #get}
     */
    void put(StoredName name, Path content) throws IOException;

    @Override
    default void close() throws IOException {}
}
