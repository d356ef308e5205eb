package io.github.stepcache.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Links among the inputs, and on the way to them, are decided as without an index. */
class IndexedLinkTests {

    private final Path base;
    private final Project project;

    IndexedLinkTests(@TempDir Path temp) throws IOException {
        this.base = Files.createDirectory(temp.toRealPath().resolve("base"));
        this.project = new Project(base);
        project.shell("mkdir -p in one/sub two/sub three/sub; printf a > in/a.csv; printf 1 > one/sub/x.csv; "
                + "printf 2 > two/sub/x.csv; touch -r one/sub/x.csv two/sub/x.csv; ln one/sub/x.csv three/sub/x.csv; "
                + "ln -s one way");
    }

    private IndexedStep remembered(String... inputs) throws IOException {
        IndexedStep step = new IndexedStep(base, IndexedStep.declare(inputs).build());
        step.remember();
        assertThat(step.decide().isFresh()).isTrue();
        return step;
    }

    @Test
    void linkToAPipeThatBecomesAFileIsNoticed() throws IOException {
        project.shell("mkfifo pipe; ln -s ../pipe in/p.csv");
        IndexedStep step = remembered("in");

        project.shell("rm pipe; printf p > pipe");

        assertThat(step.decide().isFresh()).isFalse();
    }

    @Test
    void linkToAnOwnOutputThatIsTurnedElsewhereIsNoticed() throws IOException {
        project.shell("mkdir out; printf result > out/o; ln -s out pointer; ln -s ../pointer/o in/o.csv");
        IndexedStep step = remembered("in");

        project.shell("mkdir else; printf e > else/o; ln -sfn else pointer");

        assertThat(step.decide().isFresh()).isFalse();
    }

    @Test
    void linkToADirectoryInWhichSomethingIsAddedIsNoticed() throws IOException {
        project.shell("ln -s ../one in/linked");
        IndexedStep step = remembered("in");

        project.shell("printf n > one/sub/new.csv");

        assertThat(step.decide().isFresh()).isFalse();
    }

    @Test
    void linkOnTheWayToAFileThatIsTurnedIsNoticed() throws IOException {
        IndexedStep step = remembered("way/sub/x.csv");

        project.shell("ln -sfn two way");

        assertThat(step.decide().isFresh()).isFalse();
    }

    @Test
    void linkOnTheWayToADirectoryThatIsTurnedIsNoticed() throws IOException {
        IndexedStep step = remembered("way/sub", "way/sub/*.csv");

        project.shell("ln -sfn two way");

        assertThat(step.decide().isFresh()).isFalse();
    }

    @Test
    void linkOnTheWayThatIsTurnedToTheSameFileIsFresh() throws IOException {
        IndexedStep step = remembered("way/sub/x.csv");

        project.shell("ln -sfn three way");

        assertThat(step.decide().isFresh()).isTrue();
    }

    @Test
    void linkFromOutsideIntoTheBaseDirectoryThatIsTurnedIsNoticed() throws IOException {
        project.shell("mkdir -p ../else/sub; printf 1 > ../else/sub/x.csv; ln -s base/one ../pointer");
        IndexedStep step = remembered(base.resolveSibling("pointer") + "/sub/x.csv");

        project.shell("ln -sfn else ../pointer");

        assertThat(step.decide().isFresh()).isFalse();
    }

    @Test
    void linkBeforeTwoDotsThatIsTurnedIsNoticed() throws IOException {
        project.shell("ln -s one/sub up");
        IndexedStep step = remembered("up/../sub/x.csv");

        project.shell("ln -sfn two/sub up");

        assertThat(step.decide().isFresh()).isFalse();
    }

    @Test
    void baseDirectoryThatIsALinkAndIsTurnedIsNoticed() throws IOException {
        Path link = base.resolveSibling("link");
        project.shell(
                "cp -a . ../other; printf X > ../other/in/a.csv; touch -r in/a.csv ../other/in/a.csv; ln -s base ../link");
        IndexedStep step = new IndexedStep(
                link, IndexedStep.declare("in", base + "/one/sub").build());
        step.remember();

        project.shell("cp -a out ../other/; ln -sfn other ../link");

        assertThat(step.decide().isFresh()).isFalse();
    }
}
