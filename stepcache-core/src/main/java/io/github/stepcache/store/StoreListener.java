package io.github.stepcache.store;

/**
 * Is told what becomes of stores. It must be safe for use by many threads. What it throws does no harm. None of the texts has
 * credentials in it.
 */
public interface StoreListener {

    /**
     * A store did not do what it was asked for, after all attempts. The step that needed it runs, or is not shared.
     *
     * @param store which store, see {@link RemoteStore#describe}; {@code local} for the local one
     * @param problem what happened, in words
     */
    default void failed(String store, String problem) {}

    /**
     * A store is not asked for a while, since it failed again and again.
     *
     * @param store which store
     */
    default void down(String store) {}

    /**
     * A store that was not asked for a while answers again.
     *
     * @param store which store
     */
    default void up(String store) {}

    /**
     * Content was not what its hash says, and was set aside.
     *
     * @param store which store it came from
     * @param hash the hash that it should have had
     */
    default void damaged(String store, String hash) {}

    /**
     * Something came from a remote store.
     *
     * @param store which store
     * @param bytes how many bytes
     */
    default void received(String store, long bytes) {}

    /**
     * Something went to a remote store.
     *
     * @param store which store
     * @param bytes how many bytes
     */
    default void sent(String store, long bytes) {}
}
