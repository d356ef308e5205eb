package io.github.stepcache.comparison;

/** How much data is compared. */
enum Scale {
    /** As much as the goals are meant for. */
    FULL(1, 8),
    /** A thousandth, to see that everything runs; its times mean nothing. */
    TINY(1000, 0.05);

    private final int divisor;
    private final double warmUpSeconds;

    Scale(int divisor, double warmUpSeconds) {
        this.divisor = divisor;
        this.warmUpSeconds = warmUpSeconds;
    }

    double warmUpSeconds() {
        return warmUpSeconds;
    }

    long of(long size) {
        return size / divisor;
    }

    /** Scale a number of files; ten are few enough to stay ten. */
    int ofFiles(int count) {
        return count <= 10 ? count : Math.max(10, count / divisor);
    }

    /** Tell whether goals apply. */
    boolean isJudged() {
        return this == FULL;
    }
}
