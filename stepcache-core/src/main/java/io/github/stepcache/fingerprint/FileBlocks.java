package io.github.stepcache.fingerprint;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.stepcache.fingerprint.ContentHashes.FileInBlock;
import io.github.stepcache.step.CodePointOrder;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Puts blocks of files in order: each search comes in order, but one can find what another has found. */
final class FileBlocks {

    private FileBlocks() {}

    static ContentHashes inOrder(List<FileBlock> blocks) {
        if (isInOrder(blocks)) {
            return new ContentHashes(blocks);
        }
        List<FileBlock> sorted = new ArrayList<>(blocks);
        sorted.sort(Comparator.comparing(block -> block.key(0), CodePointOrder.INSTANCE));
        return new ContentHashes(isInOrder(sorted) ? sorted : mixed(blocks));
    }

    private static boolean isInOrder(List<FileBlock> blocks) {
        for (int i = 1; i < blocks.size(); i++) {
            FileBlock before = blocks.get(i - 1);
            byte[] first = blocks.get(i).key(0).getBytes(UTF_8);
            if (before.compare(before.size() - 1, first) >= 0) {
                return false;
            }
        }
        return true;
    }

    /** Take the files one by one; of two with one key, which are one file, the first is as good as the other. */
    private static List<FileBlock> mixed(List<FileBlock> blocks) {
        SortedMap<String, FileInBlock> files = new TreeMap<>(CodePointOrder.INSTANCE);
        for (FileBlock block : blocks) {
            for (int i = 0; i < block.size(); i++) {
                files.putIfAbsent(block.key(i), new FileInBlock(block, i));
            }
        }
        List<FileBlock> mixed = new ArrayList<>();
        List<FileInBlock> together = new ArrayList<>();
        for (FileInBlock file : files.values()) {
            if (!together.isEmpty() && !belongTogether(together.get(0), file, together.size())) {
                mixed.add(block(together));
                together.clear();
            }
            together.add(file);
        }
        mixed.add(block(together));
        return mixed;
    }

    private static boolean belongTogether(FileInBlock first, FileInBlock next, int count) {
        FileStamps stamps = first.block().stamps();
        return count < FileBlock.MOST_FILES
                && Arrays.equals(first.block().directory(), next.block().directory())
                && stamps.device() == next.block().stamps().device()
                && stamps.observed() == next.block().stamps().observed();
    }

    private static FileBlock block(List<FileInBlock> files) {
        FileBlock first = files.get(0).block();
        ByteArrayOutputStream names = new ByteArrayOutputStream();
        int[] ends = new int[files.size()];
        byte[] hashes = new byte[files.size() * Sha256.BYTES];
        long[] numbers = new long[files.size() * FileStamps.EACH];
        for (int i = 0; i < files.size(); i++) {
            FileBlock from = files.get(i).block();
            int index = files.get(i).index();
            names.write(from.names(), from.start(index), from.nameLength(index));
            ends[i] = names.size();
            System.arraycopy(from.hashes(), index * Sha256.BYTES, hashes, i * Sha256.BYTES, Sha256.BYTES);
            System.arraycopy(
                    from.stamps().numbers(), index * FileStamps.EACH, numbers, i * FileStamps.EACH, FileStamps.EACH);
        }
        FileStamps stamps = first.stamps();
        return new FileBlock(
                first.directory(),
                names.toByteArray(),
                ends,
                hashes,
                new FileStamps(stamps.device(), stamps.observed(), numbers));
    }
}
