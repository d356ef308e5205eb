package io.github.stepcache.history;

import io.github.stepcache.HashVolume;
import io.github.stepcache.StepFailure;
import io.github.stepcache.StepListener;
import io.github.stepcache.StepResult;
import io.github.stepcache.code.CodeFingerprint;
import io.github.stepcache.decision.Decision;
import io.github.stepcache.decision.StaleReason;
import io.github.stepcache.manifest.Manifest;
import io.github.stepcache.step.StepSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/** A journal, and calls of steps that are only told of: on a clock that goes when it is told to. */
public final class Calls {

    private static final String RECORDED = "3a6a05ff9a3e".repeat(6).substring(0, 64);
    private static final String CURRENT = "1ee8bd8b4bd6".repeat(6).substring(0, 64);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T17:34:24Z"));
    private final StepJournal journal = new StepJournal(now::get, this::nanoTime);

    public StepJournal journal() {
        return journal;
    }

    public Instant now() {
        return now.get();
    }

    public void fresh(StepSpec spec, Duration saved) {
        Decision decision = new Decision.Fresh(manifest(spec, saved));
        StepListener call = begin(spec, decision);
        pass(Duration.ofMillis(5));
        call.completed(spec, result(decision, false, Duration.ofMillis(5)));
    }

    public void restored(StepSpec spec, Duration saved, String store, List<StaleReason> reasons) {
        restored(journal, spec, saved, store, reasons);
    }

    /** Tell a listener of a call whose step was restored. */
    public void restored(
            StepListener listener, StepSpec spec, Duration saved, String store, List<StaleReason> reasons) {
        Decision decision = restoredDecision(spec, saved, store, reasons);
        StepListener call = listener.on(spec);
        pass(Duration.ofMillis(40));
        call.decided(spec, decision);
        call.completed(spec, result(decision, false, Duration.ofMillis(40)));
    }

    public static Decision restoredDecision(StepSpec spec, Duration saved, String store, List<StaleReason> reasons) {
        return new Decision.Restored(manifest(spec, saved), store, new Decision.Stale(reasons));
    }

    public void ran(StepSpec spec, Duration took, List<StaleReason> reasons) {
        Decision decision = new Decision.Stale(reasons);
        StepListener call = begin(spec, decision);
        pass(took);
        call.completed(spec, result(decision, true, took));
    }

    public void failed(StepSpec spec, Duration took, Throwable failure, List<StaleReason> reasons) {
        Decision decision = new Decision.Stale(reasons);
        StepListener call = begin(spec, decision);
        pass(took);
        call.failed(spec, new StepFailure(failure, Optional.of(decision), took, HashVolume.NONE));
    }

    public void notRemembered(StepSpec spec, Duration took, String why, List<StaleReason> reasons) {
        Decision decision = new Decision.Stale(reasons);
        StepListener call = begin(spec, decision);
        pass(took);
        call.notRemembered(spec, why);
        call.completed(spec, result(decision, true, took));
    }

    /** Begin a call that goes on. */
    public StepListener begin(StepSpec spec, Decision decision) {
        StepListener call = journal.on(spec);
        call.decided(spec, decision);
        return call;
    }

    public void pass(Duration time) {
        now.set(now.get().plus(time));
    }

    public static StaleReason changed(String file) {
        return new StaleReason.InputChanged(file, RECORDED, CURRENT);
    }

    public static List<StaleReason> changed(int files) {
        return IntStream.range(0, files)
                .mapToObj(file -> changed("data/raw/part-%06d.csv".formatted(file)))
                .toList();
    }

    private long nanoTime() {
        return Duration.between(Instant.EPOCH, now.get()).toNanos();
    }

    private static StepResult<String> result(Decision decision, boolean executed, Duration took) {
        return new StepResult<>("", decision, executed, true, 3, took, new HashVolume(3, 4_500_000));
    }

    private static Manifest manifest(StepSpec spec, Duration took) {
        SortedMap<String, String> none = Collections.emptySortedMap();
        return new Manifest(
                Manifest.VERSION,
                spec.name(),
                Instant.parse("2026-11-21T08:00:00Z"),
                Manifest.State.COMPLETE,
                none,
                none,
                none,
                CodeFingerprint.none(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(took),
                "");
    }
}
