package io.github.stepcache.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportTextTests {

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 ms",
        "PT0.0004S, under 1 ms",
        "PT0.999S, 999 ms",
        "PT1S, 1.0 s",
        "PT59.999S, 59.9 s",
        "PT61S, 1 min 01 s",
        "PT59M59S, 59 min 59 s",
        "PT1H, 1 h 00 min",
        "PT1234H5M, '1,234 h 05 min'",
    })
    void timesAreWrittenAsPeopleReadThem(Duration duration, String text) {
        assertThat(ReportText.duration(duration)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 bytes", "999, 999 bytes", "1000, 1.0 kB", "4500000, 4.5 MB", "9223372036854775807, 9223.4 PB"})
    void sizesAreWrittenAsPeopleReadThem(long bytes, String text) {
        assertThat(ReportText.size(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "clean, clean, true",
        "clean, clean-a, false",
        "clean-#{#dataset}, clean-airports, true",
        "clean-#{#dataset}, cleaning, false",
        "#{@beans.name}-#{#a}, x-y, true",
        "a.b, axb, false",
    })
    void declaredNameIsKnownAgainByWhatStandsRoundItsExpressions(String declared, String name, boolean same) {
        assertThat(TemplateName.canBe(declared, name)).isEqualTo(same);
    }

    @Test
    void hashesAreCutAndOtherWordsAreNot() {
        assertThat(ReportText.hash("ab".repeat(32))).isEqualTo("abababababab");
        assertThat(ReportText.hash("directory")).isEqualTo("directory");
    }
}
