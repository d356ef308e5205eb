package io.github.stepcache.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Says when a local store is cleaned up: after a part of its size was written, and once a day; in the background, and by one
 * process at a time, to spare the others the work. Safe for use by many threads.
 */
final class CleanUps implements Closeable {

    private static final Duration PAUSE = Duration.ofDays(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final LocalStore local;
    private final StoreNews news;
    private final CleanUp cleanUp;
    private final long part;
    private CompletableFuture<@Nullable Void> running = CompletableFuture.completedFuture(null);
    private long seen;
    private boolean asked;

    /**
     * Prepare.
     *
     * @param part how many bytes have to be written by this process until it cleans up again
     */
    CleanUps(LocalStore local, StoreNews news, CleanUp cleanUp, long part) {
        this.local = local;
        this.news = news;
        this.cleanUp = cleanUp;
        this.part = part;
    }

    /** Tell whether a record with contents of so many bytes stays in the store when it is cleaned up. */
    boolean hasRoomFor(byte[] record, long contentSize) {
        return DiskSpace.sum(record.length, contentSize) <= cleanUp.goal();
    }

    /** How many bytes a record and its contents can have at most. */
    long room() {
        return cleanUp.goal();
    }

    /** Something was written; perhaps it is time. */
    void consider() {
        synchronized (this) {
            boolean first = !asked;
            asked = true;
            if (!running.isDone() || (local.written() - seen < part && !(first && isLongAgo()))) {
                return;
            }
            seen = local.written();
            running = new CompletableFuture<>();
        }
        try {
            Transfers.start(() -> {
                try {
                    runAlone();
                } finally {
                    finished();
                }
            });
        } catch (OutOfMemoryError e) { // the system gives no more threads; a later write asks again
            finished();
        }
    }

    private synchronized void finished() {
        running.complete(null);
    }

    /** Wait for what is going on, but not for ever: it harms nobody where it ends in the middle. */
    @Override
    public void close() {
        CompletableFuture<@Nullable Void> last;
        synchronized (this) {
            last = running;
        }
        try {
            last.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            return;
        }
    }

    /** Clean up, unless another process does so. Without a lock, two of them would do the same, and no harm. */
    private void runAlone() {
        try (FileChannel channel = FileChannel.open(
                checkedMark(), StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            if (tryLock(channel)) {
                long freed = cleanUp.run();
                Files.setLastModifiedTime(mark(), FileTime.from(Instant.now()));
                news.cleanedUp(local.directory(), freed);
            }
        } catch (IOException | RuntimeException e) { // unchecked, from a file system that need not be the JDK's own
            news.localFailed(local, e, "It may get larger than it should.");
        }
    }

    private static boolean tryLock(FileChannel channel) {
        try {
            @Nullable FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) { // this file system has no locks
            return true;
        }
    }

    /** Tell whether nobody has cleaned up for a while. A store without the mark is new. */
    private boolean isLongAgo() {
        try {
            Files.createFile(mark());
            return false;
        } catch (IOException e) {
            return isOld(mark()); // it is there, as a rule
        }
    }

    private static boolean isOld(Path mark) {
        try {
            return Files.getLastModifiedTime(mark)
                    .toInstant()
                    .isBefore(Instant.now().minus(PAUSE));
        } catch (IOException e) {
            return false;
        }
    }

    /** To open a pipe can take for ever. */
    private Path checkedMark() throws IOException {
        Path mark = mark();
        if (Files.exists(mark, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(mark, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileSystemException(mark.toString(), null, "clean-up.lock is no file");
        }
        return mark;
    }

    private Path mark() {
        return local.directory().resolve("clean-up.lock");
    }
}
