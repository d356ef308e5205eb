package io.github.stepcache.comparison;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Measures each row in a JVM of its own, since what was compiled for one work can be slower for another. */
final class RowByRow {

    private RowByRow() {}

    /**
     * Start a JVM for each row that is wanted.
     *
     * @param main the program; with {@code --row}, it prints the lines of that row
     * @param names of all rows
     * @param options what was asked for
     * @param arguments the same, as it was written
     * @return the rows that were measured
     */
    static List<Row> run(Class<?> main, List<String> names, Options options, String... arguments)
            throws IOException, InterruptedException {
        List<String> properties = Stream.of("benchmark.home", "benchmark.spring")
                .map(name -> "-D" + name + "=" + System.getProperty(name))
                .toList();
        List<Row> rows = new ArrayList<>();
        for (String name : names) {
            if (options.wants(name)) {
                String[] all = Stream.concat(Stream.of(arguments), Stream.of("--row", name))
                        .toArray(String[]::new);
                Program.java(properties, main, all)
                        .runAloud()
                        .lines()
                        .map(Row::parse)
                        .forEach(rows::add);
            }
        }
        return rows;
    }
}
