package io.github.stepcache.fingerprint;

import static io.github.stepcache.fingerprint.Project.noMatch;
import static io.github.stepcache.fingerprint.Project.unreadable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract 2.7 and 2.10: what cannot be read is named, what must not be opened is not. */
@Timeout(value = 60, threadMode = SEPARATE_THREAD) // whoever opens a pipe waits for ever
class UnreadableInputTests {

    private Project project;

    @BeforeEach
    void startProject(@TempDir Path temp) {
        project = new Project(temp).in("base");
    }

    @ParameterizedTest
    @ValueSource(strings = {"data", "data/*", "data/**", "**"})
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void pipeIsSkippedAndNeverOpened(String input) {
        project.files("data/a.csv");
        project.shell("mkfifo data/pipe data/pipe.csv; ln -s pipe data/link.csv");

        assertThat(project.keys(input)).containsExactly("data/a.csv");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void pipeAloneMatchesNoFile() {
        project.shell("mkfifo pipe; ln -s pipe link");

        assertThat(project.problems("pipe", "link", "p*"))
                .containsExactly(noMatch("pipe"), noMatch("link"), noMatch("p*"));
        assertThat(project.problems("pipe/x")).hasSize(1);
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void socketIsSkippedAndNeverOpened() throws IOException {
        project.files("data/a.csv");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(project.path("data/socket")));

            assertThat(project.keys("data")).containsExactly("data/a.csv");
            assertThat(project.problems("data/socket")).containsExactly(noMatch("data/socket"));
        }
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void deviceIsSkippedAndNeverOpened() {
        project.files("data/a.csv");
        project.link("data/zero", "/dev/zero");

        assertThat(project.keys("data")).containsExactly("data/a.csv");
        assertThat(project.problems("data/zero", "/dev/zero"))
                .containsExactly(noMatch("data/zero"), noMatch("/dev/zero"));
        project.delete("data/zero"); // JUnit warns of links that lead out of its folder
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void fileThatCannotBeReadIsReported() {
        // Not even root can read where nothing is mapped.
        project.files("data/a.csv");
        project.link("data/broken.csv", "/proc/self/mem");

        Fingerprint read = project.read("data");

        assertThat(read.problems()).containsExactly(unreadable("data/broken.csv", "IOException: Input/output error"));
        assertThat(read.hashes()).containsOnlyKeys("data/a.csv");
        project.delete("data/broken.csv"); // JUnit warns of links that lead out of its folder
    }

    @Test
    void inputBelowAFileIsReported() {
        project.files("data/a.csv");

        // Java 17 says that it is not a directory, later ones that there is no such file.
        assertThat(project.problems("data/a.csv/x"))
                .singleElement()
                .isIn(unreadable("data/a.csv/x", "Not a directory"), noMatch("data/a.csv/x"));
    }

    @Test
    void directoryTooDeepForTheSystemIsReported() throws IOException {
        String deep = String.join("/", Collections.nCopies(10, "d".repeat(250)));
        project.files("data/" + deep + "/a.csv", "more/" + deep + "/b.csv");
        Path tooDeep = project.path("data/" + deep + "/more");
        Files.move(project.path("more"), tooDeep);

        assertThat(project.problems("data"))
                .singleElement()
                .isInstanceOf(InputProblem.Unreadable.class)
                .asString()
                .contains("File name too long");
        Files.move(tooDeep, project.path("more")); // else nobody can delete it
    }

    @Test
    void interruptFlagThatWasLeftBehindDisturbsNothing() {
        project.files("data/a.csv", "data/x/b.csv");

        Thread.currentThread().interrupt();
        Set<String> keys = project.keys("data", "data/*");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(keys).containsExactly("data/a.csv", "data/x/b.csv");
    }

    @Test
    void problemsDoNotHideWhatCanBeRead() {
        project.files("data/a.csv", "data/x/b.csv");
        project.link("data/gone", "nowhere");
        project.link("data/x/loop", ".");

        Fingerprint read = project.read("data", "nothing", "data/x");

        assertThat(read.hashes()).containsOnlyKeys("data/a.csv", "data/x/b.csv");
        assertThat(read.problems())
                .containsExactlyInAnyOrder(
                        unreadable("data/gone", "it is a symbolic link to nothing"),
                        unreadable("data/x/loop", "it is a symbolic link to a directory that contains it"),
                        noMatch("nothing"));
    }

    @Test
    void everythingBelowTheRootOfTheSystemHasAKey() {
        project.files("a.csv");
        String root = project.path("").toAbsolutePath().getRoot().toString();
        List<String> names = List.of(root + "no-such-file-there", root + "no-such-file-*");

        assertThat(project.problems(names.toArray(String[]::new)))
                .containsExactly(noMatch(names.get(0)), noMatch(names.get(1)));
        assertThat(new Project(Path.of(root)).keys(project.path("a.csv").toString()))
                .containsExactly(project.path("a.csv").toString().substring(root.length()));
    }
}
