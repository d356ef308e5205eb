package io.github.stepcache.report;

import io.github.stepcache.history.StepCall;
import io.github.stepcache.history.StepOutcome;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * A step in the time line, with all texts written out.
 *
 * @param place its place in the list of steps
 * @param name its name
 * @param outcome what became of it, as the styles know it
 * @param label the same in words
 * @param why the first reason, or since when nothing changed; behind the store that a step was restored from
 * @param took how long its calls took together
 * @param saved how much time it saved not to run it
 * @param bars when it was called
 */
record ReportRow(
        int place,
        String name,
        String outcome,
        String label,
        String why,
        String took,
        String saved,
        List<TimeLine.Bar> bars) {

    static ReportRow of(int place, ReportStep step, TimeLine time) {
        Duration saved = sum(step, StepCall::saved);
        return new ReportRow(
                place,
                ReportText.file(step.name()),
                step.outcome().word(),
                step.outcome().label(),
                why(step),
                step.calls().isEmpty() ? "" : ReportText.duration(sum(step, StepCall::duration)),
                saved.isZero() ? "" : ReportText.duration(saved),
                step.calls().stream().map(time::bar).toList());
    }

    /** What stands below the name of a step in the picture: how long it took, or how much time that saved. */
    static String note(ReportStep step) {
        if (step.outcome() == ReportOutcome.FRESH || step.outcome() == ReportOutcome.RESTORED) {
            Duration saved = sum(step, StepCall::saved);
            return saved.isZero() ? "" : ReportText.duration(saved) + " saved";
        }
        return step.telling().map(call -> ReportText.duration(call.duration())).orElse("");
    }

    private static String why(ReportStep step) {
        return step.telling().map(ReportRow::why).orElse("");
    }

    private static String why(StepCall call) {
        if (call.failure().isPresent()) {
            return call.failure().get();
        } else if (call.outcome() == StepOutcome.FRESH) {
            return call.unchangedSince()
                    .map(since -> "Nothing changed since " + ReportText.moment(since))
                    .orElse("");
        } else if (call.reasons().count() == 0) {
            return "";
        }
        String clause = call.reasons().first().get(0).describe();
        String first = call.restoredFrom()
                .map(store -> "From " + store + ", since " + clause)
                .orElseGet(() -> ReportText.sentence(clause));
        int others = call.reasons().count() - 1;
        return others == 0 ? first : first + ", and " + ReportText.count(others) + " more";
    }

    private static Duration sum(ReportStep step, Function<StepCall, Duration> part) {
        return step.calls().stream().map(part).reduce(Duration.ZERO, Duration::plus);
    }
}
