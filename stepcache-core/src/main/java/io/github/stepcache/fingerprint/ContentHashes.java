package io.github.stepcache.fingerprint;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.stepcache.step.CodePointOrder;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The SHA-256 of files by key, in lower-case hex and sorted by code point: an unmodifiable map that keeps its entries in
 * arrays. Of a million files it takes less than a tenth of the memory that a tree of strings takes. Safe for use by many
 * threads.
 */
@SuppressWarnings("JdkObsolete") // a NavigableMap would take twice as many methods, which nobody calls
public final class ContentHashes extends AbstractMap<String, String> implements SortedMap<String, String> {

    private static final ContentHashes NONE = new ContentHashes(List.of());

    private final List<FileBlock> blocks;
    private final int size;

    /** Take blocks whose keys are in order, each but once. */
    ContentHashes(List<FileBlock> blocks) {
        this.blocks = List.copyOf(blocks);
        this.size = blocks.stream().mapToInt(FileBlock::size).sum();
    }

    /**
     * Copy a map, if it holds nothing but hashes.
     *
     * @param hashes hashes by key
     * @return the same entries; empty where a value is not the lower-case hex of a SHA-256, or a key holds half a
     *     surrogate pair
     */
    public static Optional<ContentHashes> copyOf(Map<String, String> hashes) {
        if (hashes instanceof ContentHashes same) {
            return Optional.of(same);
        }
        // Most sorted maps have the right order, even where their comparator is another.
        Optional<ContentHashes> copy = hashes instanceof SortedMap ? copyInOrder(hashes) : Optional.empty();
        return copy.isPresent() ? copy : copyInOrder(CodePointOrder.sortedCopy(hashes));
    }

    private static Optional<ContentHashes> copyInOrder(Map<String, String> hashes) {
        ContentHashesBuilder copy = new ContentHashesBuilder();
        for (Map.Entry<String, String> entry : hashes.entrySet()) {
            if (!copy.add(entry.getKey(), entry.getValue())) {
                return Optional.empty();
            }
        }
        return Optional.of(copy.build());
    }

    /**
     * Copy a map into as little memory as it needs.
     *
     * @param hashes hashes by key
     * @return the same entries, unmodifiable and sorted by code point
     */
    public static SortedMap<String, String> sortedCopy(Map<String, String> hashes) {
        Optional<ContentHashes> copy = copyOf(hashes);
        return copy.isPresent() ? copy.get() : CodePointOrder.sortedCopy(hashes);
    }

    /**
     * Give the empty map.
     *
     * @return no hashes
     */
    public static ContentHashes none() {
        return NONE;
    }

    /** Tell whether the stamp of any of these files can prove that it is as it was. */
    boolean isEverProved() {
        return blocks.stream().anyMatch(block -> block.stamps().observed() != FileStamps.NEVER);
    }

    List<FileBlock> blocks() {
        return blocks;
    }

    /**
     * Go through the entries as bytes, without making a string of each.
     *
     * @return a cursor before the first entry; not safe for use by many threads
     */
    public ContentHashesCursor cursor() {
        return new ContentHashesCursor(blocks);
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public @Nullable String get(@Nullable Object key) {
        return key instanceof String text ? find(text).map(FileInBlock::hash).orElse(null) : null;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return get(key) != null;
    }

    Optional<FileInBlock> find(String text) {
        byte[] key = text.getBytes(UTF_8);
        int low = 0;
        int high = blocks.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            FileBlock block = blocks.get(middle);
            int index = block.find(key);
            if (index >= 0) {
                return Optional.of(new FileInBlock(block, index));
            }
            int place = -(index + 1);
            if (place > 0 && place < block.size()) {
                return Optional.empty();
            }
            low = place == 0 ? low : middle + 1;
            high = place == 0 ? middle - 1 : high;
        }
        return Optional.empty();
    }

    /** Find a block of the same files with the same hashes. */
    Optional<FileBlock> blockLike(FileBlock block) {
        return blocks.isEmpty()
                ? Optional.empty()
                : find(block.key(0)).map(FileInBlock::block).filter(found -> found.hasSameHashesAs(block));
    }

    /** One file of a block. */
    record FileInBlock(FileBlock block, int index) {

        String hash() {
            return block.hash(index);
        }

        byte[] digest() {
            return block.digest(index);
        }

        /** Tell whether a file that has this stamp now must have the recorded hash. */
        boolean isProvedBy(FileStamp stamp) {
            return block.stamps().size() > 0
                    && block.stamps().vouches(index)
                    && block.stamps().isSame(index, stamp);
        }

        boolean hasStampOf(FileInBlock other) {
            return block.stamps().size() == 0
                    ? other.block.stamps().size() == 0
                    : other.block.stamps().size() > 0
                            && block.stamps().isSame(index, other.block.stamps(), other.index);
        }
    }

    @Override
    public Set<Entry<String, String>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<String, String>> iterator() {
                return new Entries(blocks);
            }

            @Override
            public int size() {
                return size;
            }
        };
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (!(other instanceof ContentHashes hashes)) {
            return super.equals(other);
        }
        if (this == other || size != hashes.size) {
            return this == other;
        }
        ContentHashesCursor mine = cursor();
        ContentHashesCursor others = hashes.cursor();
        while (mine.next() && others.next()) {
            if (!mine.isAtTheSameAs(others)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }

    @Override
    public Comparator<? super String> comparator() {
        return CodePointOrder.INSTANCE;
    }

    @Override
    public String firstKey() {
        if (blocks.isEmpty()) {
            throw new NoSuchElementException("There are no hashes");
        }
        return blocks.get(0).key(0);
    }

    @Override
    public String lastKey() {
        if (blocks.isEmpty()) {
            throw new NoSuchElementException("There are no hashes");
        }
        FileBlock last = blocks.get(blocks.size() - 1);
        return last.key(last.size() - 1);
    }

    /** Copy part of the map: it cannot change, so that a copy is as good as a view. */
    @Override
    public SortedMap<String, String> subMap(String from, String to) {
        return CodePointOrder.sortedCopy(this).subMap(from, to);
    }

    @Override
    public SortedMap<String, String> headMap(String to) {
        return CodePointOrder.sortedCopy(this).headMap(to);
    }

    @Override
    public SortedMap<String, String> tailMap(String from) {
        return CodePointOrder.sortedCopy(this).tailMap(from);
    }

    /** Makes the strings of one entry after the other. */
    private static final class Entries implements Iterator<Entry<String, String>> {

        private final List<FileBlock> blocks;
        private int block;
        private int index;

        Entries(List<FileBlock> blocks) {
            this.blocks = blocks;
        }

        @Override
        public boolean hasNext() {
            return block < blocks.size();
        }

        @Override
        public Entry<String, String> next() {
            if (!hasNext()) {
                throw new NoSuchElementException("There are no more hashes");
            }
            FileBlock current = blocks.get(block);
            Entry<String, String> entry = Map.entry(current.key(index), current.hash(index));
            index++;
            if (index == current.size()) {
                index = 0;
                block++;
            }
            return entry;
        }
    }
}
