package io.github.stepcache.manifest;

import static io.github.stepcache.manifest.Golden.HASHES;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.code.CodeFingerprint;
import io.github.stepcache.fingerprint.ContentHashes;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whoever says which input hashes and which code to expect gets the same answer as whoever does not, and both get that of
 * the parser of the whole, whatever the bytes: or what is not parsed could make a step look fresh.
 */
class ExpectedHashesTests {

    private static final ContentHashes USUAL = hashes(HASHES);

    /** Keys that have to be escaped, are more than one byte a character, or look like something else. */
    private static final ContentHashes ODD = hashes(Map.of(
            "a \"quoted\"\n\\key\t\u0000\u001f\u007f",
            "1".repeat(64),
            "größe/😀/\ufffd\u2028",
            "2".repeat(64),
            "\": \"" + "3".repeat(64) + "\",",
            "3".repeat(64),
            "",
            "4".repeat(64),
            "\n  \"input_hashes\": {",
            "5".repeat(64),
            "\n  \"checksum\": \"",
            "6".repeat(64)));

    private static final List<ContentHashes> ALL = List.of(USUAL, ODD, ContentHashes.none());

    /** None, the code of the sample, code of which its text is the beginning, and code of which nothing is right. */
    private static final List<CodeFingerprint> CODES = List.of(
            CodeFingerprint.none(),
            SampleManifests.CODE,
            CodeFingerprint.of("calls 1", Map.of("com.acme.Report.write", "d".repeat(64), "z", "1")),
            CodeFingerprint.of("git", Map.of("commit", "4f2c")));

    @Test
    void expectedHashesThatAreThereAreInTheAnswerThemselves() throws Exception {
        for (ContentHashes hashes : ALL) {
            for (byte[] manifest :
                    List.of(SampleManifests.bytes(SampleManifests.complete(hashes)), reference(hashes))) {
                SortedMap<String, String> read = read(manifest, hashes, 7).inputHashes();

                assertThat(read).isEqualTo(hashes);
                assertThat(hashes.isEmpty() || read == hashes).isTrue();
                assertThat(read(manifest, ContentHashes.none(), 7).inputHashes())
                        .isEqualTo(hashes);
            }
        }
    }

    @Test
    void otherHashesThanExpectedAreReadAsTheyAre() throws Exception {
        SortedMap<String, String> changed = new TreeMap<>(ODD);
        changed.put("größe/😀/\ufffd\u2028", "7".repeat(64));
        for (Map<String, String> there : List.of(changed, USUAL, Map.of("a", "no hash"), Map.<String, String>of())) {
            byte[] manifest = SampleManifests.bytes(SampleManifests.complete(there));

            assertThat(read(manifest, ODD, 1_000).inputHashes()).isEqualTo(there);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void answerDoesNotDependOnWhatWasExpected(long seed) throws Exception {
        Random random = new Random(seed);
        List<byte[]> sealed = ALL.stream()
                .map(hashes -> SampleManifests.bytes(SampleManifests.complete(hashes)))
                .toList();
        List<byte[]> unsealed = ALL.stream().map(ExpectedHashesTests::reference).toList();
        int accepted = 0;
        for (int round = 0; round < 6_000; round++) {
            ContentHashes hashes = ALL.get(random.nextInt(ALL.size()));
            byte[] original = (random.nextBoolean() ? sealed : unsealed).get(ALL.indexOf(hashes));
            byte[] mutated = mutation(original, random);
            int atOnce = 1 + random.nextInt(2 * mutated.length + 1);
            String answer = answer(() -> ManifestParser.parse(mutated));

            for (CodeFingerprint code : CODES) {
                assertThat(answer(() -> read(mutated, ContentHashes.none(), code, atOnce)))
                        .as(new String(mutated, UTF_8))
                        .isEqualTo(answer);
                assertThat(answer(() -> read(mutated, hashes, code, atOnce)))
                        .as(new String(mutated, UTF_8))
                        .isEqualTo(answer);
            }
            accepted += answer.startsWith("Manifest") && !Arrays.equals(original, mutated) ? 1 : 0;
        }
        assertThat(accepted).isGreaterThan(200);
    }

    @Test
    void whatStandsWhereItDoesNotCountIsNotTakenForTheInputHashes() throws Exception {
        String block =
                new String(reference(USUAL), UTF_8).replaceAll("(?s).*(\n  \"input_hashes\": \\{.*?\n  }).*", "$1");
        String fields = "\"completed_at\": \"2026-03-04T05:06:07Z\", \"manifest_version\": \"1\", \"step_name\": \"a\"";
        for (String text : List.of(
                "{%s, \"extra\": {%s}, \"input_hashes\": null}",
                "{%s, \"extra\": {%s}, \"input_hashes\": {}}",
                "{%s, \"extra\": {%s}}",
                "{%s, \"more\": [{%s}], \"input_hashes\": {\"a\": \"b\"}}",
                "{%s, \"input_hashes\": {}, %s}",
                "{%s, \"input_hashes\": null, %s}",
                "{%s, %s, \"input_hashes\": null}",
                "{%s, \"é😀\": {%s}, \"input_hashes\": null}",
                "{%s, \"more\": \"%s\"}",
                "{%s, %s} {}",
                "{%s, %s, \"more\": \"\u0000\"}",
                "\ufeff{%s, %s}",
                "[{%s, %s}]")) {
            byte[] bytes = text.formatted(fields, block).getBytes(UTF_8);

            assertThat(answer(() -> read(bytes, USUAL, 50)))
                    .isEqualTo(answer(() -> ManifestParser.parse(bytes)))
                    .doesNotContain("inputHashes={data");
        }
        byte[] right = "{\"é😀\": 0, %s, %s}".formatted(fields, block).getBytes(UTF_8);
        assertThat(read(right, USUAL, 50).inputHashes()).isSameAs(USUAL);
    }

    private static byte[] mutation(byte[] original, Random random) {
        byte[] mutated = switch (random.nextInt(8)) {
            case 0 -> HostileBytes.mutation(original, random).bytes();
            case 1 -> new HostileFields(original).mutation(random).bytes();
            default -> HostileLines.mutation(original, random);
        };
        return random.nextBoolean()
                ? mutated
                : Checksum.over(mutated).map(Checksum::fillIn).orElse(mutated);
    }

    private static byte[] reference(Map<String, String> hashes) {
        Map<String, Object> extra = Map.of("é😀", "ü", "b", List.of(1, Map.of("input_hashes", hashes)));
        return SampleManifests.bytes(ManifestWriter.asReference("report", Golden.AT, hashes, Map.of(), extra));
    }

    /** Read through a window that is far too small at first. */
    private static Manifest read(byte[] bytes, ContentHashes expected, int atOnce)
            throws IOException, NotAManifestException {
        return read(bytes, expected, CodeFingerprint.none(), atOnce);
    }

    private static Manifest read(byte[] bytes, ContentHashes expected, CodeFingerprint code, int atOnce)
            throws IOException, NotAManifestException {
        OpenManifest open = new OpenManifest(new BytesChannel(bytes, atOnce), Math.min(bytes.length, atOnce));
        return new ManifestReader(open, bytes.length).read(expected, code);
    }

    private interface Reading {

        Manifest read() throws IOException, NotAManifestException;
    }

    private static String answer(Reading reading) throws IOException {
        try {
            return reading.read().toString();
        } catch (NotAManifestException e) {
            return e.problem();
        }
    }

    private static ContentHashes hashes(Map<String, String> hashes) {
        return ContentHashes.copyOf(hashes).orElseThrow();
    }
}
