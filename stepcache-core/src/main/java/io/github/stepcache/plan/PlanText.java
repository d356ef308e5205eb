package io.github.stepcache.plan;

import io.github.stepcache.decision.StaleReason;
import io.github.stepcache.step.Quoted;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A plan as text for a console: one line a step, and its first reasons below. */
final class PlanText {

    private static final int SHOWN = 3;
    private static final int WIDEST = 60;

    private PlanText() {}

    static String of(Plan plan) {
        int width = plan.steps().stream()
                .mapToInt(step -> Quoted.line(step.id()).length())
                .filter(length -> length <= WIDEST)
                .max()
                .orElse(0);
        StringBuilder text = new StringBuilder();
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (PlannedStep step : plan.steps()) {
            counts.merge(step.outlook().phrase(), 1, Integer::sum);
            String id = Quoted.line(step.id());
            text.append(id).append(" ".repeat(Math.max(0, width - id.length()) + 2));
            text.append(step.outlook().describe()).append('\n');
            addReasons(text, step.outlook().reasons());
        }
        StringBuilder total = new StringBuilder();
        counts.forEach((phrase, count) -> total.append(total.isEmpty() ? "" : ", ")
                .append(count)
                .append(' ')
                .append(phrase));
        return text + (plan.steps().isEmpty() ? "There are no steps.\n" : "Steps: " + total + ".\n");
    }

    private static void addReasons(StringBuilder text, List<StaleReason> reasons) {
        reasons.stream()
                .limit(SHOWN)
                .forEach(reason -> text.append("    ").append(reason.describe()).append('\n'));
        if (reasons.size() > SHOWN) {
            text.append("    and ").append(reasons.size() - SHOWN).append(" more\n");
        }
    }
}
