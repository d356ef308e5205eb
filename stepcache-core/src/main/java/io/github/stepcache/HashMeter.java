package io.github.stepcache;

import io.github.stepcache.FingerprintProgress.Part;
import io.github.stepcache.fingerprint.ReadWatch;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Counts what is read in one call of a step and, where reading takes long, tells how far it has come. Safe for use by many
 * threads.
 */
final class HashMeter implements ReadWatch {

    private final LongSupplier nanoTime;
    private final Pace<FingerprintProgress> pace;
    private final LongAdder filesRead = new LongAdder();
    private final LongAdder bytesRead = new LongAdder();
    private volatile Search search;

    /**
     * Begin to count.
     *
     * @param nanoTime tells the time, as {@link System#nanoTime} does
     * @param often told after two seconds, and from then on five times a second at most
     * @param seldom told every ten seconds
     */
    HashMeter(LongSupplier nanoTime, Consumer<FingerprintProgress> often, Consumer<FingerprintProgress> seldom) {
        this.nanoTime = nanoTime;
        this.pace = new Pace<>(nanoTime, this::progress, often, seldom);
        this.search = new Search(Part.INPUTS, nanoTime.getAsLong(), HashVolume.NONE);
    }

    /** Be patient anew: the step itself has run meanwhile, or its outputs were brought back. */
    void restart() {
        pace.restart();
    }

    /** What was read since this began to count. */
    HashVolume volume() {
        return new HashVolume(filesRead.sum(), bytesRead.sum());
    }

    @Override
    public void inputsBegin() {
        search = new Search(Part.INPUTS, nanoTime.getAsLong(), volume());
    }

    @Override
    public void outputsBegin() {
        search = new Search(Part.OUTPUTS, nanoTime.getAsLong(), volume());
    }

    @Override
    public void found(int files, long bytes) {
        search.filesFound.add(files);
        search.bytesFound.add(bytes);
        pace.tellInTime();
    }

    @Override
    public void allFound() {
        search.allFound = true;
    }

    @Override
    public void read(long bytes) {
        bytesRead.add(bytes);
        pace.tellInTime();
    }

    @Override
    public void ended() {
        filesRead.increment();
    }

    @Override
    public void skipped(int files, long bytes) {
        search.filesSkipped.add(files);
        search.bytesSkipped.add(bytes);
        pace.tellInTime();
    }

    private FingerprintProgress progress(long now) {
        return search.progress(volume(), now);
    }

    /** One search for files: what was found and passed over in it. */
    private static final class Search {

        private final Part part;
        private final long start;
        private final HashVolume before;
        private final LongAdder filesFound = new LongAdder();
        private final LongAdder bytesFound = new LongAdder();
        private final LongAdder filesSkipped = new LongAdder();
        private final LongAdder bytesSkipped = new LongAdder();
        private volatile boolean allFound;

        Search(Part part, long start, HashVolume before) {
            this.part = part;
            this.start = start;
            this.before = before;
        }

        /** A file may grow after it was found: what was done was there. */
        FingerprintProgress progress(HashVolume volume, long now) {
            boolean all = allFound;
            HashVolume read = volume.since(before);
            long filesDone = filesSkipped.sum() + read.files();
            long bytesDone = bytesSkipped.sum() + read.bytes();
            return new FingerprintProgress(
                    part,
                    filesDone,
                    bytesDone,
                    Math.max(filesDone, filesFound.sum()),
                    Math.max(bytesDone, bytesFound.sum()),
                    all,
                    read,
                    Duration.ofNanos(now - start));
        }
    }
}
