package io.github.stepcache.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever happens to inputs and outputs, through the index it is decided as without one (contract 2.1). */
class IndexedEditTests {

    private final Path base;
    private final Project project;
    private final IndexedStep step;

    IndexedEditTests(@TempDir Path temp) throws IOException {
        this.base = Files.createDirectory(temp.toRealPath().resolve("base"));
        this.project = new Project(base);
        this.step = step(base);
    }

    private static IndexedStep step(Path base) {
        return new IndexedStep(
                base, IndexedStep.declare("in", "lit", "glob/*/*.csv").build());
    }

    @BeforeEach
    void rememberARun() throws IOException {
        project.shell(IndexedEdit.TREE);
        step.remember();
        assertThat(step.isProved()).isTrue();
    }

    @Test
    void untouchedTreeIsFresh() throws IOException {
        assertThat(step.decide().isFresh()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void editIsDecidedAsByContent(IndexedEdit edit) throws IOException {
        project.shell(edit.script);

        assertThat(step.decide().isFresh()).isEqualTo(edit.fresh);
    }

    @ParameterizedTest
    @EnumSource
    void editIsDecidedAsByContentOnceItsTimesProveSomething(IndexedEdit edit) throws IOException {
        project.shell(edit.script);
        IndexedStep.settle(base);

        assertThat(step.decide().isFresh()).isEqualTo(edit.fresh);
    }

    @Test
    void touchedTreeIsFreshWithoutItsIndexToo() throws IOException {
        project.shell(IndexedEdit.TOUCHED.script);
        Files.delete(step.index());

        assertThat(step.decide().isFresh()).isTrue();
    }

    @Test
    void movedBaseDirectoryIsFreshAndWhatWasEditedInItIsNot() throws IOException {
        Path moved = Files.move(base, base.resolveSibling("moved"));

        assertThat(step(moved).decide().isFresh()).isTrue();

        new Project(moved).shell(IndexedEdit.SAME_SIZE_AND_RESTORED_TIMES.script);

        assertThat(step(moved).decide().isFresh()).isFalse();
    }

    @Test
    void copyOfTheBaseDirectoryInItsPlaceIsReadAgain() throws IOException {
        project.shell("cd ..; cp -a base copy; mv base old; mv copy base");

        assertThat(step.isProved()).isFalse();
        assertThat(step.decide().isFresh()).isTrue();

        project.shell("cd ..; touch -r base/in/a.csv ref; printf X > base/in/a.csv; touch -r ref base/in/a.csv");

        assertThat(step.decide().isFresh()).isFalse();
    }

    @Test
    void baseDirectoryDeletedAndMadeAgainIsNotFresh() throws IOException {
        project.shell("cd ..; mv base old; mkdir base; cp -a old/out base/out");
        project.shell(IndexedEdit.TREE);
        project.shell("printf Y > in/sub/c.csv; touch -r ../old/in/sub/c.csv in/sub/c.csv");

        assertThat(step.decide().isFresh()).isFalse();
    }

    @Test
    void outputDirectoryTurnedElsewhereMakesOwnOutputsInputs() throws IOException {
        Project other = project.in("../other");
        other.shell("mkdir -p in/results out2; printf a > in/a.csv; ln -s in/results out");
        IndexedStep linked = new IndexedStep(
                base.resolve("../other").normalize(), IndexedStep.declare("in").build());
        linked.remember();
        assertThat(linked.decide().isFresh()).isTrue();

        other.shell("cp -p in/results/.s.* in/results/o out2/; ln -sfn out2 out");

        assertThat(linked.decide().isFresh()).isFalse();
    }
}
