package io.github.stepcache.fingerprint;

import static io.github.stepcache.fingerprint.Project.sha256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.stepcache.step.StepFiles;
import io.github.stepcache.step.StepSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contract 5: what a step left, and what is there now. */
class OutputReaderTests {

    private Project project;

    @BeforeEach
    void startProject(@TempDir Path temp) {
        project = new Project(temp).in("base");
        project.files("out/a.csv", "out/b.csv", "out/x/c.csv", "out/x/.d/e", "out/.hidden");
    }

    private OwnFiles own(String... required) {
        StepSpec spec = StepSpec.named("s")
                .outputDir(Path.of("out"))
                .requiredOutputs(required)
                .build();
        return OwnFiles.of(spec, project.path(""));
    }

    private OutputState read(String... required) {
        return new OutputReader(project.path(""), KnownFiles.none(), HashThreads.ofAllProcessors())
                .readContents(own(required));
    }

    private SortedMap<String, String> contents(String... required) {
        OutputState state = read(required);
        assertThat(state.unmatched()).isEmpty();
        assertThat(state.unreadable()).isEmpty();
        return state.contents().orElseThrow();
    }

    @Test
    void fileIsHashed() {
        assertThat(read("a.csv").directoryExists()).isTrue();
        assertThat(contents("a.csv")).containsExactly(entry("a.csv", sha256("out/a.csv")));
    }

    @Test
    void wholeTreeOfADirectoryCountsHiddenFilesIncluded() {
        assertThat(contents("x"))
                .containsExactly(
                        entry("x", "directory"),
                        entry("x/.d", "directory"),
                        entry("x/.d/e", sha256("out/x/.d/e")),
                        entry("x/c.csv", sha256("out/x/c.csv")));
    }

    @Test
    void globMatchesFilesAndDirectoriesThatAreNotHidden() {
        assertThat(contents("*.csv")).containsOnlyKeys("a.csv", "b.csv");
        assertThat(contents("**/*.csv")).containsOnlyKeys("a.csv", "b.csv", "x/c.csv");
        assertThat(contents("*")).containsOnlyKeys("a.csv", "b.csv", "x", "x/.d", "x/.d/e", "x/c.csv");
        assertThat(contents(".hidden", "x/.d/*")).containsOnlyKeys(".hidden", "x/.d/e");
    }

    @Test
    void overlappingOutputsAreReadOnce() {
        assertThat(contents("x", "x/*.csv", "./x/c.csv", "**"))
                .containsOnlyKeys("a.csv", "b.csv", "x", "x/.d", "x/.d/e", "x/c.csv");
    }

    @Test
    void missingOutputIsNamedAsDeclared() {
        project.directory("out/empty");

        OutputState state = read("a.csv", "gone.csv", "empty/*", "*.txt", "a.csv/x*", "gone/y");

        assertThat(state.unmatched()).containsExactly("gone.csv", "empty/*", "*.txt", "a.csv/x*", "gone/y");
        assertThat(state.contents().orElseThrow()).containsOnlyKeys("a.csv");
    }

    @Test
    void emptyDirectoryIsAnOutput() {
        project.directory("out/empty");

        assertThat(contents("empty")).containsExactly(entry("empty", "directory"));
    }

    @Test
    void missingOutputDirectoryIsSeen() throws IOException {
        Files.move(project.path("out"), project.path("gone"));
        assertThat(read("a.csv").directoryExists()).isFalse();
        assertThat(read("a.csv").unmatched()).containsExactly("a.csv");

        project.files("out");
        assertThat(read("a.csv").directoryExists()).isFalse();
        assertThat(read().directoryExists()).isFalse();
    }

    @Test
    void anyChangeOfWhatWasLeftIsSeen() throws IOException {
        Map<String, String> before = new TreeMap<>(contents("x", "*.csv"));

        project.write("out/a.csv", "");
        assertThat(changed(before)).containsOnlyKeys("a.csv");
        project.write("out/a.csv", "out/a.csv");
        assertThat(changed(before)).isEmpty();

        project.files("out/x/new", "out/x/.d/.new", "out/new.csv");
        assertThat(changed(before)).containsOnlyKeys("x/new", "x/.d/.new", "new.csv");
        for (String added : new String[] {"x/new", "x/.d/.new", "new.csv"}) {
            project.delete("out/" + added);
        }

        Files.move(project.path("out/x/.d/e"), project.path("out/x/.d/f"));
        assertThat(changed(before)).containsOnlyKeys("x/.d/e", "x/.d/f");
        Files.move(project.path("out/x/.d/f"), project.path("out/x/.d/e"));
        assertThat(changed(before)).isEmpty();
    }

