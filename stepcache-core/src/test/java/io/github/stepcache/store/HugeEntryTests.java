package io.github.stepcache.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.manifest.ChildJvm;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** However large a record is and whatever it is full of, reading it takes a bounded time and bounded memory. */
class HugeEntryTests {

    @Test
    @Timeout(180)
    void recordsOfTheGreatestSizeAreReadInHalfAGigabyteOfMemory() throws Exception {
        List<String> lines = ChildJvm.run(ChildJvm.command(Reader.class, List.of("-Xmx512m")));

        assertThat(lines)
                .map(line -> line.substring(0, line.lastIndexOf(':')))
                .containsExactly(
                        "a million files -> it has more than 250000 files and directories, and no more are kept",
                        "a million directories -> it has more than 250000 files and directories, and no more are kept",
                        "files with long paths -> read",
                        "directories with long paths -> read",
                        "files far below each other -> it has more than 250000 files and directories, and no more are kept",
                        "directories of one hash code -> it has more than 250000 files and directories, and no more are kept",
                        "files above each other -> its path \"a\" is a file and a directory",
                        "a value that is not Latin -> it is not valid JSON",
                        "an escaped value -> read",
                        "unknown fields -> it has a field \"more\", which is not known",
                        "nested arrays -> its \"directories\" has a value of the wrong type",
                        "a number -> it is not valid JSON",
                        "a name -> it is not valid JSON",
                        "spaces -> it is not a JSON object",
                        "a byte too many -> it has more bytes than are read");
        assertThat(lines)
                .map(line -> Duration.ofMillis(Long.parseLong(line.substring(line.lastIndexOf(':') + 1))))
                .allSatisfy(time -> assertThat(time).isLessThan(Duration.ofSeconds(5)));
    }

    /** A record that is a beginning, a part that is repeated (with a number in it) until it is huge, and an end. */
    private record Hostile(String name, String beginning, IntFunction<String> part, String end) {

        byte[] json() {
            int room = EntryText.MAX_BYTES - EntrySeal.LONGEST - end.length();
            ByteArrayOutputStream json = new ByteArrayOutputStream(EntryText.MAX_BYTES);
            json.writeBytes(beginning.getBytes(UTF_8));
            byte[] next = part.apply(0).getBytes(UTF_8);
            for (int number = 1; json.size() + next.length <= room; number++) {
                json.writeBytes(next);
                next = part.apply(number).getBytes(UTF_8);
            }
            json.writeBytes(end.getBytes(UTF_8));
            return json.toByteArray();
        }
    }

    private static Stream<Hostile> hostileRecords() {
        String head = "{\"version\":1,\"key\":\"" + SampleEntries.KEY.hash()
                + "\",\"step_name\":\"report\",\"completed_at\":\"2026-11-23T08:09:10.123456+00:00\",";
        String file = "\":{\"size\":1,\"sha256\":\"" + "f".repeat(64) + "\",\"executable\":false}";
        String files = head + "\"files\":{\"z" + file;
        String directories = head + "\"directories\":[\"z\"";
        String value = head + "\"directories\":[\"z\"],\"result\":{\"type\":\"T\",\"value\":\"";
        String names = ("n".repeat(250) + '/').repeat(16);
        return Stream.of(
                new Hostile("a million files", files, number -> ",\"" + number + file, "}}"),
                new Hostile("a million directories", directories, number -> ",\"" + number + '"', "]}"),
                new Hostile("files with long paths", files, number -> ",\"" + names + number + file, "}}"),
                new Hostile("directories with long paths", directories, number -> ",\"" + names + number + '"', "]}"),
                new Hostile("files far below each other", files, n -> ",\"" + n + "/a".repeat(2_000) + file, "}}"),
                new Hostile("directories of one hash code", directories, n -> ",\"" + colliding(n) + '"', "]}"),
                new Hostile(
                        "files above each other",
                        files,
                        n -> ",\"a" + "/a".repeat(n % 2_000) + "/b" + n + file,
                        ",\"a" + file + "}}"),
                new Hostile("a value that is not Latin", value, number -> "aa\u2028", "\"}}"),
                new Hostile("an escaped value", value, number -> "\\u0061", "\"}}"),
                new Hostile("unknown fields", head + "\"more\":{\"\":0", number -> ",\"" + number + "\":0", "}}"),
                new Hostile("nested arrays", directories + ",", number -> "[", ""),
                new Hostile("a number", head + "\"duration_ms\":", number -> "1111111111", "}"),
                new Hostile("a name", head + "\"files\":{\"", number -> "aaaaaaaaaa", file + "}}"),
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

        public static void main(String[] arguments) {
            EntrySeal seal = new EntrySeal(Optional.empty());
            for (Hostile each : hostileRecords().toList()) {
                print(each.name, seal.seal(each.json()));
            }
            print("a byte too many", new byte[EntryText.MAX_BYTES + 1]);
        }

        private static void print(String name, byte[] record) {
            long start = THREAD.getCurrentThreadCpuTime();
            String answer = answer(record);
            long millis = (THREAD.getCurrentThreadCpuTime() - start) / 1_000_000;
            System.out.println(name + " -> " + answer + ":" + millis);
        }

        private static String answer(byte[] record) {
            try {
                new EntryText(Optional.empty()).read(record, SampleEntries.KEY);
                return "read";
            } catch (NotAnEntryException e) {
                return e.problem()
                        .replaceFirst("(it is not valid JSON).*", "$1")
                        .replaceFirst("it has \\d+ bytes, and .*", "it has more bytes than are read");
            }
        }
    }
}
