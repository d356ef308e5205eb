package io.github.stepcache.comparison;

import java.util.Locale;

/**
 * How we want to compare with a rival.
 *
 * @param kind what is compared
 * @param limit the worst ratio that is still good enough
 */
record Goal(Kind kind, double limit) {

    private enum Kind {
        TIME,
        THROUGHPUT
    }

    /** Our time, divided by the rival's, is to be so small. */
    static Goal time(double most) {
        return new Goal(Kind.TIME, most);
    }

    /** What we get through in a second, divided by what the rival does, is to be so large. */
    static Goal throughput(double least) {
        return new Goal(Kind.THROUGHPUT, least);
    }

    double ratio(double ours, double theirs) {
        return kind == Kind.TIME ? ours / theirs : theirs / ours;
    }

    boolean isMet(double ratio) {
        return kind == Kind.TIME ? ratio <= limit : ratio >= limit;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s %.2f", kind == Kind.TIME ? "<=" : ">=", limit);
    }
}
