package io.github.stepcache.fingerprint;

import java.util.Optional;

/** Tells the hash of a file without a look into it, where what the file system says of it proves that it is the same. */
interface KnownHashes {

    /** Nothing is known, and all is read. */
    KnownHashes NONE = (key, stamp) -> Optional.empty();

    /** Know the files of an earlier search by their keys. */
    static KnownHashes of(ContentHashes files) {
        return (key, stamp) ->
                files.find(key).filter(file -> file.isProvedBy(stamp)).map(ContentHashes.FileInBlock::digest);
    }

    /** Give the hash of the file with a key that has a stamp now; empty where it must be read. */
    Optional<byte[]> find(String key, FileStamp stamp);

    /**
     * Ask another where this one knows nothing.
     *
     * @param other asked for what is not known here
     * @return both together
     */
    default KnownHashes or(KnownHashes other) {
        return (key, stamp) -> {
            Optional<byte[]> known = find(key, stamp);
            return known.isPresent() ? known : other.find(key, stamp);
        };
    }
}
