package io.github.stepcache.store;

import java.io.IOException;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Moves many files at once, on threads of its own: there, no interrupt of the caller closes a file that is being moved. The
 * threads are daemons, which come when there is something to do and go when there is nothing left.
 */
final class Transfers {

    /** A single thread seldom makes a disk busy, and hashing takes as long as reading. */
    static final int FOR_DISKS = Math.max(2, Math.min(8, Runtime.getRuntime().availableProcessors()));

    /** How many work is bounded by each call; in the queue of a bounded pool, one call could wait for another for ever. */
    private static final ThreadPoolExecutor THREADS =
            new ThreadPoolExecutor(0, Integer.MAX_VALUE, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), new Daemons());

    private Transfers() {}

    /** What is to be done with one thing. */
    @FunctionalInterface
    interface Job<T> {
        void run(T thing) throws IOException;
    }

    /** Something that has an outcome. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException;
    }

    /** Do something on another thread, and do not wait. */
    static void start(Runnable work) {
        THREADS.execute(work);
    }

    /**
     * Do something on another thread, and wait for its end, whatever interrupts come.
     *
     * @return its outcome
     * @throws IOException what it throws; errors and unchecked exceptions likewise
     */
    static <T> T call(Work<T> work) throws IOException {
        AtomicReference<@Nullable T> outcome = new AtomicReference<>();
        each(List.of(work), 1, only -> outcome.set(only.run()));
        @Nullable T value = outcome.get();
        if (value == null) {
            throw new IllegalStateException("Work without an outcome");
        }
        return value;
    }

    /**
     * Do something with each of many things, and wait for the end, whatever interrupts come. After a failure, no more are
     * begun.
     *
     * @param things the things, in the order in which they are begun
     * @param atOnce how many at once, at least one
     * @param job what to do
     * @throws IOException what the first failing job throws; errors and unchecked exceptions likewise
     */
    static <T> void each(Collection<? extends T> things, int atOnce, Job<T> job) throws IOException {
        Batch<T> batch = new Batch<>(things.iterator(), job);
        int wanted = Math.min(atOnce, things.size());
        CountDownLatch running = new CountDownLatch(wanted);
        int started = 0;
        try {
            for (; started < wanted; started++) {
                THREADS.execute(() -> {
                    try {
                        batch.work();
                    } finally {
                        running.countDown();
                    }
                });
            }
        } catch (OutOfMemoryError e) { // the system gives no more threads
            if (started == 0) {
                batch.work();
            }
        } finally {
            for (int missing = started; missing < wanted; missing++) {
                running.countDown();
            }
            await(running);
        }
        batch.rethrow();
    }

    private static void await(CountDownLatch running) {
        boolean interrupted = false;
        while (true) {
            try {
                running.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** What several threads take their work from. */
    private static final class Batch<T> {

        private final Iterator<? extends T> things;
        private final Job<T> job;
        private @Nullable Throwable failure;

        Batch(Iterator<? extends T> things, Job<T> job) {
            this.things = things;
            this.job = job;
        }

        void work() {
            for (T thing = next(); thing != null; thing = next()) {
                try {
                    job.run(thing);
                } catch (Throwable e) { // errors, too, reach the caller
                    fail(e);
                }
            }
        }

        private synchronized @Nullable T next() {
            return failure == null && things.hasNext() ? things.next() : null;
        }

        private synchronized void fail(Throwable e) {
            failure = failure == null ? e : failure;
        }

        synchronized void rethrow() throws IOException {
            if (failure instanceof IOException e) {
                throw e;
            }
            if (failure instanceof RuntimeException e) {
                throw e;
            }
            if (failure instanceof Error e) {
                throw e;
            }
            if (failure != null) {
                throw new IllegalStateException(failure); // what the job did not declare
            }
        }
    }

    /** Makes threads that hold on to nothing of the application whose call started them. */
    private static final class Daemons implements ThreadFactory {

        private final AtomicInteger count = new AtomicInteger();

        @Override
        public Thread newThread(Runnable work) {
            Thread thread = new Thread(null, work, "stepcache-store-" + count.incrementAndGet(), 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(Transfers.class.getClassLoader());
            return thread;
        }
    }
}
