package io.github.stepcache;

import io.github.stepcache.decision.Decision;
import io.github.stepcache.lock.StepLock;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A step that was {@linkplain StepCache#open begun}, and the right to run it, until its caller says how it ended: once,
 * with {@link #replay}, {@link #complete} or {@link #fail}. Whoever never says so keeps others waiting for ever; a process
 * that dies leaves a run that did not finish.
 *
 * <p>It may be begun and ended on different threads, one after the other.
 *
 * @param <T> what the step returns
 */
public final class OpenStep<T extends @Nullable Object> {

    private final StepRun<T> run;
    private final StepLock lock;
    private final Thread beginner = Thread.currentThread();
    private final AtomicBoolean detached = new AtomicBoolean();
    private final AtomicBoolean ended = new AtomicBoolean();

    OpenStep(StepRun<T> run, StepLock lock) {
        this.run = run;
        this.lock = lock;
    }

    /**
     * Tell what was decided.
     *
     * @return fresh or restored where the recorded value is to be replayed; stale where the work is to be done
     */
    public Decision decision() {
        return run.decision();
    }

    /**
     * Tell what to do.
     *
     * @return whether to {@link #replay}, and not to do the work
     */
    public boolean isFresh() {
        return decision().isFresh();
    }

    /**
     * Let the step outlive the work of this thread. Until then, this thread may call the step again, from within its own
     * run; from now on, it waits as everybody else does.
     */
    public void detach() {
        lock.detach();
        leave();
    }

    /**
     * Leave the method that began the step, which goes on: until a transaction around it ends, say. Other than after
     * {@link #detach}, this thread may still call the step again. On any other thread than the one that began the step, this
     * does nothing.
     */
    public void leave() {
        if (Thread.currentThread() == beginner && !ended.get() && detached.compareAndSet(false, true)) {
            run.detached();
        }
    }

    /**
     * End the step with the recorded value.
     *
     * @return the value, and what became of the step
     * @throws IllegalStateException if the step is not fresh, or has ended
     */
    public StepResult<T> replay() {
        if (!isFresh()) {
            throw new IllegalStateException("A step that is not fresh has no value to replay");
        }
        end();
        try (lock) {
            return run.replay();
        }
    }

    /**
     * Look, where that is to be a failure, whether required outputs are missing: before something ends that cannot be
     * undone, such as a transaction. The step goes on until it is told to {@link #fail} or {@link #complete}.
     *
     * @throws MissingOutputsException if they are
     */
    public void requireOutputs() {
        run.requireOutputs();
    }

    /**
     * End the step well: what it read and left is remembered, if nothing stands against it.
     *
     * @param value what it returned
     * @return the same value, and what became of the step
     * @throws IllegalStateException if the step is fresh and has nothing to do, or has ended
     * @throws MissingOutputsException if required outputs are missing and that is to be a failure
     */
    public StepResult<T> complete(T value) {
        requireStale();
        end();
        try (lock) {
            return run.remember(value);
        }
    }

    /**
     * End the step with a failure, of which nothing but its message is remembered.
     *
     * @param failure what it threw, or why its work does not count
     * @throws IllegalStateException if the step is fresh and has nothing to do, or has ended
     */
    public void fail(Throwable failure) {
        requireStale();
        end();
        try (lock) {
            run.failed(failure);
        }
    }

    private void requireStale() {
        if (isFresh()) {
            throw new IllegalStateException("A fresh step has nothing to do but to replay its value");
        }
    }

    private void end() {
        if (!ended.compareAndSet(false, true)) {
            throw new IllegalStateException("The step has ended already");
        }
    }
}
