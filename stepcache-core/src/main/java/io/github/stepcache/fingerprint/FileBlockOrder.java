package io.github.stepcache.fingerprint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Puts blocks in the order of their keys. The files of a directory lie between those of the directories in it, so that
 * its blocks are cut where others come in between.
 */
final class FileBlockOrder {

    private FileBlockOrder() {}

    /** Order blocks that have no key in common. */
    static ContentHashes of(Collection<FileBlock> blocks) {
        PriorityQueue<Rest> rests = new PriorityQueue<>();
        blocks.stream().filter(block -> block.size() > 0).forEach(block -> rests.add(new Rest(block, 0)));
        List<FileBlock> ordered = new ArrayList<>();
        for (Rest rest = rests.poll(); rest != null; rest = rests.poll()) {
            Rest other = rests.peek();
            int end = other == null ? rest.block.size() : -(rest.block.find(other.key) + 1);
            ordered.add(rest.upTo(end));
            if (end < rest.block.size()) {
                rests.add(new Rest(rest.block, end));
            }
        }
        return new ContentHashes(ordered);
    }

    /** What is left of a block from an index on. */
    private static final class Rest implements Comparable<Rest> {

        private final FileBlock block;
        private final int start;
        private final byte[] key;

        Rest(FileBlock block, int start) {
            this.block = block;
            this.start = start;
            this.key = block.keyBytes(start);
        }

        FileBlock upTo(int end) {
            if (start == 0 && end == block.size()) {
                return block;
            }
            int[] ends = Arrays.copyOfRange(block.ends(), start, end);
            for (int index = 0; index < ends.length; index++) {
                ends[index] -= block.start(start);
            }
            return new FileBlock(
                    block.directory(),
                    Arrays.copyOfRange(block.names(), block.start(start), block.start(end)),
                    ends,
                    Arrays.copyOfRange(block.hashes(), start * Sha256.BYTES, end * Sha256.BYTES),
                    FileStamps.NONE);
        }

        @Override
        public int compareTo(Rest other) {
            return Arrays.compareUnsigned(key, other.key);
        }
    }
}
