package io.github.stepcache.manifest;

import static io.github.stepcache.manifest.SampleManifests.STEP;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.step.StepFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Temporary files that a dead process left behind are removed by the next save, and no other file is (3.3). */
class LeftOverTests {

    /** No process has this number. */
    private static final long NOBODY = Integer.MAX_VALUE;

    @TempDir
    private Path outputDir;

    @Test
    void whatADeadProcessLeftIsRemovedByTheNextSave() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        assertThat(dead.waitFor()).isZero();
        Path first = temporaryOf(dead.pid());
        Path second = temporaryOf(dead.pid());
        save();

        assertThat(first).doesNotExist();
        assertThat(second).doesNotExist();
    }

    @Test
    void whatALivingProcessIsWritingStays() throws Exception {
        Process living = new ProcessBuilder("cat").start();
        try {
            Path inUse = temporaryOf(living.pid());
            save();

            assertThat(inUse).exists();
        } finally {
            living.destroy();
        }
    }

    /** In a container, each process is number 1: what has our own number and is not ours is that of the last one. */
    @Test
    void whatAnEarlierProcessOfOurNumberLeftIsRemoved() throws Exception {
        Path left = temporaryOf(ProcessHandle.current().pid());
        save();

        assertThat(left).doesNotExist();
    }

    @Test
    void whatIsNotATemporaryOfThisStepStays() throws Exception {
        List<String> others = List.of(
                ".other.manifest.json." + NOBODY + "-1f.tmp",
                ".report.manifest.json.bak",
                ".report.manifest.json.tmp",
                ".report.manifest.json." + NOBODY + "-1f.tmp.txt",
                ".report.manifest.json." + NOBODY + ".tmp",
                ".report.manifest.json.-1f.tmp",
                ".report.manifest.json.x-1f.tmp",
                ".report.manifest.json.99999999999999999999-1f.tmp",
                ".report.manifest.json." + NOBODY + "-report.tmp",
                "report.manifest.json." + NOBODY + "-1f.tmp",
                "report.csv");
        for (String name : others) {
            Files.writeString(outputDir.resolve(name), "");
        }
        save();

        assertThat(others)
                .allSatisfy(name -> assertThat(outputDir.resolve(name)).exists());
    }

    @Test
    void aLeftOverThatCannotBeRemovedIsNoReasonToFailNorToLeaveTheOthers() throws Exception {
        for (int number = 0; number < 10; number++) {
            Path stubborn = temporaryOf(NOBODY);
            Files.delete(stubborn);
            Files.writeString(Files.createDirectory(stubborn).resolve("file"), "");
            temporaryOf(NOBODY);
        }
        save();

        assertThat(StepManifests.isFresh(STEP, outputDir, Map.of(), Map.of(), List.of()))
                .isTrue();
        try (Stream<Path> left = Files.list(outputDir)) {
            assertThat(left).hasSize(11).filteredOn(Files::isDirectory).hasSize(10);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "no manifest"})
    void aTemporaryFileIsNeverTakenForTheManifest(String content) throws IOException {
        Files.writeString(temporaryOf(NOBODY), content);

        assertThat(SampleManifests.file(outputDir).read()).isInstanceOf(ManifestLookup.Absent.class);
    }

    /** Leave a file behind as the process with that number would. */
    private Path temporaryOf(long process) throws IOException {
        Path ours = new StepFiles(outputDir, STEP).temporary();
        String name =
                ours.getFileName().toString().replace(ProcessHandle.current().pid() + "-", process + "-");
        return Files.writeString(outputDir.resolve(name), "{\"unfinished\": ");
    }

    private void save() throws IOException {
        StepManifests.save(STEP, outputDir, Map.of(), Map.of(), Map.of());
    }
}
