package io.github.stepcache.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.CharBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** Different arguments have different texts, equal ones the same text in every process. */
class StableValueTests {

    private sealed interface Shape {}

    private record Key(String value) {}

    private record Pair(@Nullable Object left, @Nullable Object right) {}

    private enum Color {
        RED,
        GREEN {
            @Override
            public String toString() {
                return "vert";
            }
        }
    }

    private enum Light {
        RED,
        GREEN {
            @Override
            public String toString() {
                return "vert";
            }
        }
    }

    private static final class Circle {
        private record Size(int value) implements Shape {}
    }

    private static final class Square {
        private record Size(int value) implements Shape {}
    }

    static final List<Arguments> DIFFERENT = List.of(
            Arguments.of(null, "null"),
            Arguments.of(1, "1"),
            Arguments.of(1, 1L),
            Arguments.of(1, '1'),
            Arguments.of(1.0, 1.0f),
            Arguments.of(0.0, -0.0),
            Arguments.of(true, "true"),
            Arguments.of("a", CharBuffer.wrap("a")),
            Arguments.of(Path.of("a"), "a"),
            Arguments.of(Path.of("a"), new File("a")),
            Arguments.of(URI.create("a"), "a"),
            Arguments.of(LocalDate.of(2024, 1, 1), "2024-01-01"),
            Arguments.of(Color.RED, "RED"),
            Arguments.of(Color.RED, Light.RED),
            Arguments.of(Color.GREEN, Light.GREEN),
            Arguments.of(new Circle.Size(1), new Square.Size(1)),
            Arguments.of(new Key("a"), "Key(a)"),
            Arguments.of(new Key("a"), new Key("b")),
            Arguments.of(new Pair("a", "b"), new Pair("a,b", null)),
            Arguments.of(new Pair(null, "null"), new Pair("null", null)),
            Arguments.of(List.of("a", "b"), List.of("a, b")),
            Arguments.of(List.of("a", "b"), List.of("a,b")),
            Arguments.of(List.of("a", "b"), List.of("a\",\"b")),
            Arguments.of(List.of("a", "b"), List.of("b", "a")),
            Arguments.of(List.of("a\\"), List.of("a\\\\")),
            Arguments.of(List.of(), List.of("")),
            Arguments.of(List.of(), List.of(List.of())),
            Arguments.of(Arrays.asList("a", null), List.of("a", "null")),
            Arguments.of(List.of(1), List.of("1")),
            Arguments.of(List.of("a"), "[a]"),
            Arguments.of(List.of("a"), Set.of("a")),
            Arguments.of(List.of("a"), new String[] {"a"}),
            Arguments.of(List.of("a"), Optional.of("a")),
            Arguments.of(List.of(), Optional.empty()),
            Arguments.of(Set.of(), Map.of()),
            Arguments.of(Map.of("a", "b"), Map.of("a", "c")),
            Arguments.of(Map.of("a", "b"), Map.of("a=b", "")),
            Arguments.of(Map.of("a", 1), Map.of("a", "1")),
            Arguments.of(linkedMap("a", "b"), linkedMap("b", "a")),
            Arguments.of(Collections.unmodifiableMap(linkedMap("a", "b")), linkedMap("b", "a")),
            Arguments.of(new LinkedHashSet<>(List.of("a", "b")), new LinkedHashSet<>(List.of("b", "a"))),
            Arguments.of(new int[] {1, 2}, new long[] {1, 2}),
            Arguments.of(new int[] {1}, new Integer[] {1}),
            Arguments.of(new Object[] {"1"}, new String[] {"1"}),
            Arguments.of(new int[][] {{1}, {2}}, new int[][] {{1, 2}}),
            Arguments.of(Optional.empty(), Optional.of("")),
            Arguments.of(ZoneId.of("UTC"), "UTC"),
            Arguments.of(Locale.forLanguageTag("und-Latn"), Locale.ROOT),
            Arguments.of(new BigDecimal("1.0"), new BigDecimal("1.00")),
            Arguments.of(String.class, "java.lang.String"));

    @ParameterizedTest
    @FieldSource("DIFFERENT")
    void differentValuesOfAnOpenTypeHaveDifferentTexts(@Nullable Object one, @Nullable Object other) {
        assertThat(StableValue.of(one, Object.class)).isNotEqualTo(StableValue.of(other, Object.class));
        assertThat(StableValue.of(List.of(new Pair(one, 1)), List.class))
                .isPresent()
                .isNotEqualTo(StableValue.of(List.of(new Pair(other, 1)), List.class));
    }

