package io.github.stepcache.report;

import io.github.stepcache.history.StepCall;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The report as JSON that can stand in the midst of a page: nothing in it ends a script or is anything but ASCII, whatever
 * files are called.
 */
final class ReportJson {

    private static final int LAST_OF_ASCII = 126;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .characterEscapes(new MarkupEscapes())
                    .highestNonEscapedChar(LAST_OF_ASCII)
                    .build())
            .build();

    private final JsonNodeFactory nodes = JsonNodeFactory.instance;

    private ReportJson() {}

    static String write(Report report) {
        return MAPPER.writeValueAsString(new ReportJson().report(report));
    }

    private ObjectNode report(Report report) {
        ObjectNode json = nodes.objectNode();
        ArrayNode steps = json.putArray("steps");
        report.steps().forEach(step -> steps.add(step(step)));
        ArrayNode edges = json.putArray("edges");
        report.edges().forEach(edge -> edges.addArray().add(edge.from()).add(edge.to()));
        return json;
    }

    private ObjectNode step(ReportStep step) {
        ObjectNode json = nodes.objectNode();
        json.put("name", ReportText.file(step.name()));
        json.put("outcome", step.outcome().word());
        json.put("label", step.outcome().label());
        json.put("note", ReportRow.note(step));
        json.put("outputs", ReportText.file(step.outputs()));
        ArrayNode calls = json.putArray("calls");
        step.calls().forEach(call -> calls.add(call(call)));
        return json;
    }

    private ObjectNode call(StepCall call) {
        ReportOutcome outcome = ReportOutcome.of(call.outcome());
        ObjectNode json = nodes.objectNode();
        json.put("outcome", outcome.word());
        json.put("label", outcome.label());
        call.failure().ifPresent(failure -> json.put("failure", failure));
        call.notRemembered().ifPresent(why -> json.put("notRemembered", why));
        ArrayNode facts = json.putArray("facts");
        fact(facts, "Began", ReportText.moment(call.startedAt()));
        fact(facts, "Took", ReportText.duration(call.duration()));
        call.restoredFrom().ifPresent(store -> fact(facts, "Restored from", store));
        String since = call.restoredFrom().isPresent() ? "As of" : "Unchanged since";
        call.unchangedSince().map(ReportText::moment).ifPresent(moment -> fact(facts, since, moment));
        if (!call.saved().isZero()) {
            fact(facts, "Saved", ReportText.duration(call.saved()));
        }
        fact(facts, "Inputs", ReportText.count(call.inputs(), "file"));
        fact(
                facts,
                "Read",
                ReportText.count(call.hashed().files(), "file") + ", "
                        + ReportText.size(call.hashed().bytes()));
        fact(facts, "Thread", ReportText.file(call.thread()));
        ArrayNode groups = json.putArray("reasons");
        ReasonGroup.of(call.reasons().first()).forEach(group -> groups.add(group(group)));
        json.put("count", ReportText.count(call.reasons().count(), "reason"));
        if (call.reasons().left() > 0) {
            json.put("left", "and " + ReportText.count(call.reasons().left()) + " more");
        }
        return json;
    }

    private void fact(ArrayNode facts, String name, String value) {
        facts.addArray().add(name).add(value);
    }

    private ObjectNode group(ReasonGroup group) {
        ObjectNode json = nodes.objectNode();
        json.put("title", group.title());
        ArrayNode rows = json.putArray("rows");
        for (ReasonGroup.Row row : group.rows()) {
            ArrayNode cells = rows.addArray().add(row.text());
            if (!row.recorded().isEmpty()) {
                cells.add(row.recorded()).add(row.current());
            }
        }
        return json;
    }

    /** What could begin or end a tag or a comment of the page is written by its number. */
    private static final class MarkupEscapes extends CharacterEscapes {

        private static final long serialVersionUID = 1L;

        @Override
        public int[] getEscapeCodesForAscii() {
            int[] escapes = CharacterEscapes.standardAsciiEscapesForJSON();
            for (char markup : "<>&'".toCharArray()) {
                escapes[markup] = CharacterEscapes.ESCAPE_STANDARD;
            }
            return escapes;
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int character) {
            return null; // there are no others
        }
    }
}
