package io.github.stepcache.manifest;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;

/**
 * Floating-point numbers as Python writes them. {@link Double#toString} will not do: it puts the exponent elsewhere, and
 * before Java 19 it does not always find the fewest digits.
 */
final class FloatingPoint {

    private FloatingPoint() {}

    /** Python's {@code repr}: the fewest digits that lead back to the number, an exponent from 1e16 and below 1e-4. */
    static String text(double number) {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException(number + " cannot stand in a manifest: JSON has no such number");
        }
        if (number == 0) {
            return 1 / number < 0 ? "-0.0" : "0.0";
        }
        BigDecimal shortest = shortest(number);
        int exponent = shortest.precision() - shortest.scale() - 1;
        if (exponent >= -4 && exponent < 16) {
            return shortest.scale() <= 0 ? shortest.toPlainString() + ".0" : shortest.toPlainString();
        }
        String digits = shortest.unscaledValue().abs().toString();
        String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        String sign = number < 0 ? "-" : "";
        return String.format(Locale.ROOT, "%s%se%s%02d", sign, mantissa, exponent < 0 ? "-" : "+", Math.abs(exponent));
    }

    private static BigDecimal shortest(double number) {
        BigDecimal exact = new BigDecimal(number);
        for (int digits = 1; ; digits++) {
            // Just above a power of two lies twice as much room as below it, so that the farther decimal may be right.
            for (RoundingMode mode : List.of(RoundingMode.HALF_EVEN, RoundingMode.UP)) {
                BigDecimal rounded = exact.round(new MathContext(digits, mode));
                if (rounded.doubleValue() == number) {
                    return rounded.stripTrailingZeros();
                }
            }
        }
    }
}
