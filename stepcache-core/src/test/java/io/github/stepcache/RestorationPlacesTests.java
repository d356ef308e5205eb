package io.github.stepcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.decision.Decision;
import io.github.stepcache.manifest.Manifest;
import io.github.stepcache.manifest.ManifestFile;
import io.github.stepcache.manifest.ManifestLookup;
import io.github.stepcache.step.CodePointOrder;
import io.github.stepcache.step.StepFiles;
import io.github.stepcache.step.StepSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Where outputs belong that could be restored, there may be anything: links, other people's files, what a process that was
 * killed has left. Nothing but outputs is ever touched, and where that is in doubt, the step runs.
 */
class RestorationPlacesTests {

    private static final long NOBODY = 999_999_999_999L;

    @TempDir
    private Path around;

    private SharedStep step;
    private SortedMap<String, String> surroundings;

    @BeforeEach
    void keepOutputs() {
        step = SharedStep.in(around);
        step.run("A");
        surroundings = step.surroundings();
    }

    @AfterEach
    void nothingElseWasTouched() {
        assertThat(step.surroundings()).isEqualTo(surroundings);
        step.close();
    }

    private void assertIsRestored(String input) {
        assertThat(step.run().decision()).isInstanceOf(Decision.Restored.class);
        assertThat(step.outputs()).isEqualTo(SharedStep.outputsOf(input));
    }

    @Test
    void fileOfSomebodyElseAmongTheOutputsIsLeftAlone() {
        step.deleteOutputs().write("out/parts/foreign.csv", "foreign");
        StepCache cache = step.settings().build();
        cache.run(step.declaration().build(), () -> {
            assertThat(step.outputs()).containsOnlyKeys("out/parts", "out/parts/foreign.csv");
            return step.work();
        });
        assertThat(step.runs()).isEqualTo(2);
    }

