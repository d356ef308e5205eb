package io.github.stepcache.store;

/**
 * A file that a run left, as a store keeps it.
 *
 * @param size how many bytes it has
 * @param hash SHA-256 of its content in lower-case hex, under which the store keeps that
 * @param executable whether its owner may execute it
 */
public record StoredFile(long size, String hash, boolean executable) {}
