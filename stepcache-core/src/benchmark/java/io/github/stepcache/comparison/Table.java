package io.github.stepcache.comparison;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Lays rows out as a table that reads well in a terminal and is Markdown as well. */
final class Table {

    private Table() {}

    static String of(List<Row> rows) {
        int[] widths = IntStream.range(0, Row.HEADER.cells().size())
                .map(column -> IntStream.concat(
                                IntStream.of(Row.HEADER.cells().get(column).length()),
                                rows.stream()
                                        .mapToInt(row -> row.cells().get(column).length()))
                        .max()
                        .orElseThrow())
                .toArray();
        String rule = IntStream.of(widths).mapToObj("-"::repeat).collect(Collectors.joining(" | ", "| ", " |"));
        return line(Row.HEADER, widths)
                + "\n"
                + rule
                + rows.stream().map(row -> "\n" + line(row, widths)).collect(Collectors.joining());
    }

    private static String line(Row row, int[] widths) {
        return IntStream.range(0, widths.length)
                .mapToObj(column -> pad(row.cells().get(column), widths[column]))
                .collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static String pad(String cell, int width) {
        return cell + " ".repeat(width - cell.length());
    }
}
