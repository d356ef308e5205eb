package io.github.stepcache.demo.console;

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
                result.executed() ? Outcome.STALE : Outcome.FRESH,
                why(result.decision()),
                result.inputs(),
                result.duration(),
                saved(result.decision())));
    }

    @Override
    public void failed(StepSpec spec, Decision decision, Throwable failure, Duration duration) {
        String problem = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        rows.add(new StepRow(spec.name(), Outcome.FAILED, problem, -1, duration, Duration.ZERO));
    }

    private static String why(Decision decision) {
        return decision instanceof Decision.Fresh fresh
                ? "nothing changed since " + fresh.manifest().completedAt().truncatedTo(ChronoUnit.SECONDS)
                : decision.reasons().stream().map(StaleReason::describe).collect(Collectors.joining("; "));
    }

    private static Duration saved(Decision decision) {
        return decision instanceof Decision.Fresh fresh
                ? fresh.manifest().duration().orElse(Duration.ZERO)
                : Duration.ZERO;
    }
}
