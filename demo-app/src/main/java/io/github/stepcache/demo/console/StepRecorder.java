package io.github.stepcache.demo.console;

import io.github.stepcache.StepFailure;
import io.github.stepcache.StepListener;
import io.github.stepcache.StepResult;
import io.github.stepcache.decision.Decision;
import io.github.stepcache.decision.StaleReason;
import io.github.stepcache.demo.console.StepRow.Outcome;
import io.github.stepcache.step.StepSpec;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Keeps what became of each step of a run, in the order in which they ended. */
@Component
public class StepRecorder implements StepListener {

    private final List<StepRow> rows = new CopyOnWriteArrayList<>();

    /** Return what became of the steps since the run began. */
    public List<StepRow> rows() {
        return List.copyOf(rows);
    }

    /** Forget all steps: a new run begins. */
    public void clear() {
        rows.clear();
    }

    @Override
    public void completed(StepSpec spec, StepResult<?> result) {
        rows.add(new StepRow(
                spec.name(),
                outcome(result),
                why(result.decision()),
                result.inputs(),
                result.duration(),
                result.saved().orElse(Duration.ZERO)));
    }

    @Override
    public void failed(StepSpec spec, StepFailure failure) {
        String message = failure.exception().getMessage();
        String problem = message == null ? failure.exception().toString() : message;
        rows.add(new StepRow(spec.name(), Outcome.FAILED, problem, -1, failure.duration(), Duration.ZERO));
    }

    private static Outcome outcome(StepResult<?> result) {
        if (result.executed()) {
            return Outcome.STALE;
        }
        return result.decision() instanceof Decision.Restored ? Outcome.RESTORED : Outcome.FRESH;
    }

    private static String why(Decision decision) {
        if (decision instanceof Decision.Fresh fresh) {
            return "nothing changed since " + fresh.manifest().completedAt().truncatedTo(ChronoUnit.SECONDS);
        }
        String reasons = decision.reasons().stream().map(StaleReason::describe).collect(Collectors.joining("; "));
        return decision instanceof Decision.Restored restored ? "from " + restored.store() + "; " + reasons : reasons;
    }
}
