package io.github.stepcache.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** However large a manifest is and whatever it is full of, reading it takes a bounded time and bounded memory (3.4). */
class HugeManifestTests {

    private static final int SIZE = 60_000_000;

    @TempDir
    private Path outputDir;

    @Test
    @Timeout(180)
    void sixtyMegabytesOfAnythingAreReadInHalfAGigabyteOfMemory() throws Exception {
        List<String> lines = ChildJvm.run(ChildJvm.command(Reader.class, List.of("-Xmx512m"), outputDir));

        assertThat(lines)
                .map(line -> line.substring(0, line.indexOf(':')))
                .containsExactly(
                        "many entries -> Unreadable",
                        "many inputs -> Unreadable",
                        "inputs of a common length -> Found",
                        "keys that begin alike -> Found",
                        "keys of one hash code -> Unreadable",
                        "empty arrays -> Unreadable",
                        "nested arrays -> Unreadable",
                        "a text that is not Latin -> Unreadable",
                        "an escaped text -> Unreadable",
                        "a single key -> Found",
                        "a single number -> Unreadable",
                        "spaces -> Unreadable");
        assertThat(lines)
                .map(line -> Duration.ofMillis(Long.parseLong(line.substring(line.indexOf(':') + 1))))
                .allSatisfy(time -> assertThat(time).isLessThan(Duration.ofSeconds(5)));
    }

    /** A manifest that is a beginning, a part that is repeated (with a number in it) until it is huge, and an end. */
    private record Hostile(String name, String beginning, IntFunction<String> part, String end) {

        void write(Path file) throws IOException {
            try (BufferedWriter writer = Files.newBufferedWriter(file)) {
                writer.write(beginning);
                int written = 0;
                for (int number = 0; written < SIZE; number++) {
                    String next = part.apply(number);
                    writer.write(next);
                    written += next.getBytes(UTF_8).length;
                }
                writer.write(end);
            }
        }
    }

    private static Stream<Hostile> hostileManifests() {
        String plain = """
                {"completed_at": "2026-03-04T05:06:07Z", "manifest_version": "1", "step_name": "report", "input_hashes": \
                """;
        String more = plain + "{}, \"more\": ";
        String prefix = "p".repeat(1_000);
        String hash = "\":\"" + "f".repeat(64) + "\",";
        return Stream.of(
                new Hostile("many entries", more + "{", number -> "\"" + number + "\":0,", "\"\":0}}"),
                new Hostile("many inputs", plain + "{", number -> "\"" + number + "\":\"\",", "\"\":\"\"}}"),
                new Hostile("inputs of a common length", plain + "{", number -> "\"" + number + hash, "\"\":\"\"}}"),
                new Hostile("keys that begin alike", plain + "{", n -> "\"" + prefix + n + "\":\"\",", "\"\":\"\"}}"),
                new Hostile("keys of one hash code", more + "{", n -> "\"" + colliding(n) + "\":0,", "\"\":0}}"),
                new Hostile("empty arrays", more + "[", number -> "[],", "0]}"),
                new Hostile("nested arrays", more, number -> "[", ""),
                new Hostile("a text that is not Latin", "{\"problem\": \"", number -> "aa\u2028", "\"}"),
                new Hostile("an escaped text", "{\"problem\": \"", number -> "\\u0061", "\"}"),
                new Hostile("a single key", plain + "{\"", number -> "aaaaaaaaaa", "\":\"\"}}"),
                new Hostile("a single number", more, number -> "1111111111", "}"),
                new Hostile("spaces", " ", number -> "          ", " "));
    }

    /** Make another string with the same hash code for each number. */
    private static String colliding(int number) {
        StringBuilder text = new StringBuilder();
        for (int bit = 0; bit < 22; bit++) {
            text.append((number >> bit & 1) == 0 ? "Aa" : "BB");
        }
        return text.toString();
    }

    /** Reads them one after the other and prints what each is, and how many milliseconds of work it took to tell. */
    static final class Reader {

        /** What the machine is busy with beside this does not count. */
        private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();

        private Reader() {}

        public static void main(String[] arguments) throws IOException {
            ManifestFile file = SampleManifests.file(Path.of(arguments[0]));
            for (Hostile each : hostileManifests().toList()) {
                each.write(file.path());
                long start = THREAD.getCurrentThreadCpuTime();
                String answer = file.read().getClass().getSimpleName();
                long millis = (THREAD.getCurrentThreadCpuTime() - start) / 1_000_000;
                System.out.println(each.name + " -> " + answer + ":" + millis);
            }
        }
    }
}
