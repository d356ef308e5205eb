package io.github.stepcache.manifest;

import static io.github.stepcache.manifest.Golden.HASHES;
import static io.github.stepcache.manifest.Golden.VERSIONS;
import static io.github.stepcache.manifest.SampleManifests.STEP;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A manifest that is not what was written is noticed, and never taken for another one (3.4). */
class DamagedManifestTests {

    private final byte[] sealed = SampleManifests.bytes(SampleManifests.complete());

    @TempDir
    private Path outputDir;

    @Test
    void whereverItIsCutOffItIsUnreadable() throws IOException {
        for (int length = 0; length < sealed.length; length++) {
            assertUnreadable(Arrays.copyOf(sealed, length), "cut off after " + length + " bytes");
        }
    }

    /** As file systems leave a file behind whose size reached the disk before its content did. */
    @Test
    void whereverItEndsInZerosItIsUnreadable() throws IOException {
        for (int length = 0; length < sealed.length; length++) {
            byte[] damaged = Arrays.copyOf(Arrays.copyOf(sealed, length), sealed.length);
            assertUnreadable(damaged, "zeros after " + length + " bytes");
        }
    }

    @Test
    void whicheverBitIsFlippedItIsNoticed() {
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            assertNoticed(flipped(sealed, bit), "bit " + bit);
        }
    }

    @Test
    void whicheverByteIsAddedOrLeftOutItIsNoticed() {
        for (int at = 0; at < sealed.length; at++) {
            assertNoticed(spliced(sealed, at, at + 1, new byte[0]), "without byte " + at);
            assertNoticed(spliced(sealed, at, at, new byte[] {' '}), "with a space before byte " + at);
        }
        assertNoticed(spliced(sealed, sealed.length, sealed.length, new byte[] {'\n'}), "with a newline behind");
    }

    @Test
    void tenThousandRandomDamagesAreNoticed() {
        long seed = System.nanoTime();
        System.out.println("DamagedManifestTests.tenThousandRandomDamagesAreNoticed: seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 10_000; round++) {
            byte[] damaged = damaged(random);
            if (!Arrays.equals(damaged, sealed)) {
                assertNoticed(damaged, "seed " + seed + ", round " + round + ": " + new String(damaged, UTF_8));
            }
        }
    }

    /** What only we write comes under a checksum: its absence is damage. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"state\": \"complete\"",
                "\"checksum\": \"0000000000000000000000000000000000000000000000000000000000000000\"",
                "\"parameters\": {}",
                "\"code\": {\"kind\": \"git\", \"methods\": {\"commit\": \"4f2c\"}}",
                "\"output_dir\": \".\"",
                "\"required_outputs\": []",
                "\"output_hashes\": {}",
                "\"boot_id\": \"4f2c\"",
                "\"result\": {\"type\": \"int\", \"value\": \"1\"}",
                "\"duration_ms\": 1",
                "\"problem\": \"\""
            })
    void aFieldOfOursWithoutAChecksumThatHoldsIsDamage(String field) throws IOException {
        String reference = new String(Golden.manifest("plain"), UTF_8);
        String edited = reference.replace("{\n  \"completed_at\"", "{\n  " + field + ",\n  \"completed_at\"");

        assertThat(edited).isNotEqualTo(reference);
        assertUnreadable(edited.getBytes(UTF_8), field);
    }

    @Test
    void aChecksumDoesNotVouchForADifferentlyWrittenManifest() throws IOException {
        String text = new String(sealed, UTF_8);

        assertUnreadable(text.replace("\n", "\r\n").getBytes(UTF_8), "as an editor on Windows writes it");
        assertUnreadable(text.replace("  ", "").getBytes(UTF_8), "without indentation");
        assertUnreadable(text.toUpperCase(Locale.ROOT).getBytes(UTF_8), "in upper case");
    }

    /** The reference writes no checksum; of what it wrote, only what it compares itself is safe. */
    @Test
    void aFlippedBitInAManifestOfTheReferenceNeverMakesItFreshForUsAlone() throws IOException {
        byte[] unsealed = Golden.manifest("versions");
        String text = new String(unsealed, UTF_8).replace("\"dictionary\"", '"' + STEP + '"');
        unsealed = text.getBytes(UTF_8);
        for (int bit = 0; bit < unsealed.length * 8; bit++) {
            SampleManifests.lookUp(outputDir, flipped(unsealed, bit));
            if (StepManifests.isFresh(STEP, outputDir, HASHES, VERSIONS, List.of())) {
                assertThat(ReferenceReader.isFresh(STEP, outputDir, HASHES, VERSIONS, List.of()))
                        .as("bit %d", bit)
                        .isTrue();
            }
        }
    }

    private static void assertNoticed(byte[] damaged, String damage) {
        assertThat(isNoticed(damaged)).as(damage).isTrue();
    }

    /** What has another version now is not understood, and may have its checksum elsewhere; it is stale all the same. */
    private static boolean isNoticed(byte[] damaged) {
        try {
            return !ManifestParser.parse(damaged).isVersionSupported();
        } catch (NotAManifestException e) {
            return true;
        }
    }

    private void assertUnreadable(byte[] bytes, String damage) throws IOException {
        assertThat(SampleManifests.lookUp(outputDir, bytes))
                .as(damage)
                .isInstanceOfSatisfying(ManifestLookup.Unreadable.class, unreadable -> {
                    assertThat(unreadable.damaged()).isTrue();
                    assertThat(unreadable.problem()).isNotBlank().doesNotContainPattern("\\p{Cntrl}");
                });
        assertThat(StepManifests.isFresh(STEP, outputDir, HASHES, Map.of(), List.of()))
                .isFalse();
    }

    private byte[] damaged(Random random) {
        byte[] bytes = sealed;
        for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
            int from = random.nextInt(bytes.length);
            int to = Math.min(bytes.length, from + random.nextInt(20));
            bytes = switch (random.nextInt(4)) {
                case 0 -> flipped(bytes, from * 8 + random.nextInt(8));
                case 1 -> spliced(bytes, from, to, new byte[0]);
                case 2 -> spliced(bytes, from, from, Arrays.copyOfRange(bytes, from, to));
                default -> spliced(bytes, from, to, randomBytes(random, to - from));
            };
        }
        return bytes;
    }

    private static byte[] randomBytes(Random random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        byte[] flipped = bytes.clone();
        flipped[bit / 8] ^= (byte) (1 << bit % 8);
        return flipped;
    }

    /** Replace what stands from one place to another. */
    private static byte[] spliced(byte[] bytes, int from, int to, byte[] replacement) {
        byte[] spliced = Arrays.copyOf(bytes, bytes.length - (to - from) + replacement.length);
        System.arraycopy(replacement, 0, spliced, from, replacement.length);
        System.arraycopy(bytes, to, spliced, from + replacement.length, bytes.length - to);
        return spliced;
    }
}
