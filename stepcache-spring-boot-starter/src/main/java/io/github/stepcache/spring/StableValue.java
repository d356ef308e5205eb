package io.github.stepcache.spring;

import io.github.stepcache.step.CodePointOrder;
import io.github.stepcache.step.FileNames;
import java.io.File;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.MonthDay;
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
import java.util.Spliterator;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Values as text that is the same in every process, and different for different values of one declared type. What has
 * no such text is refused rather than given one that lies, such as {@code Study@1b6d3586}.
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
            Currency.class,
            ZoneId.class,
            File.class,
            MonthDay.class,
            Temporal.class,
            TemporalAmount.class);

    private StableValue() {}

    /** Write a simple value: the text that a user would write for it. Empty where there is none. */
    static Optional<String> simple(@Nullable Object value) {
        if (value != null && SIMPLE.stream().anyMatch(type -> type.isInstance(value))) {
            return Optional.of(value.toString());
        }
        if (value instanceof Path path) {
            return FileNames.isFaithful(path)
                    ? Optional.of(path.toString().replace(path.getFileSystem().getSeparator(), "/"))
                    : Optional.empty();
        }
        if (value instanceof Enum<?> constant) {
            return Optional.of(constant.name());
        }
        if (value instanceof Class<?> type) {
            return Optional.of(type.getName());
        }
        if (value instanceof Locale locale) {
            String tag = locale.toLanguageTag(); // some have the tag of another, or none
            return Optional.of(tag).filter(text -> Locale.forLanguageTag(text).equals(locale));
        }
        return value instanceof Date date ? instant(date) : Optional.empty();
    }

    /**
     * Write any value that has a stable text: simple values, and optionals, collections, arrays, maps and records of
     * them. The order of a set or map counts where it has one, because a method can tell.
     *
     * @param declared the type that the value was declared with; where it leaves the value's class open, the class is
     *     part of the text
     */
    static Optional<String> of(@Nullable Object value, Class<?> declared) {
        if (value == null) {
            return Optional.empty();
        }
        Optional<String> simple = simple(value);
        boolean told = declared.isPrimitive() || declared == typeOf(value);
        return simple.isPresent() && told ? simple : nested(value);
    }

    private static Optional<String> nested(@Nullable Object value) {
        if (value == null) {
            return Optional.of("null");
        }
        Optional<String> simple = simple(value);
        if (simple.isPresent()) {
            return Optional.of(
                    value instanceof String ? quoted(simple.get()) : name(typeOf(value)) + ':' + quoted(simple.get()));
        }
        if (value instanceof Optional<?> optional) {
            return joined("Optional[", optional.stream().map(StableValue::nested), "]");
        }
        if (value instanceof Set<?> set) {
            return joined("{", inOrder(set, set.stream().map(StableValue::nested)), "}");
        }
        if (value instanceof Collection<?> collection) {
            return joined("[", collection.stream().map(StableValue::nested), "]");
        }
        if (value instanceof Map<?, ?> map) {
            Collection<? extends Map.Entry<?, ?>> entries = map.entrySet();
            return joined("Map{", inOrder(entries, entries.stream().map(StableValue::entry)), "}");
        }
        @Nullable Class<?> element = value.getClass().getComponentType();
        if (element != null) {
            return joined(name(element) + '[', elements(value).stream().map(StableValue::nested), "]");
        }
        return value instanceof Record record ? record(record) : Optional.empty();
    }

    /** Sort what has no order of its own, and may come in another in the next process. */
    private static Stream<Optional<String>> inOrder(Collection<?> values, Stream<Optional<String>> texts) {
        return values.spliterator().hasCharacteristics(Spliterator.ORDERED)
                ? texts
                : texts.sorted((one, other) -> CodePointOrder.INSTANCE.compare(one.orElse(""), other.orElse("")));
    }

    /** Join texts; empty if one of them is missing. */
    private static Optional<String> joined(String open, Stream<Optional<String>> texts, String close) {
        List<Optional<String>> all = texts.toList();
        return all.stream().allMatch(Optional::isPresent)
                ? Optional.of(open
                        + String.join(
                                ",", all.stream().flatMap(Optional::stream).toList())
                        + close)
                : Optional.empty();
    }

    private static Optional<String> entry(Map.Entry<?, ?> entry) {
        return nested(entry.getKey()).flatMap(key -> nested(entry.getValue()).map(value -> key + '=' + value));
    }

    private static List<@Nullable Object> elements(Object array) {
        List<@Nullable Object> elements = new ArrayList<>();
        for (int i = 0; i < Array.getLength(array); i++) {
            elements.add(Array.get(array, i));
        }
        return elements;
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
        return joined(name(record.getClass()) + '(', values.stream().map(StableValue::nested), ")");
    }

    /** The class of a value; an enum's constants may have classes of their own. */
    private static Class<?> typeOf(Object value) {
        if (value instanceof Path) {
            return Path.class;
        }
        return value instanceof Enum<?> constant ? constant.getDeclaringClass() : value.getClass();
    }

    /** Two types of an application may have one simple name; of the JDK's, only the dates do. */
    private static String name(Class<?> type) {
        boolean told = type.getName().startsWith("java.") && !type.getName().startsWith("java.sql.");
        return told ? type.getSimpleName() : type.getName();
    }

    /** {@code java.sql.Date} and {@code java.sql.Time} are no instants, by their own account. */
    private static Optional<String> instant(Date date) {
        try {
            return Optional.of(date.toInstant().toString());
        } catch (UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
