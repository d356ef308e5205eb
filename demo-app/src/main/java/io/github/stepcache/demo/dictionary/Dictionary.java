package io.github.stepcache.demo.dictionary;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.github.stepcache.demo.files.Csv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Profiles every column of every CSV file of a directory. */
public final class Dictionary {

    private Dictionary() {}

    /** Return one profile a column, in the order of the files' names and of their columns. */
    public static List<ColumnProfile> of(Path directory) throws IOException {
        List<ColumnProfile> profiles = new ArrayList<>();
        for (Path file : csvFiles(directory)) {
            profiles.addAll(profileColumns(file));
        }
        return profiles;
    }

    private static List<Path> csvFiles(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".csv"))
                    .sorted()
                    .toList();
        }
    }

    private static List<ColumnProfile> profileColumns(Path file) throws IOException {
        Map<String, ColumnProfiler> columns = new LinkedHashMap<>();
        for (NamedCsvRecord row : Csv.read(file)) {
            row.getFieldsAsMap()
                    .forEach((column, value) -> columns.computeIfAbsent(column, name -> new ColumnProfiler())
                            .add(value));
        }
        List<ColumnProfile> profiles = new ArrayList<>();
        columns.forEach((column, profiler) ->
                profiles.add(profiler.profile(file.getFileName().toString(), column, profiles.size() + 1)));
        return profiles;
    }
}
