package io.github.stepcache.manifest;

import io.github.stepcache.step.CodePointOrder;
import io.github.stepcache.step.Quoted;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.exc.StreamConstraintsException;
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

    /** The longest number, in digits: Python reads no longer integer. */
    static final int LONGEST_NUMBER = 4300;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
            .disable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
            .build();

    private JsonText() {}

    /**
     * Write an object.
     *
     * @param object strings, integers, finite floating-point numbers, booleans, nulls, collections, and maps with
     *     string keys
     * @return the text
     * @throws IllegalArgumentException if it holds anything else, itself, or more than the reference can read back
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
        } catch (StreamConstraintsException e) {
            throw new IllegalArgumentException("A value that is nested so deeply cannot stand in a manifest", e);
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
        } else if (value instanceof Collection<?> array) {
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
            return FloatingPoint.text(Double.parseDouble(number.toString()));
        }
        if (number instanceof Long
                || number instanceof Integer
                || number instanceof Short
                || number instanceof Byte
                || number instanceof BigInteger
                || number instanceof BigDecimal) {
            String digits = number.toString();
            if (digits.length() > LONGEST_NUMBER) {
                throw new IllegalArgumentException("A number of " + digits.length()
                        + " digits cannot stand in a manifest: " + LONGEST_NUMBER + " is the limit");
            }
            return digits;
        }
        throw new IllegalArgumentException(
                "A number of type " + number.getClass().getName() + " cannot stand in a manifest");
    }
}
