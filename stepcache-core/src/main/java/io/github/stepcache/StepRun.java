package io.github.stepcache;

import io.github.stepcache.StepBeginning.Begun;
import io.github.stepcache.StepReader.Reading;
import io.github.stepcache.decision.Decision;
import io.github.stepcache.decision.StepState;
import io.github.stepcache.decision.StepState.Order;
import io.github.stepcache.fingerprint.FingerprintIndex;
import io.github.stepcache.lock.StepLock;
import io.github.stepcache.lock.StepLocks;
import io.github.stepcache.step.StepFiles;
import io.github.stepcache.step.StepSpec;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One call of a step under its lock, in the order of its methods; each keeps interrupts away from the cache's files. They
 * may be called on different threads, one after the other.
 */
final class StepRun<T extends @Nullable Object> {

    private final Order order;
    private final CallEvents events;
    private long start = System.nanoTime();
    private final Reading<T> reading;
    private final Decision decision;

    private final StepMemory<T> memory;
    private long called = start;

    StepRun(
            StepSpec spec,
            StepFiles files,
            Order order,
            ResultCodec<T> codec,
            StepLock lock,
            StepLocks locks,
            StepCacheSettings settings,
            StepReader reader,
            StepEvents events) {
        this.order = order;
        this.events = events.begin(spec);
        StepReader counted = reader.watchedBy(this.events.meter());
        try {
            StepBeginning<T> beginning =
                    new StepBeginning<>(spec, files, order, codec, lock, locks, settings, counted, this.events);
            Begun<T> begun = Interrupts.heldBack(beginning::begin);
            this.start += beginning.waited(); // waiting for others does not count
            this.reading = begun.reading();
            this.decision = begun.decision();
            this.memory = begun.memory();
        } catch (Throwable e) {
            tellFailed(this.events, Optional.empty(), e, since(start));
            throw e;
        }
    }

    Decision decision() {
        return decision;
    }

    Decision decide() {
        events.decided(decision);
        return decision;
    }

    StepResult<T> replay() {
        StepState state = reading.state();
        if (decision instanceof Decision.Fresh fresh
                && FingerprintIndex.isWorthWriting(state.inputs(), state.outputs())) {
            orFail(() -> memory.renewIndex(fresh.manifest()));
        }
        return completed(reading.value().get(), false, true);
    }

    void markRunning() {
        orFail(memory::markRunning);
        called = System.nanoTime();
    }

    /** Do the work; what it throws goes on to the caller, after it was put on record. */
    <X extends Throwable> T call(StepBody<T, X> body) throws X {
        try {
            return body.run();
        } catch (Throwable failure) {
            failed(failure);
            throw failure;
        }
    }

    /** The caller gets the step's own exception, whatever becomes of putting it on record. */
    void failed(Throwable failure) {
        Duration duration = since(called);
        try {
            Interrupts.heldBack(() -> memory.failed(failure));
        } catch (Throwable e) { // a checked one too: Java 17 throws some that it does not declare
            events.warn("its failure could not be put on record: " + Failures.inWords(e));
        }
        tellFailed(events, Optional.of(decision), failure, duration);
    }

    /** The thread that began the step leaves it alone. */
    void detached() {
        events.detached();
    }

    /** Refuse to go on where missing outputs are a failure. */
    void requireOutputs() {
        Interrupts.heldBack(memory::requireOutputs);
    }

    StepResult<T> remember(T value) {
        Optional<String> problem = putOnRecord(value, since(called));
        problem.ifPresent(why -> events.notRemembered(why));
        return completed(value, true, problem.isEmpty() && order != Order.BYPASS);
    }

    /** Whatever the cache breaks down with (a lack of memory, say), it is no reason to lose the value. */
    private Optional<String> putOnRecord(T value, Duration bodyDuration) {
        events.meter().restart();
        try {
            return Interrupts.heldBack(() -> memory.remember(value, bodyDuration));
        } catch (MissingOutputsException e) {
            tellFailed(events, Optional.of(decision), e, bodyDuration);
            throw e;
        } catch (Throwable e) { // a checked one too: Java 17 throws some that it does not declare
            return Optional.of("an unexpected " + Failures.inWords(e));
        }
    }

    private StepResult<T> completed(T value, boolean executed, boolean remembered) {
        int inputs = reading.state().inputs().hashes().size();
        StepResult<T> result = new StepResult<>(
                value,
                decision,
                executed,
                remembered,
                inputs,
                since(start),
                events.meter().volume());
        events.completed(result);
        return result;
    }

    /** Do what the call cannot go on without. */
    private void orFail(StepAction<RuntimeException> work) {
        try {
            Interrupts.heldBack(work);
        } catch (Throwable e) {
            tellFailed(events, Optional.of(decision), e, since(called));
            throw e;
        }
    }

    /** Tell how the call ends; whatever becomes of telling, the caller gets the exception that it ends with. */
    private static void tellFailed(
            CallEvents events, Optional<Decision> decision, Throwable failure, Duration duration) {
        try {
            events.failed(
                    new StepFailure(failure, decision, duration, events.meter().volume()));
        } catch (Throwable e) { // from a log, or for want of memory
            events.warn("its failure could not be told: " + Failures.inWords(e));
        }
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
