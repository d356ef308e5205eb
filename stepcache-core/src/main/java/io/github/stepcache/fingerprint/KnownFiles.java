package io.github.stepcache.fingerprint;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The hashes of the files that this process has read last, so that what one step has written, or read, is not read again
 * for the next one. Only files whose stamp vouches for them are kept. Safe for use by many threads.
 */
public final class KnownFiles implements KnownHashes {

    /** Some two megabytes; to read so many small files again takes a tenth of a second. */
    private static final int MOST = 10_000;

    private final boolean trusting;
    private final Map<FileStamp, byte[]> hashes = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<FileStamp, byte[]> eldest) {
            return size() > MOST;
        }
    };

    private KnownFiles(boolean trusting) {
        this.trusting = trusting;
    }

    /**
     * Rely on what file systems say of files, where they can be relied on.
     *
     * @return an empty memory
     */
    public static KnownFiles byStamp() {
        return new KnownFiles(true);
    }

    /**
     * Rely on nothing but content: no file is known without a look into it.
     *
     * @return a memory that stays empty
     */
    public static KnownFiles none() {
        return new KnownFiles(false);
    }

    /** Look which devices can be relied on, if any. */
    LocalDevices devices() {
        return trusting ? LocalDevices.asked() : LocalDevices.none();
    }

    @Override
    public Optional<byte[]> find(String key, FileStamp stamp) {
        synchronized (hashes) {
            return Optional.ofNullable(hashes.get(stamp));
        }
    }

    /** Take in what was read, unless it is more than is kept. */
    void learn(ContentHashes files) {
        if (!trusting || files.size() > MOST) {
            return;
        }
        for (FileBlock block : files.blocks()) {
            for (int i = 0; i < block.size(); i++) {
                if (block.stamps().vouches(i)) {
                    learn(block.stamps().get(i, FileStamp.Type.FILE), block.digest(i));
                }
            }
        }
    }

    private void learn(FileStamp stamp, byte[] hash) {
        synchronized (hashes) {
            hashes.remove(stamp);
            hashes.put(stamp, hash);
        }
    }
}
