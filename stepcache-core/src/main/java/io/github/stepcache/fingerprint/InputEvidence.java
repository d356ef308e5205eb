package io.github.stepcache.fingerprint;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/**
 * What proves, without listing a directory or reading a file, that a search for inputs would end as it did: the stamps of
 * the directories that were searched and of the files that were found. An immutable value.
 *
 * @param search digest of all that was asked for, see {@link InputSearch}
 * @param complete whether these stamps are all that it takes; they are not where links lead to inputs
 * @param directories the directories, also those in which nothing was found
 * @param files the files, with their stamps
 * @param effort how many bytes could be hashed in the time that it took, if it is not to take that long again
 */
record InputEvidence(
        String search, boolean complete, List<SearchedDirectory> directories, ContentHashes files, long effort) {

    private static final int DIRECTORIES_AT_ONCE = 256;

    /** Enough that few threads wait for the last, and not so few that handing them over takes longer. */
    private static final int BLOCKS_AT_ONCE = 8;

    InputEvidence {
        directories = List.copyOf(directories);
    }

    /** Look whether each directory and each file still has its stamp, and whether that is a proof. */
    boolean holds(Path baseDir, HashThreads threads, ReadWatch watch) {
        if (!complete) {
            return false;
        }
        watch.found(files.size(), 0);
        watch.allFound();
        try {
            return directories.size() + files.blocks().size() <= BLOCKS_AT_ONCE
                    ? directories.stream().allMatch(directory -> holds(baseDir, directory))
                            && files.blocks().stream().allMatch(block -> holds(baseDir, block, watch))
                    : holdsOnAllThreads(baseDir, threads, watch);
        } catch (InvalidPathException e) {
            return false; // a process that can write this name has found it, and this one cannot
        } catch (IOException e) {
            return false;
        }
    }

    private boolean holdsOnAllThreads(Path baseDir, HashThreads threads, ReadWatch watch) throws IOException {
        AtomicBoolean holds = new AtomicBoolean(true);
        try (HashBatch<Boolean> batch = threads.batch()) {
            inParts(directories, DIRECTORIES_AT_ONCE, batch, holds, directory -> holds(baseDir, directory));
            inParts(files.blocks(), BLOCKS_AT_ONCE, batch, holds, block -> holds(baseDir, block, watch));
            batch.join();
            return holds.get();
        }
    }

    private static <T> void inParts(
            List<T> all, int atOnce, HashBatch<Boolean> batch, AtomicBoolean holds, Predicate<T> test) {
        for (int start = 0; start < all.size(); start += atOnce) {
            List<T> part = all.subList(start, Math.min(start + atOnce, all.size()));
            batch.submit(() -> {
                if (holds.get() && !part.stream().allMatch(test)) {
                    holds.set(false);
                }
                return true;
            });
        }
    }

    private static boolean holds(Path baseDir, SearchedDirectory directory) {
        return directory.stamp().vouches(0) && isSame(baseDir.resolve(directory.key()), directory.stamp(), 0);
    }

    private static boolean holds(Path baseDir, FileBlock block, ReadWatch watch) {
        Path directory = baseDir.resolve(block.directoryKey());
        for (int i = 0; i < block.size(); i++) {
            if (!block.stamps().vouches(i) || !isSame(directory.resolve(block.name(i)), block.stamps(), i)) {
                return false;
            }
        }
        watch.skipped(block.size(), 0);
        return true;
    }

    private static boolean isSame(Path path, FileStamps stamps, int index) {
        try {
            return stamps.isStill(index, path);
        } catch (IOException e) {
            return false;
        }
    }
}
