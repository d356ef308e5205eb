package io.github.stepcache.demo.dictionary;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Collects the values of one column and says what they have in common. */
final class ColumnProfiler {

    private final Map<String, Integer> rowsByValue = new HashMap<>();
    private int rows;
    private int nulls;

    void add(String value) {
        rows++;
        if (value.isBlank() || value.equals("NA")) {
            nulls++;
        } else {
            rowsByValue.merge(value, 1, Integer::sum);
        }
    }

    ColumnProfile profile(String file, String column, int position) {
        ColumnType type = type();
        NavigableSet<String> values = new TreeSet<>(type.order());
        values.addAll(rowsByValue.keySet());
        String mostCommon = mostCommon(values);
        return new ColumnProfile(
                file,
                column,
                position,
                type.title(),
                rows,
                nulls,
                values.size(),
                values.isEmpty() ? null : values.first(),
                values.isEmpty() ? null : values.last(),
                mostCommon,
                mostCommon == null ? 0 : rowsByValue.getOrDefault(mostCommon, 0));
    }

    private ColumnType type() {
        return Arrays.stream(ColumnType.values())
                .filter(type -> !rowsByValue.isEmpty())
                .filter(type -> rowsByValue.keySet().stream().allMatch(type::fits))
                .findFirst()
                .orElse(ColumnType.TEXT);
    }

    private @Nullable String mostCommon(NavigableSet<String> values) {
        String best = null;
        int bestRows = 0;
        for (String value : values) {
            int valueRows = rowsByValue.getOrDefault(value, 0);
            if (valueRows > bestRows) {
                best = value;
                bestRows = valueRows;
            }
        }
        return best;
    }
}