    @Test
    void fileReplacedByADirectoryOrALinkIsSeen() {
        Map<String, String> before = new TreeMap<>(contents("x", "*.csv"));

        project.delete("out/a.csv");
        project.directory("out/a.csv");
        project.write("copy", "out/b.csv");
        project.delete("out/b.csv");
        project.link("out/b.csv", "../copy");

        assertThat(changed(before))
                .containsOnly(entry("a.csv", "directory"), entry("b.csv", "link:" + sha256("out/b.csv")));
    }

    @Test
    void directoryReplacedByALinkIsSeen() throws IOException {
        Map<String, String> before = new TreeMap<>(contents("x", "*.csv"));

        Files.move(project.path("out/x"), project.path("elsewhere"));
        project.link("out/x", "../elsewhere");

        assertThat(changed(before)).containsExactly(entry("x", "link:directory"));
    }

    /** What is there now, as far as it is not as before; "gone" for what is not there any more. */
    private Map<String, String> changed(Map<String, String> before) {
        Map<String, String> changed = new TreeMap<>(before);
        changed.replaceAll((key, content) -> "gone");
        changed.putAll(contents("x", "*.csv"));
        changed.entrySet().removeAll(before.entrySet());
        return changed;
    }

    @Test
    void whatTheCacheKeepsForAnotherStepIsNoOutput() throws IOException {
        StepFiles inner = new StepFiles(project.path("out/x/inner"), "nested");
        project.files("out/x/inner/result");
        for (Path file : new Path[] {inner.manifest(), inner.temporary()}) {
            Files.writeString(file, "{\n  \"state\": \"running\",\n  \"step_name\": \"nested\"\n}\n");
        }
        Files.createFile(inner.lock());

        assertThat(contents("x")).containsOnlyKeys("x", "x/.d", "x/.d/e", "x/c.csv", "x/inner", "x/inner/result");
    }

    @Test
    void hiddenFilesThatOnlyLookLikeTheCachesAreOutputs() {
        project.write("out/x/.yarn.lock", "lodash");
        project.write("out/x/.vite.manifest.json", "{}");
        project.files("out/x/.app.manifest.json/file", "out/x/.a.lock/file", "out/x/manifest.json");
        project.link("out/x/.link.manifest.json", "c.csv");

        assertThat(contents("x"))
                .containsKeys(
                        "x/.yarn.lock",
                        "x/.vite.manifest.json",
                        "x/.app.manifest.json/file",
                        "x/.a.lock/file",
                        "x/manifest.json",
                        "x/.link.manifest.json");
    }

    @Test
    void outputWhoseVeryNameLooksLikeAGlobIsMeantAsWell() {
        project.write("out/a[1].csv", "itself");

        assertThat(contents("a[1].csv")).containsOnlyKeys("a[1].csv");
    }

    @Test
    void existenceIsLookedAtWithoutReading() {
        OutputState state = new OutputReader(project.path(""), KnownFiles.none(), HashThreads.ofAllProcessors())
                .readExistence(own("a.csv", "gone"));

        assertThat(state).isEqualTo(new OutputState(true, Optional.empty(), List.of("gone"), Map.of()));
    }

    @Test
    void stepWithoutRequiredOutputsHasNone() {
        assertThat(contents()).isEmpty();
    }

    @Test
    void outputsAreListedFilesFirstAndDirectoriesFromTheBottom() {
        assertThat(new OutputReader(project.path(""), KnownFiles.none(), HashThreads.ofAllProcessors())
                        .list(own("x", "a.csv")))
                .extracting(path -> project.path("").relativize(path).toString())
                .endsWith("out/x/.d", "out/x", "out", "")
                .containsExactlyInAnyOrder("out/a.csv", "out/x/c.csv", "out/x/.d/e", "out/x/.d", "out/x", "out", "");
    }
}
