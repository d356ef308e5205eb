package io.github.stepcache.fingerprint;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A batch of tasks that its owner, the thread that made it, does together with idle {@link HashThreads}, and that gives
 * back their results in the order in which they were submitted.
 *
 * <p>The owner submits and joins; tasks may submit further ones, and have batches of their own. Nobody ever waits for a
 * task that nobody has begun, so that a batch ends even if no other thread has time for it. No task outlives
 * {@link #close()}.
 *
 * @param <T> what a task gives back
 */
final class HashBatch<T> implements AutoCloseable {

    private final HashThreads threads;
    private final int others;
    private final int mostWaiting;
    private final Thread owner = Thread.currentThread();
    private final Object monitor = new Object();
    private final List<Slot<T>> slots = new ArrayList<>();
    private final Deque<Slot<T>> waiting = new ArrayDeque<>();
    private int unfinished;
    private int helpers;
    private boolean over;
    private boolean ownerIsAtWork; // touched by the owner only

    /**
     * Begin a batch.
     *
     * @param threads who may help
     * @param mostWaiting how many tasks may wait before the owner does one itself
     */
    HashBatch(HashThreads threads, int mostWaiting) {
        this.threads = threads;
        this.others = threads.most() - 1;
        this.mostWaiting = mostWaiting;
    }

    /** Part of the work. */
    @FunctionalInterface
    interface Task<T> {
        T run() throws IOException;
    }

    /**
     * Add a task. Where enough of them wait already, the owner does one before it comes back; what a task throws is kept
     * for {@link #join()}, and those not yet begun are dropped.
     */
    void submit(Task<T> task) {
        boolean enough;
        boolean callHelp;
        synchronized (monitor) {
            if (over) {
                return;
            }
            Slot<T> slot = new Slot<>(task);
            slots.add(slot);
            waiting.add(slot);
            unfinished++;
            enough = waiting.size() > mostWaiting;
            callHelp = waiting.size() > 1 && helpers < others; // a single task is done sooner here
            helpers += callHelp ? 1 : 0;
            monitor.notifyAll();
        }
        if (callHelp && !threads.lend(this::help)) {
            synchronized (monitor) {
                helpers--;
            }
        }
        if (enough && Thread.currentThread() == owner && !ownerIsAtWork) {
            workAsOwner(false);
        }
    }

    /**
     * Help until all tasks are done.
     *
     * @return their results, in the order in which they were submitted
     * @throws IOException what a task threw, the first of them in that order; errors and unchecked exceptions likewise
     */
    List<T> join() throws IOException {
        if (Thread.currentThread() != owner || ownerIsAtWork) {
            throw new IllegalStateException("A batch is joined by its owner, and not from within its own tasks");
        }
        workAsOwner(true);
        List<T> results = new ArrayList<>(slots.size());
        for (Slot<T> slot : slots) {
            Failure.rethrow(slot.failure);
        }
        for (Slot<T> slot : slots) {
            results.add(Objects.requireNonNull(slot.result));
        }
        return results;
    }

    /** Drop the tasks that nobody has begun, and wait for the others. */
    @Override
    public void close() {
        synchronized (monitor) {
            dropWaiting();
        }
        workAsOwner(true);
    }

    private void workAsOwner(boolean untilAllIsDone) {
        ownerIsAtWork = true;
        try {
            Slot<T> slot = untilAllIsDone ? awaitTask() : nextTask();
            while (slot != null) {
                run(slot);
                slot = untilAllIsDone ? awaitTask() : null;
            }
        } finally {
            ownerIsAtWork = false;
        }
    }

    private void help() {
        for (Slot<T> slot = nextTaskOfHelper(); slot != null; slot = nextTaskOfHelper()) {
            run(slot);
        }
    }

    private @Nullable Slot<T> nextTaskOfHelper() {
        synchronized (monitor) {
            Slot<T> slot = nextTask();
            helpers -= slot == null ? 1 : 0;
            return slot;
        }
    }

    /** The latest first: of a tree, that goes to the depth, and few directories wait. */
    private @Nullable Slot<T> nextTask() {
        synchronized (monitor) {
            return waiting.pollLast();
        }
    }

    /** Wait for something to do; the answer is null when all is done. An interrupt is kept for later. */
    private @Nullable Slot<T> awaitTask() {
        boolean interrupted = false;
        synchronized (monitor) {
            Slot<T> slot = nextTask();
            while (slot == null && unfinished > 0) {
                try {
                    monitor.wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
                slot = nextTask();
            }
            if (interrupted) {
                owner.interrupt();
            }
            return slot;
        }
    }

    private void run(Slot<T> slot) {
        slot.run();
        synchronized (monitor) {
            unfinished--;
            if (slot.failure != null) {
                dropWaiting();
            }
            if (unfinished == 0) {
                monitor.notifyAll();
            }
        }
    }

    private void dropWaiting() {
        over = true;
        unfinished -= waiting.size();
        waiting.clear();
    }

    /** A task, and later what came of it; nothing is allocated when it fails, for memory may be what it lacks. */
    private static final class Slot<T> {

        private @Nullable Task<T> task;
        private @Nullable T result;
        private @Nullable Throwable failure;

        Slot(Task<T> task) {
            this.task = task;
        }

        void run() {
            try {
                result = Objects.requireNonNull(task).run();
            } catch (Throwable e) { // Errors too reach the owner, whichever thread they hit
                failure = e;
            }
            task = null;
        }
    }
}
