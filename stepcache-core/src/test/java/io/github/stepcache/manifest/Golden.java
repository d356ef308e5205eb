package io.github.stepcache.manifest;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** What the Python reference wrote, see {@code src/test/resources/golden/manifest/README.md}. */
final class Golden {

    /** When the golden manifests were completed. */
    static final Instant AT = Instant.parse("2026-03-04T05:06:07.089012Z");

    /** The inputs that most of them record. */
    static final Map<String, String> HASHES =
            Map.of("data/raw/a.csv", "a".repeat(64), "data/raw/b.csv", "b".repeat(64));

    /** The artifact versions that most of them record. */
    static final Map<String, String> VERSIONS = Map.of("schema", "1.0.0", "model", "2024-05");

    private Golden() {}

    static byte[] manifest(String name) {
        return bytes("manifests/" + name + ".json");
    }

    /** The names of all golden manifests. */
    static List<String> manifests() {
        try (Stream<Path> files = Files.list(Path.of(resource("manifests").toURI()))) {
            return files.map(file -> file.getFileName().toString().replace(".json", ""))
                    .toList();
        } catch (IOException | URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    static List<String> lines(String file) {
        return new String(bytes(file), StandardCharsets.US_ASCII).lines().toList();
    }

    private static byte[] bytes(String file) {
        try (InputStream stream = resource(file).openStream()) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static URL resource(String file) {
        return Objects.requireNonNull(Golden.class.getResource("/golden/manifest/" + file), file);
    }
}
