package io.github.stepcache.graph;

import java.util.List;

/** The characters that may stand in one place of a path. Whether they are upper or lower case makes no difference. */
sealed interface CharacterSet {

    /** Any character. */
    CharacterSet ANY = new AllBut("");

    /** Any character of a name. */
    CharacterSet IN_NAME = new AllBut("/");

    /** Any character that a name begins with which is not hidden. */
    CharacterSet FIRST_IN_NAME = new AllBut("/.");

    /** Tell whether it has a character. */
    boolean has(int point);

    /** One character, folded by {@link PathText#fold}. */
    record One(int point) implements CharacterSet {
        @Override
        public boolean has(int other) {
            return point == other;
        }
    }

    /** All characters but a few. */
    record AllBut(String others) implements CharacterSet {
        @Override
        public boolean has(int point) {
            return others.indexOf(point) < 0;
        }
    }

    /** The inside of {@code [...]}. */
    record Listed(List<Range> ranges, boolean negated) implements CharacterSet {

        record Range(int from, int to) {}

        @Override
        public boolean has(int point) {
            return point != '/' && (negated || PathText.cases(point).anyMatch(this::lists));
        }

        private boolean lists(int point) {
            return ranges.stream().anyMatch(range -> range.from() <= point && point <= range.to());
        }
    }

    /** Tell whether all of some sets may have a character in common; where that is hard to tell, they may. */
    static boolean haveCommon(CharacterSet... sets) {
        for (CharacterSet set : sets) {
            if (set instanceof One one) {
                for (CharacterSet other : sets) {
                    if (!other.has(one.point())) {
                        return false;
                    }
                }
            }
        }
        return true;
    }
}
