package io.github.stepcache.spring;

import io.github.stepcache.step.CodePointOrder;
import java.io.File;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Values as text that is the same in every process, and different for different values of one type. What has no such
 * text is refused rather than given one that lies, such as {@code Study@1b6d3586}.
 */
final class StableValue {

    /** Types whose {@code toString} is their value. */
    private static final List<Class<?>> SIMPLE = List.of(
            CharSequence.class,
            Character.class,
            Boolean.class,
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            BigInteger.class,
            BigDecimal.class,
            UUID.class,
            URI.class,
            Locale.class,
            Currency.class,
            ZoneId.class,
            File.class,
            Temporal.class,
            TemporalAmount.class);

    private StableValue() {}

    /** Write a simple value: the text that a user would write for it. Empty where there is none. */
    static Optional<String> simple(@Nullable Object value) {
        if (value != null && (SIMPLE.stream().anyMatch(type -> type.isInstance(value)) || isOfJavaTime(value))) {
            return Optional.of(value.toString());
        }
        if (value instanceof Path path) {
            return Optional.of(path.toString().replace(path.getFileSystem().getSeparator(), "/"));
        }
        if (value instanceof Enum<?> constant) {
            return Optional.of(constant.name());
        }
        if (value instanceof Class<?> type) {
            return Optional.of(type.getName());
        }
        return value instanceof Date date ? Optional.of(date.toInstant().toString()) : Optional.empty();
    }

    /**
     * Write any value that has a stable text: simple values, and optionals, collections, arrays, maps and records of
     * them.
     *
     * @param declared the type that the value was declared with; where it leaves the value's class open, the class is
     *     part of the text
     */
    static Optional<String> of(@Nullable Object value, Class<?> declared) {
        if (value == null) {
            return Optional.empty();
        }
        Optional<String> simple = simple(value);
        if (simple.isPresent()
                && (declared.isPrimitive()
                        || declared == value.getClass()
                        || declared.isEnum()
                        || (value instanceof Path && declared == Path.class))) {
            return simple;
        }
        return nested(value);
    }

    private static Optional<String> nested(@Nullable Object value) {
        if (value == null) {
            return Optional.of("null");
        }
        Optional<String> simple = simple(value);
        if (simple.isPresent()) {
            String type = value instanceof Path ? "Path" : value.getClass().getSimpleName();
            return Optional.of(value instanceof String ? quoted(simple.get()) : type + ':' + quoted(simple.get()));
        }
        if (value instanceof Optional<?> optional) {
            return optional.isEmpty() ? Optional.of("[]") : nested(List.of(optional.get()));
        }
        if (value instanceof Set<?> set) {
            return sequence(set)
                    .map(texts -> '{'
                            + String.join(
                                    ",",
                                    texts.stream()
                                            .sorted(CodePointOrder.INSTANCE)
                                            .toList())
                            + '}');
        }
        if (value instanceof Collection<?> collection) {
            return sequence(collection).map(texts -> '[' + String.join(",", texts) + ']');
        }
        if (value instanceof Map<?, ?> map) {
            return map(map);
        }
        if (value.getClass().isArray()) {
            List<@Nullable Object> elements = new ArrayList<>();
            for (int i = 0; i < Array.getLength(value); i++) {
                elements.add(Array.get(value, i));
            }
            return sequence(elements).map(texts -> '[' + String.join(",", texts) + ']');
        }
        return value instanceof Record record ? record(record) : Optional.empty();
    }

    private static Optional<List<String>> sequence(Iterable<?> values) {
        List<String> texts = new ArrayList<>();
        for (Object value : values) {
            Optional<String> text = nested(value);
            if (text.isEmpty()) {
                return Optional.empty();
            }
            texts.add(text.get());
        }
        return Optional.of(texts);
    }

    private static Optional<String> map(Map<?, ?> map) {
        SortedMap<String, String> sorted = new TreeMap<>(CodePointOrder.INSTANCE);
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            Optional<String> key = nested(entry.getKey());
            Optional<String> value = nested(entry.getValue());
            if (key.isEmpty() || value.isEmpty()) {
                return Optional.empty();
            }
            sorted.put(key.get(), value.get());
        }
        return Optional.of(sorted.toString());
    }

    private static Optional<String> record(Record record) {
        List<@Nullable Object> values = new ArrayList<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            try {
                component.getAccessor().trySetAccessible();
                values.add(component.getName());
                values.add(component.getAccessor().invoke(record));
            } catch (IllegalAccessException | InvocationTargetException e) {
                return Optional.empty();
            }
        }
        return sequence(values).map(texts -> record.getClass().getSimpleName() + '(' + String.join(",", texts) + ')');
    }

    /** The enums of that package are values by name, and not by what they are called in a language. */
    private static boolean isOfJavaTime(Object value) {
        return value.getClass().getPackageName().equals("java.time") && !(value instanceof Enum<?>);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
