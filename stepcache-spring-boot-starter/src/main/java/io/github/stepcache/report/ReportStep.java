package io.github.stepcache.report;

import io.github.stepcache.graph.StepOutline;
import io.github.stepcache.history.StepCall;
import io.github.stepcache.history.StepOutcome;
import java.util.List;
import java.util.Optional;

/**
 * A step of the report.
 *
 * @param outline where it reads and writes
 * @param calls its calls, in the order in which they began; none if nobody asked for it
 */
record ReportStep(StepOutline outline, List<StepCall> calls) {

    ReportStep {
        calls = List.copyOf(calls);
    }

    static ReportStep asked(List<StepCall> calls) {
        return new ReportStep(StepOutline.of(calls.get(calls.size() - 1).spec()), calls);
    }

    static ReportStep notAsked(StepOutline outline) {
        return new ReportStep(outline, List.of());
    }

    String name() {
        return outline.name();
    }

    /** Where it writes. */
    String outputs() {
        return calls.isEmpty()
                ? outline.outputDir()
                : calls.get(calls.size() - 1).spec().outputDir().toString();
    }

    /**
     * Choose the call that says most about the step: the last one that was not skipped, since a step that ran and was
     * then found fresh has run.
     *
     * @return that call; the last one, if all were skipped; empty if nobody asked for the step
     */
    Optional<StepCall> telling() {
        for (int i = calls.size() - 1; i >= 0; i--) {
            if (calls.get(i).outcome() != StepOutcome.FRESH) {
                return Optional.of(calls.get(i));
            }
        }
        return calls.isEmpty() ? Optional.empty() : Optional.of(calls.get(calls.size() - 1));
    }

    ReportOutcome outcome() {
        return telling().map(call -> ReportOutcome.of(call.outcome())).orElse(ReportOutcome.NOT_ASKED);
    }
}
