package io.github.stepcache.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Floating-point numbers look as Python's {@code repr} makes them, which the golden manifests depend on (3.1). */
class FloatingPointTests {

    @Test
    void numbersLookAsPythonWritesThem() {
        List<String> lines = Golden.lines("floats.txt");

        assertThat(lines).hasSizeGreaterThan(3_000).allSatisfy(line -> {
            double number = Double.longBitsToDouble(Long.parseUnsignedLong(line.substring(0, 16), 16));
            assertThat(written(number)).isEqualTo(line.substring(17));
        });
    }

    @Test
    void singlePrecisionKeepsTheDigitsThatItShows() {
        assertThat(written(0.1f)).isEqualTo("0.1");
        assertThat(written(16_777_216f)).isEqualTo("16777216.0");
        assertThat(written(Float.MIN_VALUE)).isEqualTo("1.4e-45");
        assertThat(written(Float.MAX_VALUE)).isEqualTo("3.4028235e+38");
    }

    @Test
    @ResourceLock(Resources.LOCALE)
    void theLocaleOfTheProcessDoesNotMatter() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG"));
            assertThat(written(1.5e-7)).isEqualTo("1.5e-07");
            assertThat(written(-1234.5)).isEqualTo("-1234.5");
        } finally {
            Locale.setDefault(before);
        }
    }

    private static String written(Number number) {
        String text = JsonText.of(Map.of("n", number));
        return text.substring("{\n  \"n\": ".length(), text.length() - "\n}\n".length());
    }
}
