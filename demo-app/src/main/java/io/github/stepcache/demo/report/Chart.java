package io.github.stepcache.demo.report;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A bar chart of the page, and the table of the same numbers below it.
 *
 * @param id the element's id
 * @param title what the chart shows
 * @param note what to see in it, or to know about it
 * @param shape {@code columns} stand, {@code bars} lie and leave room for long labels
 * @param unit {@code count} or {@code dollars}
 * @param labelAxis the title of the axis of labels
 * @param valueAxis the title of the axis of values
 * @param labels one label a bar
 * @param series one or more values a bar, stacked
 */
record Chart(
        String id,
        String title,
        String note,
        String shape,
        String unit,
        String labelAxis,
        String valueAxis,
        List<String> labels,
        List<Series> series) {

    /** One value for each label. */
    record Series(String name, List<Long> values) {}

    /** A line of the table: a label and its values. */
    record Line(String label, List<String> cells) {}

    List<Line> lines() {
        return IntStream.range(0, labels.size())
                .mapToObj(bar -> new Line(labels.get(bar), cells(bar).toList()))
                .toList();
    }

    /** Return the height that gives each bar room, in CSS pixels. */
    int height() {
        return shape.equals("bars") ? 90 + 27 * labels.size() : 340;
    }

    private Stream<String> cells(int bar) {
        return series.stream()
                .map(one -> one.values().get(bar))
                .map(value -> unit.equals("dollars") ? Numbers.dollars(value) : Numbers.count(value));
    }
}
