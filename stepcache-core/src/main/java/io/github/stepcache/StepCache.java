package io.github.stepcache;

import io.github.stepcache.decision.Decider;
import io.github.stepcache.decision.Decision;
import io.github.stepcache.decision.StepState.Order;
import io.github.stepcache.fingerprint.IndexFile;
import io.github.stepcache.lock.StepLock;
import io.github.stepcache.lock.StepLocks;
import io.github.stepcache.manifest.ManifestFile;
import io.github.stepcache.step.StepFiles;
import io.github.stepcache.step.StepSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;

/**
 * Runs steps only if they are stale: skipped is what cannot be told from having run.
 *
 * <p>Whatever goes wrong inside the cache ends in running the step or in not remembering the run; the step's own value
 * or exception reaches the caller unchanged. Safe for use by many threads, and beside other processes: the same step
 * never runs twice at once.
 */
public final class StepCache {

    private final StepCacheSettings settings;
    private final StepEvents events;
    private final StepReader reader;
    private final StepLocks locks;
    private final StepRegistry registry = new StepRegistry();

    StepCache(StepCacheSettings settings, StepEvents events) {
        this.settings = settings;
        this.events = events;
        this.reader = new StepReader(settings);
        this.locks = new StepLocks(settings.lock(), settings.lockTimeout(), settings.sharedLocks());
    }

    /**
     * Start to build a cache.
     *
     * @return a builder; all it asks for has a default
     */
    public static StepCacheBuilder builder() {
        return new StepCacheBuilder();
    }

    /**
     * Run a step that returns a value, unless it is fresh; then give back the recorded value.
     *
     * <p>The value's class is recorded beside it. That serves simple values of the JDK, records, enums and plain
     * collections of strings and truth values; for others, {@linkplain #run(StepSpec, ResultCodec, StepBody) give the
     * type}, or the run is not remembered. A step whose code now returns another class than it did needs its type given
     * as well.
     *
     * @param spec the step
     * @param body its work
     * @return its value, and what became of it
     * @param <T> what the step returns
     * @param <X> the checked exception that it throws
     * @throws X if the step throws it; the same object
     * @throws IllegalArgumentException if another step differs only in the case of its name
     * @throws io.github.stepcache.lock.LockTimeoutException if another caller runs the step for too long
     * @throws ManifestStuckException if the record of the last run cannot be invalidated
     * @throws MissingOutputsException if required outputs are missing and that is to be a failure
     */
    @SuppressWarnings("unchecked") // the value was recorded from a T, see above
    public <T extends @Nullable Object, X extends Throwable> StepResult<T> run(StepSpec spec, StepBody<T, X> body)
            throws X {
        return run(spec, (ResultCodec<T>) new UntypedResultCodec(body.getClass().getClassLoader()), body);
    }

    /**
     * Run a step that returns nothing, unless it is fresh.
     *
     * @param spec the step
     * @param action its work
     * @return what became of it; the value is null
     * @param <X> the checked exception that it throws
     * @throws X if the step throws it; the same object
     * @see #run(StepSpec, StepBody) the other exceptions
     */
    public <X extends Throwable> StepResult<@Nullable Void> run(StepSpec spec, StepAction<X> action) throws X {
        return run(spec, NoResultCodec.instance(), () -> {
            action.run();
            return null;
        });
    }

    /**
     * Run a step that returns a value of a known type, unless it is fresh; then give back the recorded value.
     *
     * @param spec the step
     * @param codec puts the value on record, see {@link ResultCodec#of}
     * @param body its work
     * @return its value, and what became of it
     * @param <T> what the step returns
     * @param <X> the checked exception that it throws
     * @throws X if the step throws it; the same object
     * @see #run(StepSpec, StepBody) the other exceptions
     */
    public <T extends @Nullable Object, X extends Throwable> StepResult<T> run(
            StepSpec spec, ResultCodec<T> codec, StepBody<T, X> body) throws X {
        return run(spec, settings.order(spec), codec, body);
    }

    /**
     * Run a step outside the cache: it runs in any case and is not remembered, and what was remembered of it no longer
     * counts, since nobody knows what this run leaves.
     *
     * @param spec the step
     * @param body its work
     * @return its value, and what became of it
     * @param <T> what the step returns
     * @param <X> the checked exception that it throws
     * @throws X if the step throws it; the same object
     * @see #run(StepSpec, StepBody) the other exceptions
     */
    public <T extends @Nullable Object, X extends Throwable> StepResult<T> bypass(StepSpec spec, StepBody<T, X> body)
            throws X {
        return run(spec, Order.BYPASS, NoResultCodec.instance(), body);
    }

