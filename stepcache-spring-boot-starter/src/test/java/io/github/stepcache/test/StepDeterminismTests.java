package io.github.stepcache.test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two runs of a step are compared byte by byte, and the first difference is named. */
class StepDeterminismTests {

    private final AtomicInteger runs = new AtomicInteger();

    @Test
    void stepThatWritesTheSamePasses() throws IOException {
        StepDeterminism.check(directory -> {
            Files.createDirectories(directory.resolve("parts"));
            Files.writeString(directory.resolve("parts/a.csv"), "a");
            Files.createSymbolicLink(directory.resolve("link"), Path.of("parts"));
            Files.writeString(directory.resolve(".step.manifest.json"), "run " + runs.incrementAndGet());
        });

        assertThat(runs).hasValue(2);
    }

    @Test
    void timeToTheSecondIsFound() {
        assertThat(difference(directory -> Files.writeString(
                        directory.resolve("report.html"),
                        "<html>\nmade " + Instant.now().truncatedTo(ChronoUnit.SECONDS) + "\n</html>\n")))
                .startsWith("Expecting the step to write the same each time, but \"report.html\" differs at byte ")
                .contains(", in line 2")
                .containsPattern("first run:  \"made 20.*Z\"\\R  second run: \"made 20.*Z\"")
                .contains("Look for times");
    }

    @Test
    void orderOfAHashMapIsFound() {
        assertThat(difference(directory -> {
                    Map<Object, Integer> byObject = new HashMap<>();
                    IntStream.range(0, 100).forEach(number -> byObject.put(new Object(), number));
                    Files.writeString(
                            directory.resolve("numbers.txt"),
                            byObject.values().stream().map(String::valueOf).collect(Collectors.joining("\n")));
                }))
                .contains("\"numbers.txt\" differs at byte ");
    }

    @Test
    void firstDifferingByteIsNamedWithItsLines() {
        assertThat(difference("é\nsame ß and x1\n", "é\nsame ß and x2\n").lines())
                .containsSequence(
                        "Expecting the step to write the same each time, but \"out.txt\" differs at byte 16, in line 2",
                        "  first run:  \"same ß and x1\"",
                        "  second run: \"same ß and x2\"");
    }

    @Test
    void endOfAFileIsADifference() {
        assertThat(difference("a\n", "a\nb").lines())
                .containsSequence(
                        "Expecting the step to write the same each time, but \"out.txt\" differs at byte 2, in line 2",
                        "  first run:  \"\", where the file ends",
                        "  second run: \"b\", where the file ends");
    }

    @Test
    void longLinesAreCut() {
        String before = "ä".repeat(1_000);

        assertThat(difference(before + "1" + before, before + "2" + before).lines())
                .containsSequence(
                        "  first run:  \"" + "ä".repeat(30) + "1" + "ä".repeat(39) + "\"...",
                        "  second run: \"" + "ä".repeat(30) + "2" + "ä".repeat(39) + "\"...");
    }

    @Test
    void whatIsNoTextIsShownAsBytes() {
        assertThat(difference(directory -> Files.write(
                                directory.resolve("out.bin"),
                                new byte[] {0, 1, (byte) 0xff, (byte) runs.incrementAndGet(), 10}))
                        .lines())
                .containsSequence(
                        "Expecting the step to write the same each time, but \"out.bin\" differs at byte 3, in line 1",
                        "  first run:  bytes 01 0a",
                        "  second run: bytes 02 0a");
    }

    @Test
    void missingAndAdditionalFilesAreNamed() {
        assertThat(difference(directory -> {
                    Files.writeString(directory.resolve("a.txt"), "a");
                    Files.writeString(directory.resolve("b" + runs.incrementAndGet()), "b");
                }))
                .contains("but the second run did not leave \"b1\", and the first did");
        assertThat(difference(directory -> {
                    Files.writeString(directory.resolve("a.txt"), "a");
                    if (runs.incrementAndGet() % 2 == 0) {
                        Files.createDirectory(directory.resolve("empty"));
                    }
                }))
                .contains("but the second run left \"empty\", and the first did not");
    }

    @Test
    void kindsOfFilesAreCompared() {
        assertThat(difference(directory -> {
                    Files.writeString(directory.resolve("a"), "");
                    Files.createSymbolicLink(directory.resolve("b"), Path.of(runs.incrementAndGet() == 1 ? "a" : "c"));
                }))
                .contains("\"b\" is a link to \"c\" after the second run, and was a link to \"a\" after the first");
    }

    @Test
    void stepThatWritesNothingProvesNothing() {
        assertThat(difference(directory -> {})).endsWith("but it writes nothing");
    }

    @Test
    void exceptionOfTheStepIsItsOwn() {
        IOException failure = new IOException("full");

        assertThatIOException()
                .isThrownBy(() -> StepDeterminism.check(directory -> {
                    throw failure;
                }))
                .isSameAs(failure);
    }

    /** With a heap of half a gigabyte, and two of them. */
    @Test
    void largeFilesAreNotHeldInMemory(@TempDir Path dir) throws IOException {
        Path one = large(dir.resolve("one"), "a");
        Path other = large(dir.resolve("other"), "b");

        assertThat(FileComparison.firstDifference(one, other).orElseThrow())
                .startsWith("differs at byte " + (300L << 20) + ", in line 1")
                .contains("a\", where the file ends", "b\", where the file ends");
    }

    @Test
    void orderThatIsTheSameInOneProcessIsFoundAcrossTwo() throws Exception {
        StepDeterminism.PortableWork work = directory -> Files.write(
                directory.resolve("numbers.txt"),
                Set.copyOf(IntStream.range(0, 10_000).mapToObj(String::valueOf).toList()));

        StepDeterminism.check(work);
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> StepDeterminism.checkAcrossProcesses(work))
                .withMessageContaining("\"numbers.txt\" differs at byte ");
        StepDeterminism.checkAcrossProcesses(directory -> Files.write(directory.resolve("a"), List.of("same")));
    }

    @Test
    void failureInTheOtherProcessIsShown() {
        String pid = String.valueOf(ProcessHandle.current().pid());

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> StepDeterminism.checkAcrossProcesses(directory -> {
                    if (!pid.equals(String.valueOf(ProcessHandle.current().pid()))) {
                        throw new IllegalStateException("no such database");
                    }
                }))
                .withMessageContaining("no such database");
    }

    @Test
    void workThatCannotBeGivenToAnotherProcessIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StepDeterminism.checkAcrossProcesses(
                        directory -> Files.writeString(directory.resolve("a"), runs + difference("", ""))))
                .withMessageContaining("uses a " + getClass().getName());
    }

    private static Path large(Path file, String end) throws IOException {
        byte[] block = new byte[1 << 20];
        Arrays.fill(block, (byte) 'x');
        try (OutputStream content = new BufferedOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < 300; i++) {
                content.write(block);
            }
            content.write(end.getBytes(UTF_8));
        }
        return file;
    }

    private String difference(String first, String second) {
        return difference(directory ->
                Files.writeString(directory.resolve("out.txt"), runs.incrementAndGet() % 2 == 1 ? first : second));
    }

    private static String difference(StepDeterminism.Work<IOException> work) {
        StringBuilder message = new StringBuilder();
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> StepDeterminism.check(work))
                .satisfies(failure -> message.append(failure.getMessage()));
        return message.toString();
    }
}
