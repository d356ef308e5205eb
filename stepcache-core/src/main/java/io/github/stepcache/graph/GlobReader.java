package io.github.stepcache.graph;

import io.github.stepcache.graph.CharacterSet.Listed;
import io.github.stepcache.graph.CharacterSet.Listed.Range;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes into a {@link PathSet} what a glob matches, by the rules of {@link io.github.stepcache.step.Glob}, which has
 * parsed the same text before.
 */
final class GlobReader {

    private final String glob;
    private final PathSetWriter set;
    private final List<Integer> groupEnds = new ArrayList<>();
    private int at;
    private int groupStart;
    private boolean inGroup;
    private boolean startsName = true;
    private boolean groupStartsName;

    private GlobReader(String glob, PathSetWriter set) {
        this.glob = PathText.normalize(glob);
        this.set = set;
    }

    static void read(String glob, PathSetWriter set) {
        new GlobReader(glob, set).read();
    }

    private void read() {
        while (at < glob.length()) {
            int unit = next();
            switch (unit) {
                case '\\' -> literal(next());
                case '*' -> star();
                case '?' -> set.read(CharacterSet.IN_NAME);
                case '[' -> bracket();
                case '{' -> open();
                case '}' -> close();
                case ',' -> comma();
                default -> literal(unit);
            }
            boolean startsAlternative = inGroup && (unit == '{' || unit == ',');
            startsName = glob.charAt(at - 1) == '/' || (startsAlternative && groupStartsName);
        }
    }

    private void star() {
        if (at == glob.length() || glob.charAt(at) != '*') {
            set.any(CharacterSet.IN_NAME);
            return;
        }
        at++;
        if (startsName && at < glob.length() && glob.charAt(at) == '/') {
            at++;
            set.either(() -> {}, () -> set.any(CharacterSet.ANY).literal("/"));
        } else {
            set.any(CharacterSet.ANY);
        }
    }

    private void bracket() {
        boolean negated = glob.charAt(at) == '!';
        at += negated ? 1 : 0;
        List<Range> ranges = new ArrayList<>();
        while (ranges.isEmpty() || glob.charAt(at) != ']') {
            int from = next();
            int to = from;
            if (at + 1 < glob.length() && glob.charAt(at) == '-' && glob.charAt(at + 1) != ']') {
                at++;
                to = next();
            }
            ranges.add(new Range(from, to));
        }
        at++;
        set.read(new Listed(List.copyOf(ranges), negated));
    }

    private void open() {
        inGroup = true;
        groupStartsName = startsName;
        groupEnds.clear();
        groupStart = set.jump();
        set.from(groupStart);
    }

    private void comma() {
        if (!inGroup) {
            literal(',');
            return;
        }
        groupEnds.add(set.jump());
        set.from(groupStart);
    }

    private void close() {
        if (!inGroup) {
            literal('}');
            return;
        }
        groupEnds.add(set.jump());
        groupEnds.forEach(set::from);
        inGroup = false;
    }

    private void literal(int point) {
        set.literal(Character.toString(point));
    }

    private int next() {
        int point = glob.codePointAt(at);
        at += Character.charCount(point);
        return point;
    }
}
