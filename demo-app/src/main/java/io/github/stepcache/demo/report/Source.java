package io.github.stepcache.demo.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where a raw file comes from, as {@code SOURCES.md} says.
 *
 * @param file the file's name
 * @param rows how many rows it has
 * @param what what a row is
 * @param licence who made it, and under which licence
 */
record Source(String file, String rows, String what, String licence) {

    /** Read the rows of the page's table. */
    static List<Source> readAll(Path page) throws IOException {
        return Files.readAllLines(page).stream()
                .filter(line -> line.startsWith("| `"))
                .map(Source::ofTableRow)
                .toList();
    }

    private static Source ofTableRow(String line) {
        List<String> cells = List.of(line.strip().split("\\s*\\|\\s*", -1));
        return new Source(cells.get(1).replace("`", ""), cells.get(2), cells.get(3), cells.get(4));
    }
}
