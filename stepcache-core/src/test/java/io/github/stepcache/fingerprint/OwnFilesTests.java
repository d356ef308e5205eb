package io.github.stepcache.fingerprint;

import static io.github.stepcache.fingerprint.Project.noMatch;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.step.StepFiles;
import io.github.stepcache.step.StepSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contract 2.8: a step may write beside what it reads. */
class OwnFilesTests {

    private Project project;

    @BeforeEach
    void startProject(@TempDir Path temp) {
        project = new Project(temp).in("base");
    }

    private StepSpec.Builder step(String outputDir, String... inputs) {
        return StepSpec.named("s").inputs(inputs).outputDir(Path.of(outputDir));
    }

    @Test
    void requiredOutputsAreNoInputs() {
        project.files("data/in.csv", "data/out.csv", "data/parts/1", "data/parts/.2", "data/logs/a.log", "data/logs/b");

        assertThat(project.keys(step("data", "data").requiredOutputs("out.csv", "parts", "logs/*.log")))
                .containsExactly("data/in.csv", "data/logs/b");
    }

    @Test
    void whatIsNotRequiredIsAnInput() {
        project.files("data/in.csv", "data/out.csv");

        assertThat(project.keys(step("data", "data"))).containsExactly("data/in.csv", "data/out.csv");
    }

    @Test
    void outputDirectoryMayLieInTheInputDirectory() {
        project.files("data/in.csv", "data/out/out.csv");

        assertThat(project.keys(step("data/out", "data").requiredOutputs("**"))).containsExactly("data/in.csv");
    }

    @Test
    void inputDirectoryMayLieInTheOutputDirectory() {
        project.files("out/in/in.csv", "out/in/out.csv", "out/out.csv");

        assertThat(project.keys(step("out", "out/in").requiredOutputs("out.csv", "in/out.csv")))
                .containsExactly("out/in/in.csv");
    }

    @Test
    void outputNamedLiterallyAsAnInputIsNone() {
        project.files("data/out.csv");

        assertThat(project.read(step("data", "data/out.csv").requiredOutputs("out.csv"))
                        .problems())
                .containsExactly(noMatch("data/out.csv"));
    }

    @Test
    void outputsReachedThroughALinkAreNoInputs() {
        project.files("real/in.csv", "real/out.csv");
        project.link("alias", "real");
        project.link("link.csv", "real/out.csv");

        assertThat(project.keys(step("alias", "real").requiredOutputs("out.csv")))
                .containsExactly("real/in.csv");
        assertThat(project.keys(step("real", "alias").requiredOutputs("out.csv")))
                .containsExactly("alias/in.csv");
        assertThat(project.read(step("real", "link.csv").requiredOutputs("out.csv"))
                        .problems())
                .containsExactly(noMatch("link.csv"));
    }

    @Test
    void outputsBehindALinkInTheOutputDirectoryAreNoInputs() {
        project.files("disk/parts/1.csv", "disk/parts/readme", "disk/in.csv");
        project.link("out/parts", "../disk/parts");

        assertThat(project.keys(step("out", "disk").requiredOutputs("parts/*.csv")))
                .containsExactly("disk/in.csv", "disk/parts/readme");
        assertThat(project.keys(step("out", "disk").requiredOutputs("parts/1.csv")))
                .containsExactly("disk/in.csv", "disk/parts/readme");
    }

    @Test
    void outputThatIsALinkToAnInputDoesNotTakeTheInputAway() {
        project.files("data/2024/in.csv");
        project.link("out/latest", "../data/2024");

        assertThat(project.keys(step("out", "data").requiredOutputs("latest"))).containsExactly("data/2024/in.csv");
    }

    @Test
    void stepsUpBehindALinkDoNotMakeAnInputOfAnOutput() {
        project.files("real/data/in/a", "real/data/out.csv");
        project.link("link", "real/data/in");

        assertThat(project.read(step("real/data", "link/..").requiredOutputs("out.csv"))
                        .hashes()
                        .keySet())
                .containsExactly("real/data/in/a");
    }

    @Test
    void outputsThatAreNotThereYetTakeNothingAway() {
        project.files("data/in.csv");

        assertThat(project.keys(step("data/new/out", "data").requiredOutputs("**", "x/y")))
                .containsExactly("data/in.csv");
    }

    @Test
    void ownManifestTemporaryFileAndLockAreNoInputsEvenByName() throws IOException {
        project.files("data/in.csv");
        StepFiles own = new StepFiles(project.path("data"), "s");
        Path temporary = own.temporary();
        for (Path file : new Path[] {own.manifest(), temporary, own.lock()}) {
            Files.writeString(file, "{}");
        }
        String name = "data/" + temporary.getFileName();

        assertThat(project.keys(step("data", ".", "data"))).containsExactly("data/in.csv");
        assertThat(project.read(step("data", "data/.s.manifest.json", name, ".data.s.lock"))
                        .problems())
                .containsExactly(noMatch("data/.s.manifest.json"), noMatch(name), noMatch(".data.s.lock"));
    }

    @Test
    void ownManifestIsNoInputWhereItIsKeptElsewhere() {
        project.files("state/.s.manifest.json", "state/x");
        project.link("alias", "state");

        assertThat(project.read(step("out", "state/.s.manifest.json").manifestDir(Path.of("alias")))
                        .problems())
                .containsExactly(noMatch("state/.s.manifest.json"));
    }

    @Test
    void manifestOfAnotherStepIsAnInputIfItIsNamed() {
        project.files("data/.other.manifest.json");

        assertThat(project.keys(step("data", "data/.other.manifest.json")))
                .containsExactly("data/.other.manifest.json");
    }
}
