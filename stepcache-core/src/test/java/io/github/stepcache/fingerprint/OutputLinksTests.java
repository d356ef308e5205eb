package io.github.stepcache.fingerprint;

import static io.github.stepcache.fingerprint.Project.sha256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import io.github.stepcache.step.FileNames;
import io.github.stepcache.step.StepSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Contract 5: outputs that are links, pipes, or cannot be read. */
@Timeout(value = 60, threadMode = SEPARATE_THREAD) // whoever opens a pipe waits for ever
class OutputLinksTests {

    private Project project;

    @BeforeEach
    void startProject(@TempDir Path temp) {
        project = new Project(temp).in("base");
        project.files("out/x/a.csv");
    }

    private OutputState read(String... required) {
        StepSpec spec = StepSpec.named("s")
                .outputDir(Path.of("out"))
                .requiredOutputs(required)
                .build();
        return new OutputReader(project.path(""), KnownFiles.none(), HashThreads.ofAllProcessors())
                .readContents(OwnFiles.of(spec, project.path("")));
    }

    @Test
    void linkedOutputsAreReadThroughTheLink() {
        project.write("elsewhere/b", "one");
        project.link("out/file", "../elsewhere/b");
        project.link("out/directory", "../elsewhere");

        assertThat(read("file", "directory").contents().orElseThrow())
                .containsExactly(
                        entry("directory", "link:directory"),
                        entry("directory/b", sha256("one")),
                        entry("file", "link:" + sha256("one")));
    }

    @Test
    void linkToNothingIsNoOutput() {
        project.link("out/gone", "nowhere");

        assertThat(read("gone").unmatched()).containsExactly("gone");
        assertThat(read("g*", "gone/x").unmatched()).containsExactly("g*", "gone/x");
    }

    @Test
    void linkToItselfIsNoOutput() {
        project.link("out/self", "self");

        assertThat(read("self").unmatched()).containsExactly("self");
    }

    @Test
    void linkToNothingInsideADirectoryIsComparedByWhereItPoints() {
        project.link("out/x/gone", "nowhere");
        assertThat(read("x").contents().orElseThrow()).contains(entry("x/gone", "link:nothing at nowhere"));

        project.delete("out/x/gone");
        project.link("out/x/gone", "elsewhere");
        assertThat(read("x").contents().orElseThrow()).contains(entry("x/gone", "link:nothing at elsewhere"));
    }

    @Test
    void loopInsideADirectoryIsComparedByWhereItPointsAndNotEntered() {
        project.link("out/x/y/up", "..");
        assertThat(read("x").contents().orElseThrow())
                .containsOnlyKeys("x", "x/a.csv", "x/y", "x/y/up")
                .contains(entry("x/y/up", "link:loop to .."));

        project.delete("out/x/y/up");
        project.link("out/x/y/up", "../..");
        assertThat(read("x").contents().orElseThrow()).contains(entry("x/y/up", "link:loop to ../.."));
    }

    @Test
    void directoriesThatLinkToEachOtherEnd() {
        for (int from = 0; from < 12; from++) {
            for (int to = 0; to < 12; to++) {
                project.link("out/x/d" + from + "/l" + to, "../d" + to);
            }
        }

        assertThat(read("x").unreadable())
                .isNotEmpty()
                .allSatisfy((key, problem) ->
                        assertThat(problem).isEqualTo("too many symbolic links lead to the same directories"));
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void pipeIsNoOutputAndNeverOpened() {
        project.shell("mkfifo out/pipe out/x/pipe; ln -s pipe out/link");

        assertThat(read("pipe", "link", "p*").unmatched()).containsExactly("pipe", "link", "p*");
        assertThat(read("x").contents().orElseThrow()).contains(entry("x/pipe", "special"));
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void fileReplacedByAPipeIsSeen() {
        project.shell("rm out/x/a.csv; mkfifo out/x/a.csv");

        assertThat(read("x").contents().orElseThrow()).contains(entry("x/a.csv", "special"));
        assertThat(read("x/a.csv").unmatched()).containsExactly("x/a.csv");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void outputThatCannotBeReadIsReported() {
        project.link("out/broken", "/proc/self/mem"); // not even root can read where nothing is mapped

        assertThat(read("broken").unreadable()).containsExactly(entry("broken", "IOException: Input/output error"));
        project.delete("out/broken"); // JUnit warns of links that lead out of its folder
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void outputWhoseNameIsNoTextIsReported() {
        project.shell("touch \"out/x/$(printf '\\377')\" \"out/$(printf '\\376').csv\"");

        assertThat(read("x").unreadable()).containsExactly(entry("x/\ufffd", FileNames.UNFAITHFUL));
        assertThat(read("*.csv").unreadable()).containsExactly(entry("\ufffd.csv", FileNames.UNFAITHFUL));
        assertThat(read("?.csv").unreadable()).containsExactly(entry("\ufffd.csv", FileNames.UNFAITHFUL));
    }

    @Test
    void outputBelowAFileIsReported() {
        // Java 17 says that it is not a directory, later ones that there is no such file.
        OutputState state = read("x/a.csv/y");
        assertThat(state.unmatched().size() + state.unreadable().size()).isPositive();
        assertThat(state.contents().orElseThrow()).isEmpty();
    }

    @Test
    void stepsUpBehindALinkLeadWhereTheSystemSaysTheyLead() {
        project.files("disk/out/b.csv", "disk/in/x");
        project.link("link", "disk/in");
        StepSpec spec = StepSpec.named("s")
                .outputDir(Path.of("link/../out"))
                .requiredOutputs("*.csv")
                .build();

        assertThat(new OutputReader(project.path(""), KnownFiles.none(), HashThreads.ofAllProcessors())
                        .readContents(OwnFiles.of(spec, project.path("")))
                        .contents()
                        .orElseThrow())
                .containsOnlyKeys("b.csv");
    }

    @Test
    void outputDirectoryMayBeALink() throws IOException {
        Files.move(project.path("out"), project.path("disk"));
        project.link("out", "disk");

        assertThat(read("x").directoryExists()).isTrue();
        assertThat(read("x").contents().orElseThrow()).containsOnlyKeys("x", "x/a.csv");
    }
}
