package io.github.stepcache.history;

import io.github.stepcache.HashVolume;
import io.github.stepcache.StepFailure;
import io.github.stepcache.StepListener;
import io.github.stepcache.StepResult;
import io.github.stepcache.decision.Decision;
import io.github.stepcache.manifest.Manifest;
import io.github.stepcache.step.Quoted;
import io.github.stepcache.step.StepSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Writes down what is told of one call of a step. Keeps no exception and no manifest, which can be large. */
final class CallRecorder implements StepListener {

    private final StepJournal journal;
    private final StepSpec spec;
    private final String thread = Thread.currentThread().getName();
    private final Instant startedAt;
    private final LongSupplier nanoTime;
    private final long start;

    private Optional<Duration> duration = Optional.empty();
    private StepOutcome outcome = StepOutcome.RUNNING;
    private StepReasons reasons = StepReasons.NONE;
    private Optional<String> restoredFrom = Optional.empty();
    private Optional<Instant> unchangedSince = Optional.empty();
    private Duration saved = Duration.ZERO;
    private Optional<String> failure = Optional.empty();
    private Optional<String> notRemembered = Optional.empty();
    private int inputs;
    private HashVolume hashed = HashVolume.NONE;

    CallRecorder(StepJournal journal, StepSpec spec, Instant startedAt, LongSupplier nanoTime) {
        this.journal = journal;
        this.spec = spec;
        this.startedAt = startedAt;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
    }

    @Override
    public void decided(StepSpec step, Decision decision) {
        synchronized (this) {
            reasons = StepReasons.of(decision.reasons(), StepJournal.MOST_REASONS_OF_A_CALL);
            unchangedSince = decision.recordedRun().map(Manifest::completedAt);
            if (decision instanceof Decision.Restored restored) {
                restoredFrom = Optional.of(Quoted.line(restored.store()));
            }
        }
        if (!decision.reasons().isEmpty()) {
            journal.makeRoom();
        }
    }

    @Override
    public synchronized void notRemembered(StepSpec step, String why) {
        notRemembered = Optional.of(Quoted.line(why));
    }

    @Override
    public void completed(StepSpec step, StepResult<?> result) {
        synchronized (this) {
            outcome = StepOutcome.of(result.decision());
            saved = result.saved().orElse(Duration.ZERO);
            inputs = result.inputs();
            hashed = result.hashed();
        }
        ended();
    }

    @Override
    public void failed(StepSpec step, StepFailure failed) {
        String words = inWords(failed.exception());
        synchronized (this) {
            outcome = StepOutcome.FAILED;
            failure = Optional.of(Quoted.line(words));
            hashed = failed.hashed();
        }
        ended();
    }

    private void ended() {
        synchronized (this) {
            duration = Optional.of(elapsed());
        }
        journal.ended(call());
    }

    synchronized StepCall call() {
        return new StepCall(
                spec,
                thread,
                startedAt,
                duration.orElseGet(this::elapsed),
                outcome,
                reasons,
                restoredFrom,
                unchangedSince,
                saved,
                failure,
                notRemembered,
                inputs,
                hashed);
    }

    synchronized int reasons() {
        return reasons.first().size();
    }

    synchronized void keepReasons(int most) {
        reasons = reasons.atMost(most);
    }

    private static String inWords(Throwable exception) {
        try {
            return exception.toString();
        } catch (RuntimeException e) { // out of its own message
            return exception.getClass().getName();
        }
    }

    private Duration elapsed() {
        return Duration.ofNanos(nanoTime.getAsLong() - start);
    }
}
