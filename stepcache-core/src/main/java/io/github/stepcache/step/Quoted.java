package io.github.stepcache.step;

/**
 * Text from outside (a file name, a key, another library's message) made fit for one line of a log or a message.
 *
 * <p>Whatever could end the line, move the cursor or reorder what is shown is written as {@code \}{@code uXXXX}, so that
 * one event stays one line whatever a file is called.
 */
public final class Quoted {

    private static final int LONGEST = 500;

    private Quoted() {}

    /**
     * Put a text in double quotes and escape it.
     *
     * @param text any text
     * @return the quoted text, on one line
     */
    public static String of(Object text) {
        return '"' + line(text.toString()).replace("\"", "\\\"") + '"';
    }

    /**
     * Escape a text without quoting it, and cut it where it is longer than a message should be.
     *
     * @param text any text
     * @return the text on one line
     */
    public static String line(String text) {
        StringBuilder line = new StringBuilder(Math.min(text.length(), LONGEST) + 8);
        text.codePoints().limit(LONGEST).forEach(point -> append(line, point));
        return text.codePointCount(0, text.length()) > LONGEST ? line + "..." : line.toString();
    }

    private static void append(StringBuilder line, int point) {
        switch (point) {
            case '\n' -> line.append("\\n");
            case '\r' -> line.append("\\r");
            case '\t' -> line.append("\\t");
            default -> {
                if (isHarmless(point)) {
                    line.appendCodePoint(point);
                } else if (Character.isBmpCodePoint(point)) {
                    line.append(String.format("\\u%04x", point));
                } else {
                    line.append(String.format("\\u{%x}", point));
                }
            }
        }
    }

    private static boolean isHarmless(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
