package io.github.stepcache;

import io.github.stepcache.TransferProgress.Direction;
import io.github.stepcache.store.TransferWatch;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Counts what is moved from or to a store and, where that takes long, tells how far it has come. Safe for use by many
 * threads.
 */
final class TransferMeter implements TransferWatch {

    private final Direction direction;
    private final LongSupplier nanoTime;
    private final Pace<TransferProgress> pace;
    private volatile Transfer transfer;

    /**
     * Begin to wait for what will be moved.
     *
     * @param direction which way it goes
     * @param nanoTime tells the time, as {@link System#nanoTime} does
     * @param often told after two seconds, and from then on five times a second at most
     * @param seldom told every ten seconds
     */
    TransferMeter(
            Direction direction,
            LongSupplier nanoTime,
            Consumer<TransferProgress> often,
            Consumer<TransferProgress> seldom) {
        this.direction = direction;
        this.nanoTime = nanoTime;
        this.pace = new Pace<>(nanoTime, this::progress, often, seldom);
        this.transfer = new Transfer(0, 0, nanoTime.getAsLong());
    }

    /** Where one store had only a part of it, another one begins anew. */
    @Override
    public void planned(long files, long bytes) {
        transfer = new Transfer(files, bytes, nanoTime.getAsLong());
        pace.tellInTime();
    }

    @Override
    public void bytesMoved(long count) {
        transfer.bytesDone.add(count);
        pace.tellInTime();
    }

    @Override
    public void fileMoved() {
        transfer.filesDone.increment();
        pace.tellInTime();
    }

    private TransferProgress progress(long now) {
        return transfer.progress(direction, now);
    }

    /** What is to be moved, and what was. */
    private static final class Transfer {

        private final long files;
        private final long bytes;
        private final long start;
        private final LongAdder filesDone = new LongAdder();
        private final LongAdder bytesDone = new LongAdder();

        Transfer(long files, long bytes, long start) {
            this.files = files;
            this.bytes = bytes;
            this.start = start;
        }

        /** A file that had to be moved a second time counts twice: what was done was there. */
        TransferProgress progress(Direction direction, long now) {
            long moved = filesDone.sum();
            long volume = bytesDone.sum();
            return new TransferProgress(
                    direction,
                    moved,
                    volume,
                    Math.max(moved, files),
                    Math.max(volume, bytes),
                    Duration.ofNanos(now - start));
        }
    }
}
