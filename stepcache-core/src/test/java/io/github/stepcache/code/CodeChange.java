package io.github.stepcache.code;

import io.github.stepcache.decision.CodeReason.CodeAdded;
import io.github.stepcache.decision.CodeReason.CodeChanged;
import io.github.stepcache.decision.CodeReason.CodeRemoved;
import io.github.stepcache.decision.StaleReason;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Two versions of a small application in one text: {@code «what was|what is now»}. Its step is the method {@code run} of the
 * class {@code Step}.
 *
 * @param title what is done to the application
 * @param source both versions, without package and imports
 * @param reasons why the step is then stale, such as {@code "changed Helper.help"}; none where it stays fresh
 */
record CodeChange(String title, String source, List<String> reasons) {

    private static final Pattern EDIT = Pattern.compile("«([^|»]*)\\|([^»]*)»");

    static CodeChange of(String title, String source, String... reasons) {
        if (!EDIT.matcher(source).find()) {
            throw new IllegalArgumentException("Nothing changes in: " + title);
        }
        return new CodeChange(title, source, List.of(reasons));
    }

    String before() {
        return EDIT.matcher(source).replaceAll("$1");
    }

    String after() {
        return EDIT.matcher(source).replaceAll("$2");
    }

    /** The reasons, where the application lies in a package. */
    List<StaleReason> reasons(String packageName) {
        return reasons.stream()
                .map(reason -> reason(reason.split(" ", 2), packageName + "."))
                .toList();
    }

    private static StaleReason reason(String[] words, String prefix) {
        String name = prefix + words[1];
        return switch (words[0]) {
            case "changed" -> new CodeChanged(name);
            case "added" -> new CodeAdded(name);
            case "removed" -> new CodeRemoved(name);
            default -> throw new IllegalArgumentException(words[0]);
        };
    }

    @Override
    public String toString() {
        return title + ": " + (reasons.isEmpty() ? "fresh" : String.join(", ", reasons));
    }
}
