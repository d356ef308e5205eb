package io.github.stepcache.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.decision.Decision;
import io.github.stepcache.step.StepSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A step that is declared in another way than when its index was written is decided as without the index. */
class IndexedDeclarationTests {

    private final Path base;

    IndexedDeclarationTests(@TempDir Path temp) throws IOException {
        this.base = temp.toRealPath();
        new Project(base)
                .shell("mkdir -p in/sub; printf a > in/a.csv; printf b > in/b.txt; printf c > in/sub/c.csv; "
                        + "printf d > in/sub/d.txt; ln -s in link");
    }

    @Test
    void anyOtherDeclarationIsDecidedAsByContent() throws IOException {
        List<IndexedStep> declarations = declarations();
        int fresh = 0;
        for (int ran = 0; ran < declarations.size(); ran++) {
            declarations.get(ran).run();
            IndexedStep.settle(base);
            declarations.get(ran).run();
            IndexedStep.settle(base);
            for (IndexedStep asked : declarations) {
                Decision decision = declarations.get(ran).decideAs(asked);
                fresh += decision.isFresh() ? 1 : 0;
            }
        }
        assertThat(fresh)
                .isGreaterThanOrEqualTo(declarations.size())
                .isLessThan(declarations.size() * declarations.size() / 2);
    }

    @Test
    void namesakeOfAGlobInADirectoryThatIsExcludedIsNoticed() throws IOException {
        Project project = new Project(base);
        project.shell("mkdir -p 'glob/a[1]' glob/a1; printf 1 > glob/a1/b.csv");
        IndexedStep step = step(IndexedStep.declare("glob/a[1]/b.csv"), "glob/a[[]1]");
        step.remember();
        assertThat(step.decide().isFresh()).isTrue();

        project.shell("printf 2 > 'glob/a[1]/b.csv'");

        assertThat(step.decide().isFresh()).isFalse();
    }

    private List<IndexedStep> declarations() {
        List<IndexedStep> declarations = new ArrayList<>();
        List.of(
                        IndexedStep.declare("in"),
                        IndexedStep.declare("in/"),
                        IndexedStep.declare("./in/sub/.."),
                        IndexedStep.declare(base + "/in"),
                        IndexedStep.declare("in", "in"),
                        IndexedStep.declare("link"),
                        IndexedStep.declare("in/sub"),
                        IndexedStep.declare("in/*"),
                        IndexedStep.declare("in/**"),
                        IndexedStep.declare("in/*.csv"),
                        IndexedStep.declare("in/**/*.csv"),
                        IndexedStep.declare("in").extensions(".csv"),
                        IndexedStep.declare("in").extensions(".txt"),
                        IndexedStep.declare("in").extensions(".csv", ".txt"),
                        IndexedStep.declare("in").requiredOutputs("o", "*"),
                        IndexedStep.declare("in").parameter("year", "2024"),
                        IndexedStep.declare("in").artifactVersion("schema", "2"))
                .forEach(builder -> declarations.add(step(builder)));
        declarations.add(step(IndexedStep.declare("in"), "in/sub"));
        declarations.add(step(IndexedStep.declare("in"), "**/*.txt"));
        declarations.add(step(IndexedStep.declare("in"), "nothing"));
        return declarations;
    }

    private IndexedStep step(StepSpec.Builder builder, String... excludes) {
        return new IndexedStep(base, builder.build(), excludes);
    }
}
