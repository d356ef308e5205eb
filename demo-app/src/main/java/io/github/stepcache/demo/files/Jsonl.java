package io.github.stepcache.demo.files;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads and writes records as JSON lines: one JSON object a line, fields in the order of the record's declaration.
 *
 * <p>The same records give the same bytes on every machine; a step that comes out the same depends on it.
 */
public final class Jsonl {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private Jsonl() {}

    /** Write one line a value, replacing the file if it exists and creating its directory if it does not. */
    public static void write(Path file, Iterable<?> values) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            for (Object value : values) {
                writer.write(line(value));
                writer.write('\n');
            }
        }
    }

    /** Read one value a line, and say which line is wrong if one is. */
    public static <T> List<T> read(Path file, Class<T> type) throws IOException {
        List<T> values = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            try {
                values.add(JSON.readValue(line, type));
            } catch (JacksonException e) {
                throw new IOException(
                        "Line %d of '%s' is not a %s".formatted(values.size() + 1, file, type.getSimpleName()), e);
            }
        }
        return values;
    }

    /** Return a value as a single line of JSON. */
    public static String line(Object value) {
        return JSON.writeValueAsString(value);
    }
}
