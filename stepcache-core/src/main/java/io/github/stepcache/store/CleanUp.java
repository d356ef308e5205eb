package io.github.stepcache.store;

import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes a local store smaller: records that were not used for long go, then the contents of which no record speaks. It needs no
 * rest for that: what vanishes under another process is not there for it, and that is all. Contents that were written or
 * wanted a moment ago stay, since their record may be about to come.
 *
 * <p>What a record speaks of is read from the words in it that look like hashes. So no other version of this library, and
 * nobody with another secret, loses contents because a record cannot be read here. As long as the file system does not let
 * us read one, contents that may be its own only go after a long time.
 */
final class CleanUp {

    private static final Duration OF_DEAD_PROCESSES = Duration.ofHours(1);
    private static final Duration LOOKED_AT = Duration.ofDays(7);
    private static final Duration PERHAPS_OTHERS = Duration.ofDays(30);

    private final LocalStore local;
    private final long maxSize;
    private final Optional<Duration> maxAge;
    private final Duration grace;

    /**
     * Prepare.
     *
     * @param maxSize how many bytes there may be; if there are more, a tenth less than that is left
     * @param maxAge how long something is kept that nobody uses
     * @param grace how long a content is left alone of which no record speaks
     */
    CleanUp(LocalStore local, long maxSize, Optional<Duration> maxAge, Duration grace) {
        this.local = local;
        this.maxSize = maxSize;
        this.maxAge = maxAge;
        this.grace = grace;
    }

    /** Clean up, and say how many bytes that has set free. */
    long run() {
        Instant now = Instant.now();
        long freed = removeOld(StoreFile.temporaries(local.temporaries()), now.minus(OF_DEAD_PROCESSES));
        freed += removeOld(StoreFile.damaged(local.damaged()), now.minus(LOOKED_AT));
        List<Path> closed = new ArrayList<>();
        List<StoreFile> records = StoreFile.list(local.records(), closed);
        boolean unknown = !closed.isEmpty();
        List<StoreFile> blobs = StoreFile.list(local.blobs(), closed);
        long size = size(records) + size(blobs);
        Sweep sweep = new Sweep(blobs, size > maxSize ? goal() : Long.MAX_VALUE);
        records.sort(Comparator.comparing(StoreFile::modified).reversed());
        for (StoreFile record : records) {
            boolean old = maxAge.isPresent() && record.modified().toInstant().isBefore(now.minus(maxAge.get()));
            Optional<List<String>> hashes = record.hashes();
            boolean goes = old || (hashes.isPresent() && !sweep.hasRoomFor(record, hashes.get()));
            if (goes && record.delete()) {
                freed += record.size();
            } else {
                sweep.mark(record, hashes.orElse(List.of()));
                unknown |= hashes.isEmpty();
            }
        }
        FileTime young = FileTime.from(now.minus(unknown ? graceForOthers() : grace));
        for (StoreFile blob : blobs) {
            if (!sweep.isMarked(blob) && blob.modified().compareTo(young) <= 0 && blob.delete()) {
                freed += blob.size();
            }
        }
        return freed;
    }

    /** How many bytes are left at most of a store that got too large; a record that has more with its contents goes. */
    long goal() {
        return maxSize - maxSize / 10;
    }

    private Duration graceForOthers() {
        Duration age = maxAge.orElse(PERHAPS_OTHERS);
        return age.compareTo(grace) > 0 ? age : grace;
    }

    private static long removeOld(List<StoreFile> files, Instant before) {
        long freed = 0;
        for (StoreFile file : files) {
            if (file.modified().toInstant().isBefore(before) && file.delete()) {
                freed += file.size();
            }
        }
        return freed;
    }

    private static long size(List<StoreFile> files) {
        return files.stream().mapToLong(StoreFile::size).sum();
    }

    /** What stays: it is filled from the record that was used last. */
    private static final class Sweep {

        private final Map<String, StoreFile> blobs = new HashMap<>();
        private final Set<String> marked = new HashSet<>();
        private final long goal;
        private long kept;
        private boolean full;

        Sweep(List<StoreFile> blobs, long goal) {
            blobs.forEach(blob -> this.blobs.put(blob.name(), blob));
            this.goal = goal;
        }

        /**
         * Tell whether a record fits in with all its contents; when one does not, neither do those before it. One that could
         * not even fit in alone takes no room from others.
         */
        boolean hasRoomFor(StoreFile record, List<String> hashes) {
            if (full || goal == Long.MAX_VALUE) {
                return !full;
            }
            long alone = record.size();
            long more = record.size();
            for (String hash : new HashSet<>(hashes)) {
                StoreFile blob = blobs.get(hash);
                long size = blob == null ? 0 : blob.size();
                alone += size;
                more += marked.contains(hash) ? 0 : size;
            }
            if (alone > goal) {
                return false;
            }
            full = kept + more > goal;
            return !full;
        }

        void mark(StoreFile record, List<String> hashes) {
            kept += record.size();
            for (String hash : hashes) {
                StoreFile blob = blobs.get(hash);
                if (blob != null && marked.add(hash)) {
                    kept += blob.size();
                }
            }
        }

        boolean isMarked(StoreFile blob) {
            return marked.contains(blob.name());
        }
    }
}
