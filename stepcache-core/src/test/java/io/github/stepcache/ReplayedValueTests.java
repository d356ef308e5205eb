package io.github.stepcache;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.type.TypeReference;

/** A replayed value cannot be told from the one that the step returned (contract 1, 7.3). */
class ReplayedValueTests {

    private final Replay replay;

    ReplayedValueTests(@TempDir Path base) {
        this.replay = new Replay(base);
    }

    record Point(int x, double y) {}

    record Report(String title, List<Point> points, Optional<Point> best, Map<String, Long> counts, Path file) {}

    /** Says something else of itself than its name. */
    enum Colour {
        RED,
        GREEN {
            @Override
            public String toString() {
                return "RED";
            }
        }
    }

    static Stream<Object> simpleValues() {
        return Stream.of(
                "",
                "text with \"quotes\", \n newlines, \u2028, \0 and \uD83D\uDE00",
                'c',
                true,
                (byte) -1,
                (short) 300,
                7,
                7L,
                Long.MIN_VALUE,
                3.5f,
                0.1,
                -0.0,
                Double.NaN,
                Double.NEGATIVE_INFINITY,
                Float.NaN,
                new BigInteger("123456789012345678901234567890"),
                new BigDecimal("1.50"),
                new UUID(1, 2),
                URI.create("https://example.org/?a=b#c"),
                Colour.RED,
                Colour.GREEN,
                StandardCopyOption.ATOMIC_MOVE,
                DayOfWeek.MONDAY,
                Instant.parse("2026-11-22T10:15:30.123456789Z"),
                LocalDate.of(2024, 2, 29),
                Duration.ofNanos(1),
                OffsetDateTime.parse("2024-01-01T00:00:00+02:00"),
                ZonedDateTime.parse("2024-07-01T00:00:00+02:00[Europe/Berlin]"));
    }

    @ParameterizedTest
    @MethodSource("simpleValues")
    void simpleValueKeepsItsValueAndItsClass(Object value) {
        Object replayed = replay.of(value);

        assertThat(replayed).isEqualTo(value);
        assertThat(replayed.getClass()).isSameAs(value.getClass());
    }

    @Test
    void nullStaysNull() {
        assertThat(replay.<@Nullable String>of((String) null)).isNull();
    }

    @Test
    void longStaysALongAlsoInARecord() {
        long number = replay.of(7L);
        Report report = replay.of(report());

        assertThat(number).isEqualTo(7L);
        assertThat(report).isEqualTo(report());
        assertThat(report.counts().get("rows")).isInstanceOf(Long.class);
    }

    @Test
    void pathStaysAsItWasWritten() {
        assertThat(replay.of(Path.of("relative/../ü"))).isEqualTo(Path.of("relative/../ü"));
        assertThat(replay.of(Path.of("/absolute"))).isEqualTo(Path.of("/absolute"));
        assertThat(replay.of(new TypeReference<List<Path>>() {}, List.of(Path.of("a b"), Path.of(""))))
                .containsExactly(Path.of("a b"), Path.of(""));
    }

    @Test
    void arraysKeepTheirElementsAndTheirType() {
        assertThat(replay.of(new int[] {1, 2})).containsExactly(1, 2);
        assertThat(replay.of(new byte[] {-1, 0, 1})).containsExactly(-1, 0, 1);
        assertThat(replay.of(new char[] {'a', '\n'})).containsExactly('a', '\n');
        assertThat(replay.of(new double[] {Double.NaN, -0.0})).containsExactly(Double.NaN, -0.0);
        assertThat(replay.of(new String[][] {{"a"}, {}})).isDeepEqualTo(new String[][] {{"a"}, {}});
        assertThat(replay.of(new Point[] {new Point(1, 2)})).containsExactly(new Point(1, 2));
    }

    @Test
    void plainCollectionsOfStringsNeedNoType() {
        List<String> list = replay.of(List.of("a", "b"));
        Set<String> set = replay.of(new LinkedHashSet<>(List.of("z", "a", "m")));
        Map<String, List<String>> map = replay.of(Map.of("a", List.of("b")));
        List<@Nullable String> withNull = replay.of(Arrays.<@Nullable String>asList("a", null));

        assertThat(list).containsExactly("a", "b");
        assertThat(set).containsExactly("z", "a", "m");
        assertThat(map).containsExactly(Map.entry("a", List.of("b")));
        assertThat(withNull).containsExactly("a", null);
    }

    @Test
    void collectionOfANamedClassStaysOfThatClass() {
        TreeSet<String> set = replay.of(new TreeSet<>(List.of("b", "a")));
        TreeMap<String, String> map = replay.of(new TreeMap<>(Map.of("b", "1", "a", "2")));

        assertThat(set.first()).isEqualTo("a");
        assertThat(map.firstKey()).isEqualTo("a");
    }

    @Test
    void orderOfASetAndAMapIsKept() {
        Set<Integer> set = new LinkedHashSet<>(List.of(300, 1, 20));
        Map<String, Integer> map = new LinkedHashMap<>();
        map.put("z", 1);
        map.put("a", 2);

        assertThat(replay.of(new TypeReference<Set<Integer>>() {}, set)).containsExactly(300, 1, 20);
        assertThat(replay.of(new TypeReference<Map<String, Integer>>() {}, map)).containsExactlyEntriesOf(map);
    }

    @Test
    void genericTypesAreKeptAllTheWayDown() {
        assertThat(replay.of(new TypeReference<List<Point>>() {}, List.of(new Point(1, 2))))
                .containsExactly(new Point(1, 2));
        assertThat(replay.of(new TypeReference<Map<TimeUnit, Set<Long>>>() {}, Map.of(TimeUnit.DAYS, Set.of(1L))))
                .isEqualTo(Map.of(TimeUnit.DAYS, Set.of(1L)));
        assertThat(replay.of(new TypeReference<Optional<List<Point>>>() {}, Optional.of(List.of(new Point(3, 4)))))
                .contains(List.of(new Point(3, 4)));
        assertThat(replay.of(new TypeReference<Optional<String>>() {}, Optional.empty()))
                .isEmpty();
        assertThat(replay.<@Nullable Report>of(new TypeReference<@Nullable Report>() {}, null))
                .isNull();
        assertThat(replay.of(new TypeReference<Long>() {}, 7L)).isEqualTo(7L);
    }

    @Test
    void changingAReplayedValueDoesNotReachTheNextReplay() {
        TypeReference<List<String>> type = new TypeReference<>() {};
        List<String> first = replay.of(type, new ArrayList<>(List.of("a")));
        first.add("b");

        assertThat(replay.again(type)).containsExactly("a");
    }

    private static Report report() {
        return new Report(
                "títle",
                List.of(new Point(1, 0.5), new Point(-1, Double.NaN)),
                Optional.of(new Point(2, 2)),
                Map.of("rows", 12L),
                Path.of("out/report.txt"));
    }
}
