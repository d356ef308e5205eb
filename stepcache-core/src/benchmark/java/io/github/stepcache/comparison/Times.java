package io.github.stepcache.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The times that one rival took, round by round, in seconds. */
final class Times {

    private final List<Double> seconds = new ArrayList<>();

    void add(double time) {
        seconds.add(time);
    }

    double median() {
        List<Double> sorted = seconds.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** The median, and from where to where the others go. */
    @Override
    public String toString() {
        double median = median();
        double unit = median < 1e-3 ? 1e-6 : median < 1 ? 1e-3 : 1;
        return String.format(
                Locale.ROOT,
                "%.4g %s (%.4g to %.4g)",
                median / unit,
                median < 1e-3 ? "µs" : median < 1 ? "ms" : "s",
                seconds.stream().min(Double::compare).orElseThrow() / unit,
                seconds.stream().max(Double::compare).orElseThrow() / unit);
    }
}
