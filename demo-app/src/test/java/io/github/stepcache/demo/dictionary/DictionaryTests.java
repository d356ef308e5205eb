package io.github.stepcache.demo.dictionary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DictionaryTests {

    @TempDir
    Path directory;

    @Test
    void everyColumnOfEveryRealFileIsProfiled() throws IOException {
        List<ColumnProfile> dictionary = Dictionary.of(Path.of("data/raw"));

        assertThat(dictionary).hasSize(7 + 14 + 3);
        assertThat(dictionary)
                .contains(
                        new ColumnProfile("airports.csv", "state", 4, "text", 3_376, 12, 56, "AK", "WY", "AK", 263),
                        new ColumnProfile(
                                "birdstrikes.csv",
                                "Flight Date",
                                4,
                                "date",
                                10_000,
                                0,
                                3_625,
                                "1990-01-08",
                                "2002-07-25",
                                "1999-10-19",
                                16),
                        new ColumnProfile(
                                "birdstrikes.csv",
                                "Speed IAS in knots",
                                14,
                                "integer",
                                10_000,
                                2_836,
                                122,
                                "0",
                                "350",
                                "140",
                                974),
                        new ColumnProfile(
                                "flights-airport.csv", "count", 3, "integer", 5_366, 0, 2_341, "1", "13788", "1", 285));
    }

    @ParameterizedTest
    @CsvSource({
        "9;10;-1, integer, -1, 10",
        "9;10;1.5, decimal, 1.5, 10",
        "2001-12-31;2000-01-01, date, 2000-01-01, 2001-12-31",
        "2001-12-31;2001-02-30, text, 2001-02-30, 2001-12-31",
        "00M;1;NA, text, 00M, 1",
    })
    void theTypeIsTheNarrowestThatFitsAllValues(String values, String type, String min, String max) throws IOException {
        ColumnProfile profile = profile("column\n" + values.replace(';', '\n'));

        assertThat(profile)
                .extracting(ColumnProfile::type, ColumnProfile::min, ColumnProfile::max)
                .containsExactly(type, min, max);
    }

    @Test
    void aColumnWithoutValuesIsTextWithoutARange() throws IOException {
        assertThat(profile("column,other\n,1\nNA,2\n"))
                .isEqualTo(new ColumnProfile("test.csv", "column", 1, "text", 2, 2, 0, null, null, null, 0));
    }

    @Test
    void ofEquallyCommonValuesTheSmallestIsNamed() throws IOException {
        assertThat(profile("column\n10\n9\n10\n9\n").mostCommon()).isEqualTo("9");
    }

    @Test
    void quotingAndLineEndsDoNotCount() throws IOException {
        assertThat(profile("column\r\n\"a\"\r\n\"b,\"\"c\"\"\"\r\n").max()).isEqualTo("b,\"c\"");
    }

    private ColumnProfile profile(String csv) throws IOException {
        Files.writeString(directory.resolve("test.csv"), csv);
        return Dictionary.of(directory).get(0);
    }
}
