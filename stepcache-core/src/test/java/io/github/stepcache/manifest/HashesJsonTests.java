package io.github.stepcache.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.fingerprint.ContentHashes;
import io.github.stepcache.fingerprint.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hashes that become text as they are written look as the general writer of JSON would have them (3.1). */
class HashesJsonTests {

    private static final String[] PARTS = {"\"", "\\", "/", "\n", "\u0000", "\u001f", "\u007f", "é", "\u2028", "😀", " "
    };

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void textIsThatOfTheGeneralWriter(long seed) throws IOException {
        Random random = new Random(seed);
        Map<String, String> hashes = new HashMap<>();
        for (int count = seed == 1 ? 0 : random.nextInt(3_000); count > 0; count--) {
            hashes.put(key(random), Sha256.of(new byte[] {(byte) count}));
        }
        ContentHashes compact = ContentHashes.copyOf(hashes).orElseThrow();

        assertThat(text(Map.of("input_hashes", compact, "a", "\n  \"input_hashes\": null", "z", Map.of("b", hashes))))
                .isEqualTo(JsonText.of(
                        Map.of("input_hashes", hashes, "a", "\n  \"input_hashes\": null", "z", Map.of("b", hashes))));
    }

    private static String key(Random random) {
        StringBuilder key = new StringBuilder("directory/" + random.nextInt(20) + "/");
        for (int parts = random.nextInt(4); parts > 0; parts--) {
            boolean odd = random.nextInt(10) == 0;
            key.append(odd ? PARTS[random.nextInt(PARTS.length)] : "name" + random.nextInt(1_000));
        }
        return random.nextInt(500) == 0
                ? key.append("\t".repeat(random.nextInt(50_000))).toString()
                : key.toString();
    }

    private static String text(Map<String, ?> fields) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ManifestText.of(fields).writeTo(bytes);
        return bytes.toString(UTF_8);
    }
}
