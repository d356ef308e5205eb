package io.github.stepcache.demo.files;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Reads CSV files whose first row names the columns, with any line ends, with quotes and with a byte order mark. */
public final class Csv {

    private Csv() {}

    /** Read all rows below the header; a row with more or fewer cells than the header is refused. */
    public static List<NamedCsvRecord> read(Path file) throws IOException {
        try (CsvReader<NamedCsvRecord> rows =
                CsvReader.builder().detectBomHeader(true).ofNamedCsvRecord(file)) {
            return rows.stream().toList();
        } catch (CsvParseException e) {
            throw new IOException("'%s' cannot be read as CSV: %s".formatted(file, e.getMessage()), e);
        }
    }
}
