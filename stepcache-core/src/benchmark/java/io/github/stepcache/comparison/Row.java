package io.github.stepcache.comparison;

import java.util.List;

/**
 * A line of the table, in words.
 *
 * @param what the work
 * @param ours our figure
 * @param rival with whom it is compared
 * @param theirs the rival's figure
 * @param ratio one divided by the other
 * @param goal what the ratio should be
 * @param verdict whether it is
 */
record Row(String what, String ours, String rival, String theirs, String ratio, String goal, String verdict) {

    static final Row HEADER = new Row("what", "ours", "rival", "theirs", "ratio", "goal", "verdict");

    /** Write it as one line, for {@link #parse}. */
    String line() {
        return String.join("\t", cells());
    }

    static Row parse(String line) {
        String[] cells = line.split("\t", -1);
        return new Row(cells[0], cells[1], cells[2], cells[3], cells[4], cells[5], cells[6]);
    }

    List<String> cells() {
        return List.of(what, ours, rival, theirs, ratio, goal, verdict);
    }
}
