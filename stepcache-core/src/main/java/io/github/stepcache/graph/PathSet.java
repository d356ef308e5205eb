package io.github.stepcache.graph;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A set of paths, as a program that reads a path character by character, with all its choices at once. An immutable
 * value, built by {@link PathSetWriter}.
 *
 * @param prefix what all its paths begin with, folded
 * @param program its instructions; whoever gets behind the last one has read a path of the set
 */
record PathSet(String prefix, List<Instruction> program) {

    /** More than patterns that somebody wrote need; those that need more are taken to meet. */
    private static final int MOST_STATES = 1 << 20;

    private static final int BITS = 21;
    private static final long MASK = (1L << BITS) - 1;

    PathSet {
        program = List.copyOf(program);
    }

    /**
     * A step of a program: read a character and go on, or go on in one of several places.
     *
     * @param reads the characters that can be read; null where none is
     * @param next where to go on
     */
    record Instruction(@Nullable CharacterSet reads, List<Integer> next) {
        Instruction {
            next = List.copyOf(next);
        }
    }

    /** Tell whether a path is in this set and in two others. */
    boolean meets(PathSet second, PathSet third) {
        if (!mayMeet(second) || !mayMeet(third) || !second.mayMeet(third)) {
            return false;
        }
        if (Math.max(program.size(), Math.max(second.program.size(), third.program.size())) >= MASK) {
            return true;
        }
        Set<Long> seen = new HashSet<>();
        Deque<Long> open = new ArrayDeque<>();
        add(0, 0, 0, seen, open);
        while (!open.isEmpty() && seen.size() <= MOST_STATES) {
            long state = open.pop();
            int one = (int) (state >>> (2 * BITS));
            int two = (int) ((state >>> BITS) & MASK);
            int three = (int) (state & MASK);
            if (jumps(one)) {
                program.get(one).next().forEach(next -> add(next, two, three, seen, open));
            } else if (second.jumps(two)) {
                second.program.get(two).next().forEach(next -> add(one, next, three, seen, open));
            } else if (third.jumps(three)) {
                third.program.get(three).next().forEach(next -> add(one, two, next, seen, open));
            } else if (ends(one) && second.ends(two) && third.ends(three)) {
                return true;
            } else if (haveCommon(reads(one), second.reads(two), third.reads(three))) {
                add(one + 1, two + 1, three + 1, seen, open);
            }
        }
        return seen.size() > MOST_STATES;
    }

    /** Tell whether a path is in this set and in another. */
    boolean meets(PathSet other) {
        return meets(other, PathSetWriter.everything());
    }

    private boolean mayMeet(PathSet other) {
        return prefix.startsWith(other.prefix) || other.prefix.startsWith(prefix);
    }

    private boolean ends(int at) {
        return at == program.size();
    }

    private boolean jumps(int at) {
        return !ends(at) && program.get(at).reads() == null;
    }

    private @Nullable CharacterSet reads(int at) {
        return ends(at) ? null : program.get(at).reads();
    }

    private static boolean haveCommon(
            @Nullable CharacterSet one, @Nullable CharacterSet two, @Nullable CharacterSet three) {
        return one != null && two != null && three != null && CharacterSet.haveCommon(one, two, three);
    }

    private static void add(int one, int two, int three, Set<Long> seen, Deque<Long> open) {
        long state = ((long) one << (2 * BITS)) | ((long) two << BITS) | three;
        if (seen.add(state)) {
            open.push(state);
        }
    }
}
