package io.github.stepcache;

import io.github.stepcache.StepReader.Reading;
import io.github.stepcache.decision.Decider;
import io.github.stepcache.decision.Decision;
import io.github.stepcache.decision.StepState.Order;
import io.github.stepcache.lock.StepLock;
import io.github.stepcache.lock.StepLocks;
import io.github.stepcache.step.StepFiles;
import io.github.stepcache.step.StepSpec;
import io.github.stepcache.store.OutputStore;
import io.github.stepcache.store.StoreKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a call of a step begins: all is read and decided, and what is stale is looked for in the store, where there is one.
 * Where machines share locks, that is done again once no other machine runs the same step with the same inputs.
 */
final class StepBeginning<T extends @Nullable Object> {

    private final StepSpec spec;
    private final StepFiles files;
    private final Order order;
    private final ResultCodec<T> codec;
    private final StepLock lock;
    private final StepLocks locks;
    private final StepCacheSettings settings;
    private final StepReader reader;
    private final CallEvents events;
    private long waited;

    StepBeginning(
            StepSpec spec,
            StepFiles files,
            Order order,
            ResultCodec<T> codec,
            StepLock lock,
            StepLocks locks,
            StepCacheSettings settings,
            StepReader reader,
            CallEvents events) {
        this.spec = spec;
        this.files = files;
        this.order = order;
        this.codec = codec;
        this.lock = lock;
        this.locks = locks;
        this.settings = settings;
        this.reader = reader;
        this.events = events;
    }

    /**
     * What a call has to go on with.
     *
     * @param reading what was read, and the value to replay, if the decision is to
     * @param decision what to do
     * @param memory puts on record what is done
     */
    record Begun<T extends @Nullable Object>(Reading<T> reading, Decision decision, StepMemory<T> memory) {}

    Begun<T> begin() {
        Begun<T> begun = decide();
        Optional<OutputStore> store = settings.store();
        Optional<StoreKey> key = store.isPresent() ? keyIfWanted(begun) : Optional.empty();
        if (key.isEmpty()) {
            return begun;
        }
        Optional<Begun<T>> restored = restore(store.get(), key.get(), begun);
        if (restored.isPresent() || !shareLock(key.get())) {
            return restored.orElse(begun);
        }
        Begun<T> afterWaiting = decide();
        Optional<StoreKey> now = keyIfWanted(afterWaiting);
        return now.flatMap(same -> restore(store.get(), same, afterWaiting)).orElse(afterWaiting);
    }

    /** Tell how long other machines were waited for, in nanoseconds. */
    long waited() {
        return waited;
    }

    private boolean shareLock(StoreKey key) {
        long start = System.nanoTime();
        boolean shared = locks.share(lock, files, key.hash());
        waited = System.nanoTime() - start;
        return shared;
    }

    private Begun<T> decide() {
        Reading<T> reading = reader.read(spec, files, order, codec);
        Decision decision = Decider.decide(reading.state());
        return new Begun<>(
                reading,
                decision,
                new StepMemory<>(files, settings, reader, lock, codec, reading.state(), decision, events));
    }

    /** A call from within the step's own run may not exchange its outputs, and one that forces it does not want others. */
    private Optional<StoreKey> keyIfWanted(Begun<T> begun) {
        return begun.decision() instanceof Decision.Stale && order == Order.IF_STALE && lock.isHeld()
                ? StepKeeping.key(begun.reading().state(), settings.baseDir())
                : Optional.empty();
    }

    private Optional<Begun<T>> restore(OutputStore store, StoreKey key, Begun<T> begun) {
        return new Restoration<>(files, codec, settings, reader, events, store, begun).restore(key);
    }
}