    /**
     * Begin to run a step whose work ends later than the method that begins it: with a future, or with a transaction.
     * Whoever asks for the step meanwhile waits for {@linkplain OpenStep its end}.
     *
     * @param spec the step
     * @param codec puts the value on record, see {@link ResultCodec#of}
     * @return what to do: replay the recorded value if the decision is fresh; otherwise do the work, and say how it ended
     * @param <T> what the step returns
     * @throws IllegalArgumentException if another step differs only in the case of its name
     * @throws io.github.stepcache.lock.LockTimeoutException if another caller runs the step for too long
     * @throws ManifestStuckException if the record of the last run cannot be invalidated
     */
    public <T extends @Nullable Object> OpenStep<T> open(StepSpec spec, ResultCodec<T> codec) {
        return open(spec, settings.order(spec), codec);
    }

    /**
     * Begin to run a step outside the cache, as {@link #bypass} does, whose work ends later than the method that begins it.
     *
     * @param spec the step
     * @return what to do: the work, and to say how it ended
     * @param <T> what the step returns
     * @see #open(StepSpec, ResultCodec) the exceptions
     */
    public <T extends @Nullable Object> OpenStep<T> openBypass(StepSpec spec) {
        return open(spec, Order.BYPASS, NoResultCodec.instance());
    }

    /**
     * Decide whether a step would run, and why. Reads only; the step's return value is not looked at.
     *
     * @param spec the step
     * @return the decision
     * @throws IllegalArgumentException if another step differs only in the case of its name
     */
    public Decision check(StepSpec spec) {
        return decide(spec, NoResultCodec.instance());
    }

    /**
     * Decide whether a step that returns a value would run, and why; also because the recorded value cannot be given back.
     * Reads only.
     *
     * @param spec the step
     * @param codec puts the value on record, see {@link ResultCodec#of}
     * @return the decision
     * @throws IllegalArgumentException if another step differs only in the case of its name
     */
    public Decision check(StepSpec spec, ResultCodec<?> codec) {
        return decide(spec, guarded(codec));
    }

    private Decision decide(StepSpec spec, ResultCodec<?> codec) {
        StepSpec complete = settings.complete(spec);
        StepFiles files = files(complete);
        StepReader counted = reader.watchedBy(events.beginCheck(complete).meter());
        return Interrupts.heldBack(() -> Decider.decide(
                counted.read(complete, files, settings.order(spec), codec).state()));
    }

    /**
     * Forget the last run of a step, so that the next caller runs it; or restores it, where a store has outputs of a run with
     * the same inputs. To have it run, force it.
     *
     * @param spec the step
     * @throws IllegalArgumentException if another step differs only in the case of its name
     * @throws io.github.stepcache.lock.LockTimeoutException if another caller runs the step for too long
     * @throws UncheckedIOException if its manifest can be neither deleted nor emptied
     */
    public void forget(StepSpec spec) {
        refuseIfPlanOnly(spec);
        StepFiles files = files(settings.complete(spec));
        if (!Files.isDirectory(files.directory())) {
            return; // there is nothing to forget, and no reason to leave a lock behind
        }
        StepLock lock = locks.acquire(files);
        try {
            Interrupts.heldBack(() -> RunRecord.remove(new ManifestFile(files)));
            Interrupts.heldBack(new IndexFile(files)::remove);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            lock.close();
        }
    }

    private <T extends @Nullable Object, X extends Throwable> StepResult<T> run(
            StepSpec declared, Order order, ResultCodec<T> codec, StepBody<T, X> body) throws X {
        refuseIfPlanOnly(declared);
        StepSpec spec = settings.complete(declared);
        StepFiles files = files(spec);
        try (StepLock lock = locks.acquire(files)) {
            StepRun<T> run = new StepRun<>(spec, files, order, guarded(codec), lock, locks, settings, reader, events);
            if (run.decide().isFresh()) {
                return run.replay();
            }
            run.markRunning();
            T value = run.call(body);
            return run.remember(value);
        }
    }

    private <T extends @Nullable Object> OpenStep<T> open(StepSpec declared, Order order, ResultCodec<T> codec) {
        refuseIfPlanOnly(declared);
        StepSpec spec = settings.complete(declared);
        StepFiles files = files(spec);
        StepLock lock = locks.acquire(files);
        boolean open = false;
        try {
            StepRun<T> run = new StepRun<>(spec, files, order, guarded(codec), lock, locks, settings, reader, events);
            if (!run.decide().isFresh()) {
                run.markRunning();
            }
            open = true;
            return new OpenStep<>(run, lock);
        } finally {
            if (!open) {
                lock.close();
            }
        }
    }

    private void refuseIfPlanOnly(StepSpec spec) {
        if (settings.planOnly()) {
            throw new PlanOnlyException(spec.name());
        }
    }

    private <T extends @Nullable Object> ResultCodec<T> guarded(ResultCodec<T> codec) {
        return new GuardedCodec<>(new PlacedCodec<>(codec, settings.baseDir()));
    }

    /** Name the hidden files of a step, unless another step's are hard to tell from them. */
    private StepFiles files(StepSpec complete) {
        StepFiles files = settings.files(complete);
        registry.check(files);
        return files;
    }
}
