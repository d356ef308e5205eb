package io.github.stepcache.demo.console;

import io.github.stepcache.demo.console.StepRow.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes what became of the steps of a run as a table that fits a console of 120 columns. */
public final class StepTable {

    private static final String LINE = "%-22s  %-8s  %-56s  %6s  %9s  %9s";

    private static final int STEP_WIDTH = 22;

    private static final int WHY_WIDTH = 56;

    private StepTable() {}

    /** Write a line a step, in the order of the run, between a header and a total. */
    public static String render(List<StepRow> rows) {
        String rule = LINE.formatted("", "", "", "", "", "").replace(' ', '-');
        Stream<String> header = Stream.of(line("step", "state", "why", "inputs", "time", "saved"), rule);
        Stream<String> steps = rows.stream().map(StepTable::line);
        return Stream.of(header, steps, Stream.of(rule, total(rows)))
                .flatMap(Function.identity())
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String line(StepRow row) {
        return line(
                row.step(),
                row.outcome().name().toLowerCase(Locale.ROOT),
                row.why(),
                row.inputs() < 0 ? "-" : String.valueOf(row.inputs()),
                time(row.time()),
                row.saved().isZero() ? "-" : time(row.saved()));
    }

    private static String total(List<StepRow> rows) {
        long restored = count(rows, Outcome.RESTORED);
        return line(
                "total",
                "",
                "%d of %d steps fresh".formatted(count(rows, Outcome.FRESH), rows.size())
                        + (restored == 0 ? "" : ", %d restored".formatted(restored)),
                "",
                time(sum(rows, StepRow::time)),
                time(sum(rows, StepRow::saved)));
    }

    private static long count(List<StepRow> rows, Outcome outcome) {
        return rows.stream().filter(row -> row.outcome() == outcome).count();
    }

    private static Duration sum(List<StepRow> rows, Function<StepRow, Duration> part) {
        return rows.stream().map(part).reduce(Duration.ZERO, Duration::plus);
    }

    private static String line(String step, String state, String why, String inputs, String time, String saved) {
        return LINE.formatted(cut(step, STEP_WIDTH), state, cut(why, WHY_WIDTH), inputs, time, saved);
    }

    private static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width - 3) + "...";
    }

    private static String time(Duration time) {
        if (time.toSeconds() < 1) {
            return time.toMillis() + " ms";
        }
        return time.toMinutes() < 1
                ? String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0)
                : "%dm %02ds".formatted(time.toMinutes(), time.toSecondsPart());
    }
}
