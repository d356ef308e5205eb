package io.github.stepcache;

import io.github.stepcache.decision.Decision;
import io.github.stepcache.step.StepSpec;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A listener that keeps an object for each call, and notes all that each is told, in one list of lines. */
final class CallsTold implements StepListener {

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final List<StepFailure> failures = new CopyOnWriteArrayList<>();
    private final List<FingerprintProgress> progress = new CopyOnWriteArrayList<>();
    private final List<TransferProgress> transfers = new CopyOnWriteArrayList<>();
    private final AtomicInteger calls = new AtomicInteger();
    private @Nullable Thread detachedOn;

    /** All that was told, such as {@code 1 report decided stale}. */
    List<String> lines() {
        return lines;
    }

    List<StepFailure> failures() {
        return failures;
    }

    List<FingerprintProgress> progress() {
        return progress;
    }

    List<TransferProgress> transfers() {
        return transfers;
    }

    @Nullable
    Thread detachedOn() {
        return detachedOn;
    }

    @Override
    public StepListener on(StepSpec spec) {
        int number = calls.incrementAndGet();
        lines.add(number + " " + spec.name() + " on");
        return new Call(number);
    }

    private final class Call implements StepListener {

        private final int number;

        Call(int number) {
            this.number = number;
        }

        @Override
        public StepListener on(StepSpec spec) {
            throw new AssertionError("It is a call already");
        }

        @Override
        public void fingerprinting(StepSpec spec, FingerprintProgress told) {
            progress.add(told);
        }

        @Override
        public void transferring(StepSpec spec, TransferProgress told) {
            transfers.add(told);
        }

        @Override
        public void decided(StepSpec spec, Decision decision) {
            note(spec, "decided " + decision.getClass().getSimpleName().toLowerCase(Locale.ROOT));
        }

        @Override
        public void detached(StepSpec spec) {
            note(spec, "detached");
            detachedOn = Thread.currentThread();
        }

        @Override
        public void completed(StepSpec spec, StepResult<?> result) {
            note(spec, "completed " + (result.executed() ? "after a run" : "without a run"));
        }

        @Override
        public void failed(StepSpec spec, StepFailure failure) {
            note(spec, "failed " + failure.exception().getClass().getSimpleName());
            failures.add(failure);
        }

        @Override
        public void notRemembered(StepSpec spec, String why) {
            note(spec, "not remembered");
        }

        private void note(StepSpec spec, String line) {
            lines.add(number + " " + spec.name() + " " + line);
        }
    }
}
