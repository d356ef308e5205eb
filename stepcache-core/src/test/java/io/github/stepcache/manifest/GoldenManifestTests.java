package io.github.stepcache.manifest;

import static io.github.stepcache.manifest.Golden.AT;
import static io.github.stepcache.manifest.Golden.HASHES;
import static io.github.stepcache.manifest.Golden.VERSIONS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** For the same content and time we write, byte for byte, what the reference writes, and take it for fresh (3.1). */
class GoldenManifestTests {

    /** By UTF-16 unit the emoji would come before U+FF21 and U+FFFF; by code point, they come after them. */
    private static final List<String> KEYS = List.of(
            "b",
            "a",
            "B",
            "a/b",
            "a.b",
            "a b",
            "é",
            "e\u0301",
            "\uff21",
            "\uffff",
            "\ue000",
            "😀",
            "😀a",
            "\ud800\udc00",
            "\u007f");

    @TempDir
    private Path outputDir;

    /** What was given to the reference to write the golden file of that name. */
    private record Content(
            String name,
            String step,
            Map<String, String> hashes,
            Map<String, String> versions,
            Map<String, ?> extra,
            Instant at) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static Stream<Content> contents() {
        Instant second = Instant.parse("2026-03-04T05:06:07Z");
        return Stream.of(
                new Content("plain", "dictionary", HASHES, Map.of(), Map.of(), AT),
                new Content("no-inputs", "dictionary", Map.of(), Map.of(), Map.of(), AT),
                new Content("versions", "dictionary", HASHES, VERSIONS, Map.of(), AT),
                new Content("whole-second", "dictionary", HASHES, Map.of(), Map.of(), second),
                new Content("one-microsecond", "dictionary", HASHES, Map.of(), Map.of(), second.plusNanos(1_999)),
                new Content("tenths-of-a-second", "dictionary", HASHES, Map.of(), Map.of(), second.plusMillis(900)),
                new Content(
                        "other-script",
                        "Übersicht-日本.2024_a",
                        Map.of("größe/数.csv", "0".repeat(64)),
                        Map.of(),
                        Map.of(),
                        AT),
                new Content(
                        "sorted-keys",
                        "sorted",
                        keysTo(key -> "c".repeat(64)),
                        keysTo(key -> key),
                        Map.of("k", keysTo(key -> 0)),
                        AT),
                new Content("extra-strings", "extra", HASHES, VERSIONS, strings(), AT),
                new Content("extra-numbers", "extra", HASHES, VERSIONS, numbers(), AT),
                new Content("extra-nested", "extra", HASHES, VERSIONS, nested(), AT));
    }

    @ParameterizedTest
    @MethodSource("contents")
    void theSameContentGivesTheSameBytes(Content content) throws IOException {
        Path written = StepManifests.save(
                content.step, outputDir, content.hashes, content.versions, content.extra, content.at);

        assertThat(Files.readString(written)).isEqualTo(new String(Golden.manifest(content.name), UTF_8));
        assertThat(written).hasBinaryContent(Golden.manifest(content.name));
    }

    @ParameterizedTest
    @MethodSource("contents")
    void whatTheReferenceWroteIsFresh(Content content) throws IOException {
        Files.write(outputDir.resolve("." + content.step + ".manifest.json"), Golden.manifest(content.name));

        assertThat(StepManifests.isFresh(content.step, outputDir, content.hashes, content.versions, List.of()))
                .isTrue();
        assertThat(StepManifests.read(content.step, outputDir))
                .isInstanceOfSatisfying(
                        ManifestLookup.Found.class,
                        found -> assertThat(found.manifest().completedAt())
                                .isEqualTo(content.at.truncatedTo(ChronoUnit.MICROS)));
    }

    @Test
    void everyGoldenManifestIsAmongThem() {
        assertThat(contents().map(Content::name)).containsExactlyInAnyOrderElementsOf(Golden.manifests());
    }

    private static <T> Map<String, T> keysTo(Function<String, T> value) {
        return KEYS.stream().collect(Collectors.toMap(Function.identity(), value));
    }

    private static Map<String, String> strings() {
        return Map.of(
                "control", characters(0, 0x20),
                "delete and C1", characters(0x7F, 0xA0),
                "quotes", "\" ' \\ / </script>",
                "separators", "\u2028 \u2029 \u200b \ufeff",
                "text", "naïve – Ελληνικά 日本語 e\u0301",
                "emoji", "😀 👩\u200d🚀 \udbff\udfff",
                "edges", "\ud7ff \ue000 \ufffd \uffff",
                "a \"quoted\"\nkey", "");
    }

    private static String characters(int from, int to) {
        return IntStream.range(from, to).mapToObj(Character::toString).collect(Collectors.joining());
    }

    private static Map<String, List<?>> numbers() {
        List<Number> floats = List.of(
                0.0,
                -0.0,
                0.1,
                1.0,
                -1.5f,
                100.0,
                1e15,
                1e16,
                123456789012345680.0,
                1e22,
                1e-4,
                1e-5,
                0.00012,
                1.5e300,
                Double.MIN_VALUE,
                0x1p-24,
                Double.MAX_VALUE,
                Double.MIN_NORMAL,
                1 / 3.0);
        List<Number> integers = List.of(
                (byte) 0,
                (short) -1,
                1L << 31,
                Long.MAX_VALUE,
                Long.MIN_VALUE,
                BigInteger.ONE.shiftLeft(64),
                BigInteger.TEN.pow(30).negate(),
                BigInteger.TEN.pow(400));
        return Map.of("floats", floats, "integers", integers, "others", Arrays.asList(true, false, null));
    }

    private static Map<String, Object> nested() {
        Map<String, @Nullable Object> object = new HashMap<>();
        object.put("b", new LinkedHashMap<>(Map.of("d", 1, "c", 2)));
        object.put("a", null);
        return Map.of(
                "empty",
                List.of(Map.of(), List.of(), "", List.of(Map.of()), List.of(List.of()), Map.of("a", Map.of())),
                "list",
                List.of(1, List.of(2, List.of(3, Map.of("four", Collections.singleton(5))))),
                "object",
                object);
    }
}
