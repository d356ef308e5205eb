package io.github.stepcache.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.code.CodeFingerprint;
import io.github.stepcache.fingerprint.ContentHashes;
import io.github.stepcache.fingerprint.ContentHashesBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The manifest of a million inputs takes hardly any memory beyond what the hashes themselves take. */
class MillionInputsTests {

    @TempDir
    private Path outputDir;

    @Test
    @Timeout(180)
    void theyAreWrittenComparedAndToldApartInMemoryForThemselvesAndAHalf() throws Exception {
        List<String> options = List.of("-Xmx128m");

        assertThat(ChildJvm.run(ChildJvm.command(Program.class, options, outputDir)))
                .containsExactly(
                        "written, and larger than 100 MB: true",
                        "the same inputs: fresh",
                        "one changed: stale, and the record shares the rest: true",
                        "sealed, and the same inputs: true",
                        "sealed, and one changed: true",
                        "not known before: Unreadable");
    }

    /** Goes through what can be done with a million hashes. */
    static final class Program {

        private static final int COUNT = 1_000_000;

        private Program() {}

        /** Each part makes its own hashes, since there is no room for two million. */
        public static void main(String[] arguments) throws IOException {
            Path outputDir = Path.of(arguments[0]);
            ManifestFile file = SampleManifests.file(outputDir);
            writeAndCompare(file, outputDir, hashes('a'));
            compareAndSeal(file, outputDir, hashes('b'));
            System.out.println("sealed, and one changed: "
                    + !inputHashes(file, hashes('c')).equals(Map.of()));
            System.out.println("not known before: " + file.read().getClass().getSimpleName());
        }

        private static void writeAndCompare(ManifestFile file, Path outputDir, ContentHashes hashes)
                throws IOException {
            StepManifests.save(SampleManifests.STEP, outputDir, hashes, Map.of(), Map.of());
            System.out.println("written, and larger than 100 MB: " + (Files.size(file.path()) > 100_000_000));
            System.out.println("the same inputs: " + (isFresh(outputDir, hashes) ? "fresh" : "stale"));
        }

        private static void compareAndSeal(ManifestFile file, Path outputDir, ContentHashes hashes) throws IOException {
            Map<String, String> recorded = inputHashes(file, hashes);
            System.out.println("one changed: " + (isFresh(outputDir, hashes) ? "fresh" : "stale")
                    + ", and the record shares the rest: " + (recorded.size() == COUNT));
            file.write(SampleManifests.complete(hashes));
            System.out.println("sealed, and the same inputs: " + (inputHashes(file, hashes) == hashes));
        }

        private static Map<String, String> inputHashes(ManifestFile file, ContentHashes expected) {
            return file.read(expected, CodeFingerprint.none()) instanceof ManifestLookup.Found found
                    ? found.manifest().inputHashes()
                    : Map.of();
        }

        private static boolean isFresh(Path outputDir, ContentHashes hashes) {
            return StepManifests.isFresh(SampleManifests.STEP, outputDir, hashes, Map.of(), List.of());
        }

        /** A million hashes, the middle one of which is as is said. */
        private static ContentHashes hashes(char odd) {
            ContentHashesBuilder hashes = new ContentHashesBuilder();
            for (int number = 0; number < COUNT; number++) {
                String digits = String.valueOf(COUNT + number).substring(1);
                String key = "data/" + digits.substring(0, 4) + "/a/measured_" + digits + ".txt";
                hashes.add(key, (number == COUNT / 2 ? String.valueOf(odd) : "f").repeat(64));
            }
            return hashes.build();
        }
    }
}
