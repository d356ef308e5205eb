package io.github.stepcache.store;

/**
 * What bytes are known by.
 *
 * @param size how many there are
 * @param hash their SHA-256 in lower-case hex
 */
record Content(long size, String hash) {

    /** No bytes at all, not even none of them. */
    static final Content NONE = new Content(-1, "");
}
