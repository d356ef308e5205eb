package io.github.stepcache.graph;

import io.github.stepcache.graph.PathSet.Instruction;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes the program of a {@link PathSet}, from front to back; not safe for use by many threads. */
final class PathSetWriter {

    private static final PathSet EVERYTHING =
            new PathSetWriter().any(CharacterSet.ANY).finish("");

    private final List<List<Integer>> jumps = new ArrayList<>();
    private final List<@Nullable CharacterSet> reads = new ArrayList<>();

    /** All paths. */
    static PathSet everything() {
        return EVERYTHING;
    }

    /** Read a text, in whatever case. */
    PathSetWriter literal(String text) {
        PathText.fold(text).codePoints().forEach(point -> read(new CharacterSet.One(point)));
        return this;
    }

    /** Read one character. */
    PathSetWriter read(CharacterSet characters) {
        reads.add(characters);
        jumps.add(List.of());
        return this;
    }

    /** Read any number of characters. */
    PathSetWriter any(CharacterSet characters) {
        int loop = jump();
        from(loop);
        read(characters);
        int back = jump();
        to(back, loop);
        from(loop);
        return this;
    }

    /** Read one of several things, or nothing for those that write nothing. */
    PathSetWriter either(Runnable... choices) {
        int start = jump();
        List<Integer> ends = new ArrayList<>();
        for (Runnable choice : choices) {
            from(start);
            choice.run();
            ends.add(jump());
        }
        ends.forEach(this::from);
        return this;
    }

    /** Read what lies below a directory, whatever it is called; a {@code /} goes before it. */
    PathSetWriter below() {
        return literal("/").any(CharacterSet.ANY);
    }

    /** Read the paths below a directory that are no hidden ones and have one of some suffixes, if any are given. */
    PathSetWriter visibleBelow(Set<String> extensions) {
        int again = here();
        literal("/").read(CharacterSet.FIRST_IN_NAME).any(CharacterSet.IN_NAME);
        int split = jump();
        to(split, again);
        from(split);
        Runnable[] suffixes = extensions.stream()
                .map(extension -> (Runnable) () -> literal(extension))
                .toArray(Runnable[]::new);
        return suffixes.length == 0 ? this : either(suffixes);
    }

    /** Write a place to go on from in several ways, which {@link #from} and {@link #to} add. */
    int jump() {
        reads.add(null);
        jumps.add(new ArrayList<>());
        return here() - 1;
    }

    /** Have a jump go on here, too. */
    void from(int jump) {
        to(jump, here());
    }

    private void to(int jump, int target) {
        jumps.get(jump).add(target);
    }

    private int here() {
        return reads.size();
    }

    /**
     * End the program.
     *
     * @param prefix what all paths of the set begin with
     */
    PathSet finish(String prefix) {
        List<Instruction> program = new ArrayList<>();
        for (int i = 0; i < reads.size(); i++) {
            program.add(new Instruction(reads.get(i), jumps.get(i)));
        }
        return new PathSet(PathText.fold(prefix), program);
    }
}
