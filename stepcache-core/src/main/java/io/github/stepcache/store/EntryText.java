package io.github.stepcache.store;

import java.util.Optional;

/**
 * The bytes that a store keeps of a {@link StoreEntry}: one line with a checksum or a signature over all that follows, and
 * then JSON. Whatever bytes there are, reading them ends with an entry or with {@link NotAnEntryException}, within bounded
 * time and memory. Safe for use by many threads.
 */
final class EntryText {

    /** How many bytes a record has at most; each takes a few bytes of memory while it is read. */
    static final int MAX_BYTES =
            (int) Math.min(1L << 26, Math.max(1L << 22, Runtime.getRuntime().maxMemory() / 8));

    /** How many files and directories a record has at most. */
    static final int MAX_ENTRIES = 250_000;

    private final EntrySeal seal;

    /**
     * Make one.
     *
     * @param secret signs what is written, and must have signed what is read; without it, nothing is signed, and what is
     *     signed is not read
     * @throws IllegalArgumentException if the secret is empty
     */
    EntryText(Optional<byte[]> secret) {
        this.seal = new EntrySeal(secret);
    }

    /**
     * Write.
     *
     * @param entry what to write, its times in microseconds and milliseconds
     * @return the bytes, from which {@link #read} makes the same entry
     * @throws NotAnEntryException if it could not be read again
     */
    byte[] write(StoreEntry entry) throws NotAnEntryException {
        EntryForm.check(entry);
        return seal.seal(EntryWriter.write(entry, MAX_BYTES - EntrySeal.LONGEST));
    }

    /**
     * Read.
     *
     * @param text whatever was found
     * @param expected the key under which it was found
     * @return what it says
     * @throws NotAnEntryException if that is no record of this key, or nobody who is trusted has written it
     */
    StoreEntry read(byte[] text, StoreKey expected) throws NotAnEntryException {
        if (text.length > MAX_BYTES) {
            throw new NotAnEntryException(
                    "it has " + text.length + " bytes, and no more than " + MAX_BYTES + " are read");
        }
        StoreEntry entry = EntryParser.parse(text, seal.check(text));
        if (!entry.key().equals(expected)) {
            throw new NotAnEntryException("it is the record of another key");
        }
        EntryForm.check(entry);
        return entry;
    }
}
