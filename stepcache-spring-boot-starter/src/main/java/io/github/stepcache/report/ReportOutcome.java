package io.github.stepcache.report;

import io.github.stepcache.history.StepOutcome;
import java.util.Locale;

/** What became of a step, as the page words and marks it; colour alone would not do. */
enum ReportOutcome {
    FRESH("skipped"),
    RESTORED("restored"),
    STALE("ran"),
    FORCED("ran, forced"),
    BYPASSED("ran uncached"),
    FAILED("failed"),
    RUNNING("still running"),
    NOT_ASKED("not asked for");

    private final String label;

    ReportOutcome(String label) {
        this.label = label;
    }

    static ReportOutcome of(StepOutcome outcome) {
        return switch (outcome) {
            case FRESH -> FRESH;
            case RESTORED -> RESTORED;
            case STALE -> STALE;
            case FORCED -> FORCED;
            case BYPASSED -> BYPASSED;
            case FAILED -> FAILED;
            case RUNNING -> RUNNING;
        };
    }

    /** What stands on the page. */
    String label() {
        return label;
    }

    /** What the page's styles know it by. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
