package io.github.stepcache.report;

import io.github.stepcache.history.StepCall;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * The time from the first call to the end of the last, as a line of length 100.
 *
 * @param start when it begins
 * @param length how long it is
 */
record TimeLine(Instant start, Duration length) {

    private static final double LEAST_WIDTH = 0.4;

    /**
     * A call on the line; numbers as markup writes them.
     *
     * @param left where it begins
     * @param width how long it is, but never too short to be seen
     * @param outcome what became of it, as the styles know it
     */
    record Bar(String left, String width, String outcome) {}

    static TimeLine of(List<ReportStep> steps) {
        List<StepCall> calls =
                steps.stream().flatMap(step -> step.calls().stream()).toList();
        Instant start =
                calls.stream().map(StepCall::startedAt).min(Instant::compareTo).orElse(Instant.EPOCH);
        Instant end = calls.stream()
                .map(call -> call.startedAt().plus(call.duration()))
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
        return new TimeLine(start, Duration.between(start, end));
    }

    Bar bar(StepCall call) {
        double left = Math.min(share(Duration.between(start, call.startedAt())), 100 - LEAST_WIDTH);
        double width = Math.min(Math.max(share(call.duration()), LEAST_WIDTH), 100 - left);
        return new Bar(
                number(left), number(width), ReportOutcome.of(call.outcome()).word());
    }

    private double share(Duration duration) {
        return length.isZero() ? 0 : 100.0 * duration.toNanos() / length.toNanos();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
