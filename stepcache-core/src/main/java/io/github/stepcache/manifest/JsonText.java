package io.github.stepcache.manifest;

import io.github.stepcache.step.CodePointOrder;
import io.github.stepcache.step.Quoted;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes JSON exactly as the reference does ({@code json.dumps(value, indent=2, ensure_ascii=False, sort_keys=True)}
 * and a newline), so that the same content gives the same bytes.
 */
final class JsonText {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
            .disable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
            .build();

    private JsonText() {}

    /**
     * Write an object.
     *
     * @param object strings, integers, finite floating-point numbers, booleans, nulls, lists, and maps with string keys
     * @return the text
     * @throws IllegalArgumentException if it holds anything else
     */
    static String of(Map<String, ?> object) {
        StringWriter text = new StringWriter();
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(Separators.createDefaultInstance()
                        .withObjectNameValueSpacing(Separators.Spacing.AFTER)
                        .withObjectEmptySeparator("")
                        .withArrayEmptySeparator(""))
                .withArrayIndenter(indenter)
                .withObjectIndenter(indenter);
        try (JsonGenerator generator = MAPPER.writer().with(printer).createGenerator(text)) {
            write(generator, object);
        }
        return text.append('\n').toString();
    }

    private static void write(JsonGenerator generator, @Nullable Object value) {
        if (value == null) {
            generator.writeNull();
        } else if (value instanceof String text) {
            generator.writeString(text);
        } else if (value instanceof Boolean truth) {
            generator.writeBoolean(truth);
        } else if (value instanceof Number number) {
            generator.writeNumber(number(number));
        } else if (value instanceof Map<?, ?> object) {
            generator.writeStartObject();
            sorted(object).forEach((key, member) -> {
                generator.writeName(key);
                write(generator, member);
            });
            generator.writeEndObject();
        } else if (value instanceof Iterable<?> array) {
            generator.writeStartArray();
            array.forEach(element -> write(generator, element));
            generator.writeEndArray();
        } else {
            throw new IllegalArgumentException(
                    "A value of type " + value.getClass().getName() + " cannot stand in a manifest");
        }
    }

    private static SortedMap<String, @Nullable Object> sorted(Map<?, ?> object) {
        SortedMap<String, @Nullable Object> sorted = new TreeMap<>(CodePointOrder.INSTANCE);
        object.forEach((key, member) -> {
            if (!(key instanceof String name)) {
                throw new IllegalArgumentException("The key " + Quoted.of(String.valueOf(key)) + " is not a string");
            }
            sorted.put(name, member);
        });
        return sorted;
    }

    private static String number(Number number) {
        if (number instanceof Double || number instanceof Float) {
            return floatingPoint(Double.parseDouble(number.toString()));
        }
        if (number instanceof Long
                || number instanceof Integer
                || number instanceof Short
                || number instanceof Byte
                || number instanceof BigInteger
                || number instanceof BigDecimal) {
            return number.toString();
        }
        throw new IllegalArgumentException(
                "A number of type " + number.getClass().getName() + " cannot stand in a manifest");
    }

    /** Python's {@code repr}: the fewest digits that lead back to the number, an exponent from 1e16 and below 1e-4. */
    private static String floatingPoint(double number) {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException(number + " cannot stand in a manifest: JSON has no such number");
        }
        if (number == 0) {
            return 1 / number < 0 ? "-0.0" : "0.0";
        }
        BigDecimal exact = new BigDecimal(number);
        int precision = 1;
        while (rounded(exact, precision).doubleValue() != number) {
            precision++;
        }
        BigDecimal shortest = rounded(exact, precision).stripTrailingZeros();
        int exponent = shortest.precision() - shortest.scale() - 1;
        if (exponent >= -4 && exponent < 16) {
            return shortest.scale() <= 0 ? shortest.toPlainString() + ".0" : shortest.toPlainString();
        }
        String digits = shortest.unscaledValue().abs().toString();
        String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        return String.format(
                "%s%se%s%02d", number < 0 ? "-" : "", mantissa, exponent < 0 ? "-" : "+", Math.abs(exponent));
    }

    private static BigDecimal rounded(BigDecimal exact, int precision) {
        return exact.round(new MathContext(precision, RoundingMode.HALF_EVEN));
    }
}
