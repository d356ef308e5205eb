package io.github.stepcache.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Reading is total (3.4), whatever Jazzer thinks of: any bytes are a manifest or none, and what is one is written and
 * read back as the same. A normal build tries the files in {@code src/test/resources}; with {@code JAZZER_FUZZ=1} in the
 * environment, Jazzer looks for more.
 */
class ManifestFuzzTests {

    @FuzzTest(maxDuration = "10m")
    void anyBytesAreAManifestOrNone(byte[] bytes) throws NotAManifestException {
        Optional<Manifest> parsed = parse(bytes);
        if (parsed.isPresent() && isExact(parsed.get())) {
            Manifest manifest = parsed.get();
            Optional<byte[]> written = write(manifest);
            if (written.isPresent()) {
                assertThat(ManifestParser.parse(written.get())).isEqualTo(manifest);
            }
        }
    }

    private static Optional<Manifest> parse(byte[] bytes) {
        try {
            return Optional.of(ManifestParser.parse(bytes));
        } catch (NotAManifestException e) {
            assertThat(e.problem()).isNotBlank();
            return Optional.empty();
        }
    }

    /** Others may have written the time more exactly than we do; and of another version, hardly anything is kept. */
    private static boolean isExact(Manifest manifest) {
        return manifest.state() == Manifest.State.COMPLETE
                && manifest.completedAt().equals(manifest.completedAt().truncatedTo(ChronoUnit.MICROS));
    }

    /** JSON can escape half a surrogate pair, which has no place in a file in UTF-8. */
    private static Optional<byte[]> write(Manifest manifest) {
        try {
            return Optional.of(SampleManifests.bytes(manifest));
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("Half a surrogate pair");
            return Optional.empty();
        }
    }
}
