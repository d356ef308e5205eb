package io.github.stepcache.fingerprint;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Builds {@link ContentHashes} out of entries that come in order. Not safe for use by many threads. */
public final class ContentHashesBuilder {

    /** What the objects of a block take beside what is in its arrays. */
    private static final int BLOCK = 128;

    private final ContentHashes known;
    private final List<FileBlock> blocks = new ArrayList<>();
    private final ByteArrayOutputStream names = new ByteArrayOutputStream();
    private final ByteArrayOutputStream hashes = new ByteArrayOutputStream();
    private final int[] ends = new int[FileBlock.MOST_FILES];
    private int count;
    private final byte[] parsed = new byte[Sha256.BYTES];
    private byte[] directory = {};
    private byte[] last = {};
    private long bytes;

    /** Start with no entry. */
    public ContentHashesBuilder() {
        this(ContentHashes.none());
    }

    /**
     * Start with no entry.
     *
     * @param known hashes that share their memory with the new ones where both are the same
     */
    public ContentHashesBuilder(ContentHashes known) {
        this.known = known;
    }

    /**
     * Add an entry, if it can be one.
     *
     * @param key its key, behind those added before it
     * @param hash its hash
     * @return false where the key is not behind the others or holds half a surrogate pair, or the hash is not the
     *     lower-case hex of a SHA-256; nothing was added then
     */
    public boolean add(String key, String hash) {
        if (!parse(hash) || !isText(key)) {
            return false;
        }
        byte[] bytes = key.getBytes(UTF_8);
        boolean first = count == 0 && blocks.isEmpty();
        if (!first && Arrays.compareUnsigned(last, bytes) >= 0) {
            return false;
        }
        last = bytes;
        int nameStart = key.lastIndexOf('/') < 0 ? 0 : lastSlash(bytes) + 1;
        boolean sameDirectory =
                nameStart == directory.length && Arrays.equals(bytes, 0, nameStart, directory, 0, nameStart);
        if (!sameDirectory || count == FileBlock.MOST_FILES) {
            close();
            directory = sameDirectory ? directory : Arrays.copyOf(bytes, nameStart);
        }
        names.write(bytes, nameStart, bytes.length - nameStart);
        hashes.write(parsed, 0, parsed.length);
        ends[count++] = names.size();
        return true;
    }

    /**
     * Tell how much memory was taken.
     *
     * @return how many bytes, roughly, without those that are shared
     */
    public long bytes() {
        return bytes;
    }

    /**
     * Finish.
     *
     * @return what was added
     */
    public ContentHashes build() {
        close();
        return new ContentHashes(blocks);
    }

    private void close() {
        if (count > 0) {
            FileBlock made = new FileBlock(
                    directory, names.toByteArray(), Arrays.copyOf(ends, count), hashes.toByteArray(), FileStamps.NONE);
            Optional<FileBlock> same = known.blockLike(made);
            bytes += same.isPresent() ? 0 : BLOCK + names.size() + hashes.size() + (long) Integer.BYTES * count;
            blocks.add(same.orElse(made));
            names.reset();
            hashes.reset();
            count = 0;
        }
    }

    /** Parse a hash as it is written here; by hand, since there may be a million of them. */
    private boolean parse(String hash) {
        boolean valid = hash.length() == 2 * parsed.length;
        for (int i = 0; valid && i < parsed.length; i++) {
            int value = digit(hash.charAt(2 * i)) << 4 | digit(hash.charAt(2 * i + 1));
            parsed[i] = (byte) value;
            valid = value >= 0;
        }
        return valid;
    }

    /** The value of a digit; negative where it is none. */
    private static int digit(char digit) {
        if (digit >= '0' && digit <= '9') {
            return digit - '0';
        }
        return digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
    }

    /** Tell whether each half of a surrogate pair has its other half beside it. */
    private static boolean isText(String key) {
        int at = 0;
        while (at < key.length()) {
            int point = key.codePointAt(at);
            if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                return false;
            }
            at += Character.charCount(point);
        }
        return true;
    }

    private static int lastSlash(byte[] key) {
        int at = key.length - 1;
        while (key[at] != '/') {
            at--;
        }
        return at;
    }
}
