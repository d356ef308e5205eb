package io.github.stepcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.decision.StaleReason;
import io.github.stepcache.decision.StaleReason.OutputAdded;
import io.github.stepcache.decision.StaleReason.OutputChanged;
import io.github.stepcache.decision.StaleReason.OutputDirectoryMissing;
import io.github.stepcache.decision.StaleReason.OutputMissing;
import io.github.stepcache.step.StepSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A step is fresh only over the outputs that it left (contract 5). */
class RequiredOutputsTests {

    private final Path base;
    private final Path output;
    private final Pipeline pipeline;
    private final StepSpec step;

    RequiredOutputsTests(@TempDir Path base) {
        this.base = base;
        this.output = base.resolve(Pipeline.OUTPUT);
        this.pipeline = Pipeline.in(base);
        this.step = pipeline.declaration().requiredOutputs("parts", "*.log").build();
    }

    @Test
    void untouchedOutputsAreFresh() {
        run();

        assertThat(reasons()).isEmpty();
    }

    @Test
    void touchedOutputIsFresh() throws IOException {
        run();
        Files.setLastModifiedTime(output, FileTime.fromMillis(0));

        assertThat(reasons()).isEmpty();
    }

    @Test
    void fileBesideTheRequiredOutputsDoesNotCount() {
        run();
        pipeline.write("out/notes.txt", "by hand").write("out/parts/.DS_Store", "by a file manager");

        assertThat(reasons()).containsExactly(new OutputAdded("parts/.DS_Store"));
    }

    @Test
    void truncatedEmptiedOrEditedOutputIsStale() {
        for (String content : List.of("", "report", "report of a,1 ", "other")) {
            run();
            pipeline.write(Pipeline.OUTPUT, content);

            assertThat(reasons()).hasOnlyElementsOfType(OutputChanged.class).hasSize(1);
        }
    }

    @Test
    void flippedBitWithSizeAndTimePutBackIsStale() throws IOException {
        run();
        FileTime time = Files.getLastModifiedTime(output);
        byte[] bytes = Files.readAllBytes(output);
        bytes[3] ^= 1;
        Files.write(output, bytes);
        Files.setLastModifiedTime(output, time);

        assertThat(reasons()).hasOnlyElementsOfType(OutputChanged.class).hasSize(1);
    }

    @Test
    void deletedOutputsAreNamed() throws IOException {
        run();
        Files.delete(output);
        Files.delete(base.resolve("out/parts/1.csv"));
        Files.delete(base.resolve("out/b.log"));

        assertThat(reasons())
                .containsExactlyInAnyOrder(
                        new OutputMissing("report.txt"), new OutputMissing("parts/1.csv"), new OutputMissing("b.log"));
    }

    @Test
    void addedOutputsAreNamed() {
        run();
        pipeline.write("out/parts/3.csv", "3")
                .write("out/parts/deep/4.csv", "4")
                .write("out/c.log", "c");

        assertThat(reasons())
                .containsExactly(
                        new OutputAdded("c.log"),
                        new OutputAdded("parts/3.csv"),
                        new OutputAdded("parts/deep"),
                        new OutputAdded("parts/deep/4.csv"));
    }

    @Test
    void swappedOutputsAreStale() throws IOException {
        run();
        Path first = base.resolve("out/parts/1.csv");
        Path second = base.resolve("out/parts/2.csv");
        Files.move(first, base.resolve("aside"));
        Files.move(second, first);
        Files.move(base.resolve("aside"), second);

        assertThat(reasons()).hasOnlyElementsOfType(OutputChanged.class).hasSize(2);
    }

    @Test
    void outputReplacedByADirectoryIsStale() throws IOException {
        run();
        Files.delete(output);
        Files.createDirectory(output);

        assertThat(reasons()).hasOnlyElementsOfType(OutputChanged.class).hasSize(1);
    }

    @Test
    void outputReplacedByALinkToTheSameContentIsStale() throws IOException {
        run();
        Files.move(output, base.resolve("moved"));
        Files.createSymbolicLink(output, base.resolve("moved"));

        assertThat(reasons()).hasOnlyElementsOfType(OutputChanged.class).hasSize(1);
    }

    @Test
    void outputReplacedByALinkToNothingIsStale() throws IOException {
        run();
        Files.delete(output);
        Files.createSymbolicLink(output, base.resolve("nowhere"));

        assertThat(reasons()).isNotEmpty();
    }

    @Test
    void outputDirectoryThatIsGoneIsNamed() throws IOException {
        run();
        Files.move(base.resolve("out"), base.resolve("out.old"));

        assertThat(reasons()).contains(new OutputDirectoryMissing(Path.of("out")), new OutputMissing("report.txt"));
    }

    @Test
    void directoryThatTheStepLeavesEmptyIsAnOutput() throws IOException {
        StepSpec leavesEmpty = pipeline.declaration().requiredOutputs("rejects").build();
        StepCache cache = pipeline.settings().build();
        cache.run(leavesEmpty, () -> {
            Files.createDirectories(base.resolve("out/rejects"));
            return pipeline.work();
        });
        assertThat(cache.check(leavesEmpty).isFresh()).isTrue();

        pipeline.write("out/rejects/1.csv", "1");
        assertThat(cache.check(leavesEmpty).reasons()).containsExactly(new OutputAdded("rejects/1.csv"));
    }

    private void run() {
        pipeline.settings().force(true).build().run(step, this::work);
        assertThat(reasons()).isEmpty();
    }

    private String work() {
        pipeline.write("out/parts/1.csv", "1")
                .write("out/parts/2.csv", "2")
                .write("out/a.log", "a")
                .write("out/b.log", "b");
        return pipeline.work();
    }

    private List<StaleReason> reasons() {
        return pipeline.settings().build().check(step).reasons();
    }
}
