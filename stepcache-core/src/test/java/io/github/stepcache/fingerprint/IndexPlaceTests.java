package io.github.stepcache.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.StepCache;
import io.github.stepcache.step.StepSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An index that was moved about, or something else in its place, changes no decision. */
class IndexPlaceTests {

    private static final String EDIT = "touch -r in/a.csv ref; printf X > in/a.csv; touch -r ref in/a.csv";

    private final Path base;
    private final Project project;
    private final IndexedStep step;

    IndexPlaceTests(@TempDir Path temp) throws IOException {
        this.base = temp.toRealPath();
        this.project = new Project(base);
        this.step = new IndexedStep(base, IndexedStep.declare("in").build());
        project.files("in/a.csv", "in/b.csv");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rm out/.s.index",
                "rm out/.s.index; mkfifo out/.s.index",
                "rm out/.s.index; mkdir out/.s.index",
                "rm out/.s.index; mkdir -p out/.s.index/full",
                "mv out/.s.index t; ln -s ../t out/.s.index",
                "rm out/.s.index; ln -s .s.index out/.s.index",
                "rm out/.s.index; ln -s /dev/zero out/.s.index",
                "rm out/.s.index; ln -s /dev/null out/.s.index",
                ": > out/.s.index",
                "head -c 300000 /dev/zero > out/.s.index",
                "truncate -s 1T out/.s.index",
                "cp out/.s.manifest.json out/.s.index",
                "chmod 0 out/.s.index"
            })
    void whatStandsInItsPlaceChangesNoDecisionAndTheNextRunIsRemembered(String script) throws IOException {
        step.remember();
        project.shell(script);

        assertThat(step.decide().isFresh()).isTrue();

        project.shell(EDIT);

        assertThat(step.decide().isFresh()).isFalse();
        assertThat(step.run().remembered()).isTrue();
        assertThat(step.decide().isFresh()).isTrue();
    }

    @Test
    void indexThatCannotBeWrittenCostsTimeAndNothingElse() throws IOException {
        project.shell("mkdir -p out/.s.index/full");
        step.remember();

        assertThat(step.isProved()).isFalse();
        assertThat(step.decide().isFresh()).isTrue();
        assertThat(step.run().executed()).isFalse();

        project.shell(EDIT);

        assertThat(step.decide().isFresh()).isFalse();
        assertThat(step.run().remembered()).isTrue();
        assertThat(step.decide().isFresh()).isTrue();
        project.shell("test \"$(ls -A out | sort | tr '\\n' ' ')\" = '.s.index .s.manifest.json o '");
    }

    @Test
    void indexOfAnOlderManifestDoesNotHideWhatHappenedSince() throws IOException {
        step.remember();
        project.shell("cp -p out/.s.index older; " + EDIT);
        step.remember();
        project.shell("mv older out/.s.index; printf a > in/a.csv; touch -r ref in/a.csv");

        assertThat(step.decide().isFresh()).isFalse();
    }

    @Test
    void indexesOfTwoStepsThatWereExchangedChangeNoDecision() throws IOException {
        IndexedStep other = new IndexedStep(
                base,
                StepSpec.named("t")
                        .inputs("in/b.csv")
                        .outputDir(Path.of("out"))
                        .requiredOutputs("o")
                        .build());
        step.remember();
        other.remember();
        project.shell("cd out; mv .s.index x; mv .t.index .s.index; mv x .t.index; cd ..; " + EDIT);

        assertThat(step.decide().isFresh()).isFalse();
        assertThat(other.decide().isFresh()).isTrue();
    }

    @Test
    void indexCopiedWithItsTreeProvesNothingThere() throws IOException {
        step.remember();
        project.shell("mkdir copy; cp -a in out copy; cd copy; printf X > in/a.csv; touch -r ../in/a.csv in/a.csv");
        IndexedStep copy =
                new IndexedStep(base.resolve("copy"), IndexedStep.declare("in").build());

        assertThat(copy.isProved()).isFalse();
        assertThat(copy.decide().isFresh()).isFalse();
        assertThat(step.decide().isFresh()).isTrue();
    }

    @Test
    void indexPutBackAfterItsStepWasForgottenDoesNotBringItBack() throws IOException {
        step.remember();
        project.shell("cp -p out/.s.index kept");
        StepCache.builder()
                .baseDir(base)
                .build()
                .forget(IndexedStep.declare("in").build());
        project.shell("mv kept out/.s.index");

        assertThat(step.decide().isFresh()).isFalse();
    }

    @Test
    void manifestOfAnotherTimeIsNotVouchedForByTheIndex() throws IOException {
        step.remember();
        Path manifest = base.resolve("out/.s.manifest.json");
        project.shell("cp -p out/.s.manifest.json older; " + EDIT);
        step.remember();
        Files.move(base.resolve("older"), manifest, StandardCopyOption.REPLACE_EXISTING);

        assertThat(step.decide().isFresh()).isFalse();

        project.shell("printf in/a.csv > in/a.csv");

        assertThat(step.decide().isFresh()).isTrue();
    }
}
