package io.github.stepcache;

import io.github.stepcache.StepReader.Reading;
import io.github.stepcache.decision.Decider;
import io.github.stepcache.decision.Decision;
import io.github.stepcache.decision.StepState;
import io.github.stepcache.decision.StepState.Order;
import io.github.stepcache.fingerprint.FingerprintIndex;
import io.github.stepcache.lock.StepLock;
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

    private final StepSpec spec;
    private final Order order;
    private final StepEvents events;
    private final long start = System.nanoTime();
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
            StepCacheSettings settings,
            StepReader reader,
            StepEvents events) {
        this.spec = spec;
        this.order = order;
        this.events = events;
        this.reading = Interrupts.heldBack(() -> reader.read(spec, files, order, codec));
        this.decision = Decider.decide(reading.state());
        this.memory = new StepMemory<>(files, settings, reader, lock, codec, reading.state(), decision);
    }

    Decision decision() {
        return decision;
    }

    Decision decide() {
        events.decided(spec, decision);
        return decision;
    }

    StepResult<T> replay() {
        StepState state = reading.state();
        if (decision instanceof Decision.Fresh fresh
                && FingerprintIndex.isWorthWriting(state.inputs(), state.outputs())) {
            Interrupts.heldBack(() -> memory.renewIndex(fresh.manifest()));
        }
        return completed(reading.value().get(), false, true);
    }

    void markRunning() {
        Interrupts.heldBack(memory::markRunning);
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
            events.failed(spec, decision, failure, duration);
        } catch (Throwable e) { // a checked one too: Java 17 throws some that it does not declare
            events.warn(spec, "its failure could not be put on record: " + Failures.inWords(e));
        }
    }

    /** Refuse to go on where missing outputs are a failure. */
    void requireOutputs() {
        Interrupts.heldBack(memory::requireOutputs);
    }

    StepResult<T> remember(T value) {
        Optional<String> problem = putOnRecord(value, since(called));
        problem.ifPresent(why -> events.notRemembered(spec, why));
        return completed(value, true, problem.isEmpty() && order != Order.BYPASS);
    }

    /** Whatever the cache breaks down with (a lack of memory, say), it is no reason to lose the value. */
    private Optional<String> putOnRecord(T value, Duration bodyDuration) {
        try {
            return Interrupts.heldBack(() -> memory.remember(value, bodyDuration));
        } catch (MissingOutputsException e) {
            events.failed(spec, decision, e, bodyDuration);
            throw e;
        } catch (Throwable e) { // a checked one too: Java 17 throws some that it does not declare
            return Optional.of("an unexpected " + Failures.inWords(e));
        }
    }

    private StepResult<T> completed(T value, boolean executed, boolean remembered) {
        int inputs = reading.state().inputs().hashes().size();
        StepResult<T> result = new StepResult<>(value, decision, executed, remembered, inputs, since(start));
        events.completed(spec, result);
        return result;
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