    static final List<Arguments> SAME = List.of(
            Arguments.of(List.of("a"), new ArrayList<>(List.of("a"))),
            Arguments.of(Set.of("a", "b", "c"), Set.of("c", "b", "a")),
            Arguments.of(Set.of("a", "b", "c"), new TreeSet<>(Set.of("a", "b", "c"))),
            Arguments.of(Map.of("a", 1, "b", 2, "c", 3), new HashMap<>(Map.of("c", 3, "b", 2, "a", 1))),
            Arguments.of(new Key("a"), new Key("a")),
            Arguments.of(new int[] {1, 2}, new int[] {1, 2}),
            Arguments.of(Path.of("a", "b"), Path.of("a/b")));

    @ParameterizedTest
    @FieldSource("SAME")
    void equalValuesHaveTheSameText(Object one, Object other) {
        assertThat(StableValue.of(one, Object.class)).isPresent().isEqualTo(StableValue.of(other, Object.class));
    }

    static final List<Arguments> TEXTS = List.of(
            Arguments.of("a", String.class, "a"),
            Arguments.of(2024, int.class, "2024"),
            Arguments.of(2024, Integer.class, "2024"),
            Arguments.of(2024, Object.class, "Integer:\"2024\""),
            Arguments.of(Color.GREEN, Color.class, "GREEN"),
            Arguments.of(DayOfWeek.MONDAY, DayOfWeek.class, "MONDAY"),
            Arguments.of(Path.of("a/b"), Path.class, "a/b"),
            Arguments.of(LocalDate.of(2024, 2, 29), LocalDate.class, "2024-02-29"),
            Arguments.of(Instant.EPOCH, Instant.class, "1970-01-01T00:00:00Z"),
            Arguments.of(Date.from(Instant.EPOCH), Date.class, "1970-01-01T00:00:00Z"),
            Arguments.of(Duration.ofMinutes(5), Duration.class, "PT5M"),
            Arguments.of(Locale.GERMANY, Locale.class, "de-DE"),
            Arguments.of(List.of("a", 1), List.class, "[\"a\",Integer:\"1\"]"),
            Arguments.of(Map.of("b", 1), Map.class, "Map{\"b\"=Integer:\"1\"}"),
            Arguments.of(Optional.of("a"), Optional.class, "Optional[\"a\"]"),
            Arguments.of(new Key("a"), Key.class, Key.class.getName() + "(\"value\",\"a\")"));

    @ParameterizedTest
    @FieldSource("TEXTS")
    void textIsWhatAUserWouldWriteWhereTheTypeIsKnown(Object value, Class<?> declared, String text) {
        assertThat(StableValue.of(value, declared)).contains(text);
    }

    @SuppressWarnings("UnusedMethod") // called by reflection
    private record Failing(String value) {
        @Override
        public String value() {
            throw new IllegalStateException();
        }
    }

    static final List<Object> UNSTABLE = List.of(
            new Object(),
            new ByteArrayInputStream(new byte[0]),
            Stream.of("a"),
            (Supplier<String>) () -> "a",
            new Thread(),
            List.of(new Object()),
            Map.of("a", new Object()),
            Map.of(new Object(), "a"),
            Optional.of(new Object()),
            new Object[] {new Object()},
            new Pair("a", new Object()),
            new Failing("a"),
            Path.of(URI.create("file:///data/%FF.csv")),
            Clock.systemUTC(),
            new Locale("no", "NO", "NY"),
            java.sql.Date.valueOf(LocalDate.of(2024, 1, 1)));

    @ParameterizedTest
    @FieldSource("UNSTABLE")
    void whatHasNoStableTextHasNone(Object value) {
        assertThat(StableValue.of(value, Object.class)).isEmpty();
        assertThat(StableValue.of(value, value.getClass())).isEmpty();
    }

    @Test
    void textOfASetDoesNotDependOnTheProcess() {
        Set<Color> hashedByIdentity = new java.util.HashSet<>(List.of(Color.GREEN, Color.RED));

        assertThat(StableValue.of(hashedByIdentity, Set.class))
                .hasValueSatisfying(text -> assertThat(text.indexOf("GREEN")).isLessThan(text.indexOf("RED")));
    }

    private static Map<String, String> linkedMap(String... keys) {
        Map<String, String> map = new LinkedHashMap<>();
        Stream.of(keys).forEach(key -> map.put(key, ""));
        return map;
    }
}
