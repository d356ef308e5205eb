package io.github.stepcache.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.demo.files.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.FileSystemUtils;

/** The application with a store, as a user starts it: outputs that are gone come back, and no step runs. */
@ExtendWith(OutputCaptureExtension.class)
class RestoringTests {

    @TempDir
    Path baseDir;

    @TempDir
    Path otherBaseDir;

    @BeforeEach
    void copyRawData() throws IOException {
        RawData.copyTo(baseDir);
    }

    @Test
    void deletedOutputsAreRestoredAndNoStepRuns(CapturedOutput output) throws IOException {
        run(baseDir);
        Map<String, String> before = outputs(baseDir);

        FileSystemUtils.deleteRecursively(baseDir.resolve("out"));
        run(baseDir);

        assertThat(output).contains("0 of 7 steps fresh, 7 restored");
        assertThat(outputs(baseDir)).isEqualTo(before);

        run(baseDir);
        assertThat(output).contains("7 of 7 steps fresh");
    }

    @Test
    void earlierInputBringsBackItsOutputs(CapturedOutput output) throws IOException {
        Path raw = new Workspace(baseDir).raw("birdstrikes");
        String inputA = Files.readString(raw);
        String inputB = inputA.replaceFirst("Turkey vulture", "Canada goose");
        run(baseDir);
        Map<String, String> outputsOfA = outputs(baseDir);
        Files.writeString(raw, inputB);
        run(baseDir);
        Map<String, String> outputsOfB = outputs(baseDir);
        assertThat(outputsOfB).isNotEqualTo(outputsOfA);
        assertThat(output).doesNotContain("restored");

        Files.writeString(raw, inputA);
        run(baseDir);
        assertThat(output).containsOnlyOnce("3 of 7 steps fresh, 4 restored");
        assertThat(outputs(baseDir)).isEqualTo(outputsOfA);

        Files.writeString(raw, inputB);
        run(baseDir);
        assertThat(output.getOut().split("3 of 7 steps fresh, 4 restored", -1)).hasSize(3);
        assertThat(outputs(baseDir)).isEqualTo(outputsOfB);
    }

    @Test
    void anotherWorkingCopyGetsWhatThisOneHasLeft(CapturedOutput output) throws IOException {
        String store = "--stepcache.store.directory=" + baseDir.resolve("store");
        RawData.copyTo(otherBaseDir);
        run(baseDir, store);

        run(otherBaseDir, store);

        assertThat(output).contains("0 of 7 steps fresh, 7 restored");
        assertThat(outputs(otherBaseDir)).isEqualTo(outputs(baseDir));
    }

    @Test
    void forcedStepsRunAlthoughTheStoreHasTheirOutputs(CapturedOutput output) {
        run(baseDir);

        run(baseDir, "--force");

        assertThat(output.getOut().split("0 of 7 steps fresh", -1)).hasSize(3);
        assertThat(output).doesNotContain("restored");
    }

    private static void run(Path baseDir, String... more) {
        Stream<String> arguments = Stream.of("--stepcache.store.enabled=true", "--stepcache.base-dir=" + baseDir);
        assertThat(DemoApplication.run(Stream.concat(arguments, Stream.of(more)).toArray(String[]::new)))
                .isZero();
    }

    /** Read all that the steps wrote: not what the cache did, whose files are hidden, nor its page about the run. */
    private static Map<String, String> outputs(Path baseDir) throws IOException {
        Path out = baseDir.resolve("out");
        Map<String, String> outputs = new TreeMap<>();
        try (Stream<Path> files = Files.walk(out)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.getFileName().toString().startsWith(".") && !file.equals(out.resolve("steps.html"))) {
                    outputs.put(out.relativize(file).toString(), Files.readString(file));
                }
            }
        }
        return outputs;
    }
}