    @Test
    void fileThatNoPatternMatchesIsNoObstacle() {
        step.deleteOutputs().write("out/bin/tool.txt", "foreign");
        assertThat(step.run().decision()).isInstanceOf(Decision.Restored.class);
        assertThat(step.read("out/bin/tool.txt")).isEqualTo("foreign");
        step.delete("out/bin/tool.txt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"out/report.txt", "out/parts/one.csv", "out/parts/deep/only-A.csv", "out/bin/tool.sh"})
    void linkInThePlaceOfAFileIsNotWrittenThrough(String place) {
        step.deleteOutputs().write("../elsewhere", "precious");
        step.makeDirectory(place).delete(place).link(place, around.resolve("elsewhere"));
        surroundings = step.surroundings();

        assertRunsWithout(place);
    }

    @ParameterizedTest
    @ValueSource(strings = {"out/parts", "out/bin", "out/parts/deep", "out/parts/empty"})
    void linkInThePlaceOfADirectoryIsNotEntered(String place) {
        step.deleteOutputs().makeDirectory("../elsewhere").delete("out/bin");
        step.makeDirectory(place).delete(place).link(place, around.resolve("elsewhere"));
        surroundings = step.surroundings();

        assertRunsWithout(place);
    }

    /** The work itself would write through the link, so it has it removed before. */
    private void assertRunsWithout(String link) {
        int[] runs = {0};
        step.settings().build().run(step.declaration().build(), () -> {
            runs[0]++;
            assertThat(Files.isSymbolicLink(step.path(link))).isTrue();
            assertThat(step.surroundings()).isEqualTo(surroundings);
            step.delete(link);
            return step.work();
        });
        assertThat(runs).containsExactly(1);
        assertThat(step.outputs()).isEqualTo(SharedStep.outputsOf("A"));
        surroundings.remove(link);
    }

    @Test
    void outputDirectoryItselfMayBeALink() throws IOException {
        Files.move(step.path("out"), around.resolve("volume"));
        step.link("out", around.resolve("volume"));
        step.run();
        step.delete("out/parts/deep/only-A.csv").input("B").run();
        assertThat(step.input("A").run().decision()).isInstanceOf(Decision.Restored.class);

        assertThat(step.read("out/parts/deep/only-A.csv")).isEqualTo("two,A");
        assertThat(step.path("out/parts/deep/only-B.csv")).doesNotExist();
        assertThat(step.path("out")).isSymbolicLink();
        surroundings = step.surroundings();
    }

    @ParameterizedTest
    @ValueSource(strings = {"out/report.txt", "out/parts/one.csv", "out/bin/tool.sh"})
    void directoryInThePlaceOfAFileStays(String place) {
        step.deleteOutputs().makeDirectory(place + "/inner");

        int[] runs = {0};
        step.settings().build().run(step.declaration().build(), () -> {
            runs[0]++;
            assertThat(step.path(place + "/inner")).isDirectory();
            step.delete(place + "/inner").delete(place);
            return step.work();
        });
        assertThat(runs).containsExactly(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"out/parts", "out/parts/deep", "out/bin"})
    void fileInThePlaceOfADirectoryStays(String place) {
        step.deleteOutputs()
                .delete("out/bin")
                .makeDirectory(place)
                .delete(place)
                .write(place, "a file");

        int[] runs = {0};
        step.settings().build().run(step.declaration().build(), () -> {
            runs[0]++;
            assertThat(step.read(place)).isEqualTo("a file");
            step.delete(place);
            return step.work();
        });
        assertThat(runs).containsExactly(1);
    }

    @Test
    void filesOfTheLastRunThatAreNoLongerOutputsStay() {
        StepSpec wide =
                step.declaration().requiredOutputs("*.txt", "bin", "parts").build();
        StepCache cache = step.settings().build();
        step.run(cache, step.declaration().parameter("p", "1").build());
        step.deleteOutputs();
        cache.run(wide, () -> {
            step.write("out/other.txt", "of the step as it was");
            return step.work();
        });
        step.write("out/other.txt", "of another step");
        cache.run(wide, () -> {
            step.work();
            step.write("out/other.txt", "left by this step");
            return "value of A";
        });

        assertThat(step.run(cache, step.declaration().parameter("p", "1").build())
                        .decision())
                .isInstanceOf(Decision.Restored.class);

        assertThat(step.read("out/other.txt")).isEqualTo("left by this step");
        step.delete("out/other.txt");
    }

    @Test
    void fileOfTheLastRunThatSomebodyHasChangedIsNotDeleted() {
        step.run("B");
        step.write("out/parts/deep/only-B.csv", "edited by hand");

        step.settings().build().run(step.input("A").declaration().build(), () -> {
            assertThat(step.read("out/parts/deep/only-B.csv")).isEqualTo("edited by hand");
            return step.work();
        });
        assertThat(step.runs()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../raw/a.csv",
                "parts/../../raw/a.csv",
                "/base/raw/a.csv",
                "notes.txt",
                ".hidden/parts/x",
                ".hidden",
                "./notes.txt",
                "parts/../notes.txt",
                ".report.manifest.json",
                "",
                ".",
                "..",
                "//",
                "parts//one.csv",
                "a\0b"
            })
    void hostileRecordOfTheLastRunDeletesNothing(String key) throws IOException {
        step.run("B");
        for (String hostile : new String[] {key, around + key}) {
            for (String content : new String[] {"directory", "0".repeat(64), hash(hostile)}) {
                step.input("A").delete(SharedStep.MANIFEST);
                writeManifestOf(hostile, content);

                step.settings().build().run(step.declaration().build(), step::work);

                assertThat(step.surroundings()).isEqualTo(surroundings);
                assertThat(step.outputs()).isEqualTo(SharedStep.outputsOf("A"));
                step.run("B");
            }
        }
    }

    /** As a manifest would have it whose writer knew what lies there. */
    private String hash(String key) throws IOException {
        try {
            return io.github.stepcache.fingerprint.FileHashes.ofFile(
                    step.path("out").resolve(key));
        } catch (IOException | RuntimeException e) {
            return "1".repeat(64);
        }
    }

    private void writeManifestOf(String key, String content) throws IOException {
        step.settings().build();
        ManifestLookup lookup = ranWithB();
        Manifest real = ((ManifestLookup.Found) lookup).manifest();
        SortedMap<String, String> outputs = new TreeMap<>(CodePointOrder.INSTANCE);
        outputs.putAll(real.outputHashes().orElseThrow());
        outputs.put(key, content);
        new ManifestFile(new StepFiles(step.path("out"), "report"))
                .write(new Manifest(
                        real.version(),
                        real.stepName(),
                        real.completedAt(),
                        real.state(),
                        real.inputHashes(),
                        real.artifactVersions(),
                        real.parameters(),
                        real.code(),
                        real.outputs(),
                        Optional.of(outputs),
                        real.bootId(),
                        real.result(),
                        real.duration(),
                        real.problem()));
    }

    private ManifestLookup ranWithB() {
        step.run("B");
        ManifestLookup found = step.manifest();
        step.input("A");
        return found;
    }

    @Test
    void leftOversOfAProcessThatDiedAreRemovedAndNeverCount() throws IOException {
        StepSpec all = step.declaration().requiredOutputs("**").build();
        String dead = "out/.report.restoring." + NOBODY + "-ab.tmp";
        String ours = "out/.report.restoring." + ProcessHandle.current().pid() + "-ab.tmp";
        String others = "out/.other.restoring." + NOBODY + "-ab.tmp";
        step.write(dead + "/parts/one.csv", "half");
        step.write(ours + "/parts/one.csv", "half");
        Files.createDirectories(step.path("out"));
        step.settings().build().run(all, () -> "");
        assertThat(((ManifestLookup.Found) step.manifest())
                        .manifest()
                        .outputHashes()
                        .orElseThrow())
                .doesNotContainKeys(dead.substring(4), dead.substring(4) + "/parts/one.csv");
        step.deleteOutputs().write(dead + "/parts/one.csv", "half").write(others + "/x", "half");

        assertIsRestored("A");

        assertThat(step.path(dead)).doesNotExist();
        assertThat(step.path(ours)).doesNotExist();
        assertThat(step.path(others)).exists(); // which is somebody else's to clean up
        step.delete(others + "/x").delete(others);
    }

    @Test
    void nothingIsLeftWhereNothingComesBack() throws IOException {
        step.deleteOutputs();
        step.input("C");
        Optional<Path> staging;
        step.run();
        try (var found = Files.list(step.path("out"))) {
            staging = found.filter(path -> path.getFileName().toString().contains("restoring"))
                    .findFirst();
        }
        assertThat(staging).isEmpty();
    }
}
