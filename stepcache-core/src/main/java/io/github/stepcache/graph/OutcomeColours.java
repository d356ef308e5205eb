package io.github.stepcache.graph;

import java.util.Locale;
import java.util.Map;

/** The colours in which steps are drawn, by what became of them; readable on light and on dark. */
final class OutcomeColours {

    private static final Map<String, String> COLOURS = Map.of(
            "fresh", "#bfe3c6",
            "restored", "#bfdce3",
            "stale", "#f6d5a7",
            "will-run", "#f6d5a7",
            "forced", "#cfc6ee",
            "bypassed", "#cfc6ee",
            "may-run", "#f5edb5",
            "failed", "#efb3ae");

    private OutcomeColours() {}

    /** Write an outcome as a word that languages take for a name. */
    static String word(String outcome) {
        return outcome.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-");
    }

    static String of(String outcome) {
        return COLOURS.getOrDefault(word(outcome), "#dddddd");
    }
}
