package io.github.stepcache.demo.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonlTests {

    @TempDir
    Path directory;

    @Test
    void fieldsStandInTheOrderOfTheDeclaration() throws IOException {
        Path file = directory.resolve("made/on/demand/rows.jsonl");

        Jsonl.write(
                file,
                List.of(
                        new Row("é", null, new BigDecimal("1E+2"), LocalDate.of(1990, 1, 8)),
                        new Row("b", 2, new BigDecimal("0.50"), LocalDate.of(1990, 1, 9))));

        assertThat(file).hasContent("""
                        {"z":"é","a":null,"amount":100,"day":"1990-01-08"}
                        {"z":"b","a":2,"amount":0.50,"day":"1990-01-09"}
                        """);
    }

    @Test
    void whatWasWrittenIsRead() throws IOException {
        Path file = directory.resolve("rows.jsonl");
        List<Row> rows = List.of(new Row("line\nbreak \"quoted\"", 1, BigDecimal.TEN, LocalDate.EPOCH));

        Jsonl.write(file, rows);

        assertThat(Jsonl.read(file, Row.class)).isEqualTo(rows);
    }

    @Test
    void aBrokenLineIsNamed() throws IOException {
        Path file = Files.writeString(directory.resolve("rows.jsonl"), "{\"z\":\"a\"}\n{\"z\":");

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Jsonl.read(file, Row.class))
                .withMessageContaining("Line 2 of '%s' is not a Row", file);
    }

    private record Row(
            String z,
            @Nullable Integer a,
            @Nullable BigDecimal amount,
            @Nullable LocalDate day) {}
}
