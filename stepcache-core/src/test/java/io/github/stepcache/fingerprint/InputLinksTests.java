package io.github.stepcache.fingerprint;

import static io.github.stepcache.fingerprint.Project.noMatch;
import static io.github.stepcache.fingerprint.Project.sha256;
import static io.github.stepcache.fingerprint.Project.unreadable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract 2.5: symbolic links are followed, and never for ever. */
@Timeout(60)
class InputLinksTests {

    private static final String TO_ITSELF = "it is a symbolic link that leads back to itself";
    private static final String TO_ITS_CONTAINER = "it is a symbolic link to a directory that contains it";
    private static final String TO_NOTHING = "it is a symbolic link to nothing";

    private Project project;

    @BeforeEach
    void startProject(@TempDir Path temp) {
        project = new Project(temp).in("base");
    }

    @ParameterizedTest
    @ValueSource(strings = {"data", "data/link.csv", "data/*.csv", "**"})
    void linkedFileHasTheLinksOwnKeyAndTheTargetsContent(String input) {
        project.write("../elsewhere/a.txt", "one");
        project.link("data/link.csv", "../../elsewhere/a.txt");

        assertThat(project.read(input).hashes()).containsExactly(entry("data/link.csv", sha256("one")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"data", "data/link", "data/link/b.csv", "data/*/*.csv", "data/**/b.csv", "data/l*"})
    void linkedDirectoryIsEntered(String input) {
        project.write("../elsewhere/b.csv", "two");
        project.link("data/link", "../../elsewhere");

        assertThat(project.read(input).hashes()).containsExactly(entry("data/link/b.csv", sha256("two")));
    }

    @Test
    void suffixOfTheLinkCountsAndNotThatOfItsTarget() {
        project.files("x/a.txt", "x/b.csv");
        project.link("data/a.csv", "../x/a.txt");
        project.link("data/b.txt", "../x/b.csv");

        assertThat(project.keys(project.step("data").extensions(".csv"))).containsExactly("data/a.csv");
    }

    @Test
    void targetMayBeHidden() {
        project.files(".store/1/a");
        project.link("data", ".store/1");

        assertThat(project.keys("data")).containsExactly("data/a");
    }

    @Test
    void twoLinksToOneDirectoryAreTwoKeysEach() {
        project.files("x/a");
        project.link("data/l1", "../x");
        project.link("data/l2", "../x");

        assertThat(project.keys("data")).containsExactly("data/l1/a", "data/l2/a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"data", "data/gone.csv", "data/*.csv", "**"})
    void danglingLinkIsReported(String input) {
        project.files("data/a.csv");
        project.link("data/gone.csv", "nowhere");

        assertThat(project.problems(input)).containsExactly(unreadable("data/gone.csv", TO_NOTHING));
    }

    @ParameterizedTest
    @ValueSource(strings = {"data", "data/self", "data/s*"})
    void linkToItselfIsReported(String input) {
        project.files("data/a.csv", "data/s.csv");
        project.link("data/self", "self");

        assertThat(project.problems(input)).containsExactly(unreadable("data/self", TO_ITSELF));
    }

    @Test
    void linksToEachOtherAreReported() {
        project.link("data/ping", "pong");
        project.link("data/pong", "../data/ping");

        assertThat(project.problems("data"))
                .containsExactlyInAnyOrder(unreadable("data/ping", TO_ITSELF), unreadable("data/pong", TO_ITSELF));
    }

    @Test
    void pathThroughALinkToItselfIsReported() {
        project.link("self", "self");

        assertThat(project.problems("self/a.csv", "self/*.csv"))
                .extracting(problem -> ((InputProblem.Unreadable) problem).key())
                .containsExactly("self/a.csv", "self");
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "..", "../..", "../../..", "/"})
    void linkToADirectoryThatContainsItIsReported(String target) {
        project.files("data/x/a.csv");
        project.link("data/x/loop", target);

        for (String input : List.of("data", "data/**", "data/x", "data/*/*/*.csv")) {
            assertThat(project.problems(input)).containsExactly(unreadable("data/x/loop", TO_ITS_CONTAINER));
        }
        project.delete("data/x/loop"); // JUnit warns of links that lead out of its folder
    }

    @Test
    void loopThatTheGlobDoesNotReachIsNoProblem() {
        project.files("data/a.csv");
        project.link("data/loop", ".");
        project.link("data/gone", "nowhere");

        assertThat(project.keys("data/*.csv")).containsExactly("data/a.csv");
    }

    @Test
    void loopBehindALinkIsReported() {
        project.files("x/a.csv");
        project.link("x/back", "../data");
        project.link("data/there", "../x");

        assertThat(project.problems("data")).containsExactly(unreadable("data/there/back", TO_ITS_CONTAINER));
    }

    @Test
    void inputThatIsItselfALinkToItsDirectoryIsReadOnce() {
        project.files("data/a.csv");
        project.link("data/here", ".");

        assertThat(project.problems("data/here")).containsExactly(unreadable("data/here/here", TO_ITS_CONTAINER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"data", "**"})
    void manyDirectoriesThatLinkToEachOtherEndFast(String input) {
        int directories = 40;
        for (int from = 0; from < directories; from++) {
            project.files("data/d" + from + "/file");
            for (int to = 0; to < directories; to++) {
                if (to != from) {
                    project.link("data/d" + from + "/l" + to, "../d" + to);
                }
            }
        }

        assertThat(project.problems(input)).isNotEmpty();
    }

    @Test
    void linksThatMultiplyWithoutALoopEndFast() {
        for (int level = 0; level < 40; level++) {
            project.link("data/" + level + "/left", "../" + (level + 1));
            project.link("data/" + level + "/right", "../" + (level + 1));
        }
        project.files("data/40/file");

        assertThat(project.problems("data/0"))
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem.toString())
                        .contains("too many symbolic links lead to the same directories"));
    }

    @Test
    void aThousandLinksToOneDirectoryAreFollowed() {
        project.files("x/a");
        for (int i = 0; i < 1_000; i++) {
            project.link("data/l" + i, "../x");
        }

        assertThat(project.keys("data")).hasSize(1_000);
    }

    @Test
    void stepsUpBehindALinkLeadWhereTheSystemSaysTheyLead() {
        project.files("x/y/in/a.csv", "x/y/b.csv", "b.csv");
        project.link("link", "x/y/in");

        assertThat(project.keys("link/../b.csv")).containsExactly("x/y/b.csv");
        assertThat(project.keys("link/../b.csv", "b.csv")).containsExactly("b.csv", "x/y/b.csv");
        assertThat(project.keys("link/..", "link/../in/*")).containsExactly("x/y/b.csv", "x/y/in/a.csv");
        assertThat(project.problems("link/../a.csv")).containsExactly(noMatch("link/../a.csv"));
    }

    @Test
    void baseDirectoryReachedThroughALinkGivesTheSameKeys() {
        project.files("data/a.csv");
        Path link = project.link("../alias", "base");
        Project alias = new Project(link);
        String direct = project.path("data").toString();

        assertThat(alias.read("data", direct).hashes())
                .isEqualTo(project.read("data").hashes());
        assertThat(project.keys(link.resolve("data/a.csv").normalize().toString(), "data"))
                .containsExactly("data/a.csv");
    }
}
