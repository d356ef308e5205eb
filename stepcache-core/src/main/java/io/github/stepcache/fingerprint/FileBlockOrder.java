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

    /** Order blocks; of two files with one key, which are one file, the first is as good as the other. */
    static ContentHashes of(Collection<FileBlock> blocks) {
        PriorityQueue<Rest> rests = new PriorityQueue<>();
        blocks.forEach(block -> add(block, 0, rests));
        List<FileBlock> ordered = new ArrayList<>();
        for (Rest rest = rests.poll(); rest != null; rest = rests.poll()) {
            for (Rest twin = rests.peek(); twin != null && twin.compareTo(rest) == 0; twin = rests.peek()) {
                rests.poll();
                add(twin.block, twin.start + rest.filesInCommon(twin), rests);
            }
            Rest other = rests.peek();
            int end = other == null ? rest.block.size() : rest.block.placeOf(other.key);
            ordered.add(rest.upTo(end));
            add(rest.block, end, rests);
        }
        return new ContentHashes(ordered);
    }

    private static void add(FileBlock block, int start, PriorityQueue<Rest> rests) {
        if (start < block.size()) {
            rests.add(new Rest(block, start));
        }
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

        /** Count the files from here on that the other has as well, as long as it has no others between them. */
        int filesInCommon(Rest twin) {
            int most = Math.min(block.size() - start, twin.block.size() - twin.start);
            int count = 1;
            while (count < most && block.hasKey(start + count, twin.block, twin.start + count)) {
                count++;
            }
            return count;
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
                    block.stamps().part(start, end));
        }

        @Override
        public int compareTo(Rest other) {
            return Arrays.compareUnsigned(key, other.key);
        }
    }
}
