package io.github.stepcache.fingerprint;

import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that read and hash files beside the caller's own: a few daemons, which come when there is more to do than
 * one thread can and go when there is nothing left. Safe for use by many threads; it need not be closed.
 */
public final class HashThreads {

    /** How many tasks of a batch wait for each other thread. */
    private static final int MOST_WAITING = 8;

    private static final HashThreads OF_ALL_PROCESSORS =
            new HashThreads(Runtime.getRuntime().availableProcessors());

    private final int most;
    private final Semaphore idle;
    private final ThreadPoolExecutor others;

    /**
     * Take so many threads at most.
     *
     * @param threads how many threads may work at once, the caller's own included; with 1, no other thread is ever started
     */
    public HashThreads(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("At least one thread has to hash, not " + threads);
        }
        this.most = threads;
        this.idle = new Semaphore(threads - 1);
        // The semaphore bounds how many work. In the queue of a bounded pool, work could wait for as long as the other
        // threads are busy; here what is accepted runs at once.
        this.others = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), new Daemons());
    }

    /**
     * Share the threads of all who name no others.
     *
     * @return as many as there are processors
     */
    public static HashThreads ofAllProcessors() {
        return OF_ALL_PROCESSORS;
    }

    /** How many threads may work at once, the caller's own included. */
    int most() {
        return most;
    }

    /** Start a batch of work that the caller's thread and idle ones do together. */
    <T> HashBatch<T> batch() {
        return new HashBatch<>(this, (most - 1) * MOST_WAITING);
    }

    /** Run something at once on an idle thread, if there is one; the answer says whether there was. */
    boolean lend(Runnable work) {
        if (!idle.tryAcquire()) {
            return false;
        }
        boolean lent = false;
        try {
            others.execute(() -> {
                try {
                    work.run();
                } finally {
                    idle.release();
                }
            });
            lent = true;
        } catch (OutOfMemoryError e) {
            // The system gives no more threads: the caller does its work alone.
        } finally {
            if (!lent) {
                idle.release();
            }
        }
        return lent;
    }

    /** Makes threads that hold on to nothing of the application whose call started them. */
    private static final class Daemons implements ThreadFactory {

        private final AtomicInteger count = new AtomicInteger();

        @Override
        public Thread newThread(Runnable work) {
            Thread thread = new Thread(null, work, "stepcache-hash-" + count.incrementAndGet(), 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(HashThreads.class.getClassLoader());
            return thread;
        }
    }
}
