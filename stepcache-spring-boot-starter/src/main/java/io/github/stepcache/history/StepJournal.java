package io.github.stepcache.history;

import io.github.stepcache.StepListener;
import io.github.stepcache.step.StepSpec;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Keeps in memory what became of the steps that this process was asked for.
 *
 * <p>It needs no more room however long the process lives: the last 1,000 calls and the last call of each of 1,000 steps
 * are kept, of each at most 200 reasons, and fewer where they come to more than 20,000. Totals count all calls. Safe for use
 * by many threads.
 */
public final class StepJournal implements StepListener {

    static final int MOST_CALLS = 1_000;
    static final int MOST_REASONS_OF_A_CALL = 200;
    static final int MOST_REASONS = 20_000;

    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final Deque<CallRecorder> calls = new ArrayDeque<>();
    private final Map<StepKey, CallRecorder> latest = new LinkedHashMap<>();
    private long forgotten;
    private StepTotals totals = StepTotals.NONE;

    /**
     * Begin with nothing.
     *
     * @param clock tells when calls begin
     */
    public StepJournal(InstantSource clock) {
        this(clock, System::nanoTime);
    }

    StepJournal(InstantSource clock, LongSupplier nanoTime) {
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    @Override
    public StepListener on(StepSpec spec) {
        CallRecorder call = new CallRecorder(this, spec, clock.instant(), nanoTime);
        synchronized (this) {
            calls.addLast(call);
            if (calls.size() > MOST_CALLS) {
                calls.removeFirst();
                forgotten++;
            }
            StepKey key = StepKey.of(spec);
            latest.remove(key); // to stand last
            latest.put(key, call);
            if (latest.size() > MOST_CALLS) {
                latest.remove(latest.keySet().iterator().next());
            }
        }
        return call;
    }

    /**
     * List the calls, also those that are still running.
     *
     * @return the last 1,000 calls, in the order in which they began
     */
    public synchronized List<StepCall> calls() {
        return calls.stream().map(CallRecorder::call).toList();
    }

    /**
     * List the last call of each step.
     *
     * @return the last 1,000 steps, in the order in which their last calls began
     */
    public synchronized List<StepCall> latest() {
        return latest.values().stream().map(CallRecorder::call).toList();
    }

    /**
     * Count the calls that are no longer in the list.
     *
     * @return how many calls began before the first of them
     */
    public synchronized long forgotten() {
        return forgotten;
    }

    /**
     * Count what became of all calls.
     *
     * @return the totals, since this process began
     */
    public synchronized StepTotals totals() {
        return totals;
    }

    /** A call has ended. */
    synchronized void ended(StepCall call) {
        totals = totals.plus(call);
    }

    /** Reasons were added: where all calls together have too many, each keeps fewer. */
    synchronized void makeRoom() {
        Set<CallRecorder> kept = new HashSet<>(calls);
        kept.addAll(latest.values());
        int most = MOST_REASONS_OF_A_CALL;
        while (kept.stream().mapToInt(CallRecorder::reasons).sum() > MOST_REASONS) {
            most /= 2;
            for (CallRecorder call : kept) {
                call.keepReasons(most);
            }
        }
    }
}
