package io.github.stepcache.report;

import io.github.stepcache.decision.CodeReason;
import io.github.stepcache.decision.StaleReason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reasons of one kind, under one title.
 *
 * @param title what they have in common
 * @param rows what is said of each
 */
record ReasonGroup(String title, List<Row> rows) {

    /**
     * One reason.
     *
     * @param text a file, or a sentence
     * @param recorded what the file was at the recorded run; empty where that is not told
     * @param current what it is now
     */
    record Row(String text, String recorded, String current) {

        static Row of(String text) {
            return new Row(text, "", "");
        }
    }

    /** Sort reasons by kind; the kinds are in the order in which the decision has them. */
    static List<ReasonGroup> of(List<StaleReason> reasons) {
        Map<String, List<Row>> groups = new LinkedHashMap<>();
        reasons.forEach(reason -> groups.computeIfAbsent(title(reason), title -> new ArrayList<>())
                .add(row(reason)));
        return groups.entrySet().stream()
                .map(group -> new ReasonGroup(group.getKey(), group.getValue()))
                .toList();
    }

    private static String title(StaleReason reason) {
        if (reason instanceof StaleReason.InputChanged) {
            return "Inputs that changed";
        } else if (reason instanceof StaleReason.InputAdded) {
            return "Inputs that were added";
        } else if (reason instanceof StaleReason.InputRemoved) {
            return "Inputs that were removed";
        } else if (reason instanceof StaleReason.OutputChanged) {
            return "Outputs that are not what the step left";
        } else if (reason instanceof StaleReason.OutputAdded) {
            return "Outputs that the step did not leave";
        } else if (reason instanceof StaleReason.OutputMissing) {
            return "Outputs that are missing";
        } else if (reason instanceof CodeReason) {
            return "Code";
        }
        return "Why";
    }

    private static Row row(StaleReason reason) {
        if (reason instanceof StaleReason.InputChanged input) {
            return new Row(
                    ReportText.file(input.key()), ReportText.hash(input.recorded()), ReportText.hash(input.current()));
        } else if (reason instanceof StaleReason.InputAdded input) {
            return Row.of(ReportText.file(input.key()));
        } else if (reason instanceof StaleReason.InputRemoved input) {
            return Row.of(ReportText.file(input.key()));
        } else if (reason instanceof StaleReason.OutputChanged output) {
            return new Row(
                    ReportText.file(output.key()),
                    ReportText.hash(output.recorded()),
                    ReportText.hash(output.current()));
        } else if (reason instanceof StaleReason.OutputAdded output) {
            return Row.of(ReportText.file(output.key()));
        } else if (reason instanceof StaleReason.OutputMissing output) {
            return Row.of(ReportText.file(output.output()));
        }
        return Row.of(ReportText.sentence(reason.describe()));
    }
}
