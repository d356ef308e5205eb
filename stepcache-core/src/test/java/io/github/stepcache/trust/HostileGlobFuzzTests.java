package io.github.stepcache.trust;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.stepcache.step.PathPattern;
import java.util.Optional;

/**
 * Any text is refused as a path or glob, with a message of one line, or it matches without an exception (2.2); and what
 * is quoted stands for itself. {@code ManifestFuzzTests} says how to let Jazzer look for more.
 */
class HostileGlobFuzzTests {

    /** The first line is the glob, the rest a path. */
    @FuzzTest(maxDuration = "5m")
    void anyTextIsRefusedOrMatches(byte[] bytes) {
        String text = new String(bytes, UTF_8);
        int end = text.indexOf('\n');
        String glob = end < 0 ? text : text.substring(0, end);
        Optional<PathPattern> pattern = parse(glob);
        if (pattern.isPresent()) {
            pattern.get().covers(text.substring(end + 1));
            assertThat(PathPattern.parse(PathPattern.quote(glob)).root()).isEqualTo(glob);
        }
    }

    private static Optional<PathPattern> parse(String text) {
        try {
            return Optional.of(PathPattern.parse(text));
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).isNotBlank().hasLineCount(1);
            return Optional.empty();
        }
    }
}
