package io.github.stepcache.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What callers may record beside the hashes: all that JSON can express, and nothing that could not be read back. */
class ExtraTests {

    private static final Map<String, String> HASHES = Map.of("a", "1");

    @TempDir
    private Path outputDir;

    private record Value(String description, Object value) {
        @Override
        public String toString() {
            return description;
        }
    }

    private static Stream<Value> whatJsonCannotExpress() {
        List<Object> itself = new ArrayList<>();
        itself.add(itself);
        Map<String, Object> mapInItself = new HashMap<>();
        mapInItself.put("self", List.of(mapInItself));
        return Stream.of(
                new Value("NaN", Double.NaN),
                new Value("-Infinity", Double.NEGATIVE_INFINITY),
                new Value("Infinity in single precision", Float.POSITIVE_INFINITY),
                new Value("half a surrogate pair", "a\ud800"),
                new Value("a surrogate pair the wrong way round", "\udc00\ud800"),
                new Value("a key that is half a surrogate pair", Map.of("\ud800", 1)),
                new Value("a key that is a number", Map.of(1, "one")),
                new Value("a key that is null", Collections.<@Nullable String, Object>singletonMap(null, 1)),
                new Value("a character", 'c'),
                new Value("an array", new int[] {1}),
                new Value("a path, which is made of paths", Path.of("a/b")),
                new Value("a time", Instant.EPOCH),
                new Value("an optional", Optional.of(1)),
                new Value("any object", new Object()),
                new Value("an integer that Python does not read", BigInteger.TEN.pow(4_300)),
                new Value("a decimal that Python does not read", new BigDecimal("0." + "1".repeat(4_300))),
                new Value("a list that contains itself", itself),
                new Value("a map that contains itself", mapInItself),
                new Value("lists in lists in lists", nested(100_000)));
    }

    @ParameterizedTest
    @MethodSource("whatJsonCannotExpress")
    void whatJsonCannotExpressIsRefusedAndTheLastManifestStays(Value refused) throws IOException {
        save(Map.of());
        byte[] before = Files.readAllBytes(outputDir.resolve(".report.manifest.json"));

        for (Object each : new Object[] {refused.value, List.of(refused.value), Map.of("deeper", refused.value)}) {
            assertThatIllegalArgumentException().isThrownBy(() -> save(Map.of("extra", each)));
        }
        assertThat(outputDir.resolve(".report.manifest.json")).hasBinaryContent(before);
        assertThat(outputDir.toFile().list()).hasSize(1);
    }

    @Test
    void whatJsonCanExpressIsReadBack() throws IOException {
        save(Map.of(
                "integers", List.of((byte) 1, (short) 2, 3, 4L, BigInteger.TEN.pow(4_299)),
                "decimals", List.of(1.5f, 2.5, new BigDecimal("3.50"), new BigDecimal("1E+3")),
                "set", new LinkedHashSet<>(List.of("b", "a")),
                "many", Collections.nCopies(300_000, 1),
                "deep", nested(400)));

        assertThat(isFresh()).isTrue();
        assertThat(ReferenceReader.isFresh("report", outputDir, HASHES)).isTrue();
    }

    @Test
    void whatTheReferenceWritesDeeplyNestedIsReadBack() throws IOException {
        String manifest = Files.readString(save(Map.of("deep", "HERE")));
        Files.writeString(
                outputDir.resolve(".report.manifest.json"),
                manifest.replace("\"HERE\"", "[".repeat(900) + "]".repeat(900)));

        assertThat(isFresh()).isTrue();
    }

    @Test
    void extraDoesNotStandInForAFieldOfTheManifest() throws IOException {
        save(Map.of("input_hashes", Map.of(), "step_name", "other", "manifest_version", "2.0.0", "state", "running"));

        assertThat(isFresh()).isTrue();
        assertThat(ReferenceReader.isFresh("report", outputDir, HASHES)).isTrue();
    }

    private static Object nested(int depth) {
        Object nested = 0;
        for (int i = 0; i < depth; i++) {
            nested = List.of(nested);
        }
        return nested;
    }

    private Path save(Map<String, ?> extra) throws IOException {
        return StepManifests.save("report", outputDir, HASHES, Map.of(), extra);
    }

    private boolean isFresh() {
        return StepManifests.isFresh("report", outputDir, HASHES, Map.of(), List.of());
    }
}
