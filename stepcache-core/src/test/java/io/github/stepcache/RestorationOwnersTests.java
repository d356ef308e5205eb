package io.github.stepcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.decision.Decision;
import io.github.stepcache.step.StepSpec;
import io.github.stepcache.store.OutputStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nothing is removed for outputs that come back but what the last run of the step has written itself: neither other people's
 * files that it found there, nor those of other steps, nor what was changed while the store was asked.
 */
class RestorationOwnersTests {

    @TempDir
    private Path base;

    @TempDir
    private Path kept;

    private final MemoryStore remote = new MemoryStore();
    private OutputStore store;
    private StepCache cache;

    @BeforeEach
    void setUp() {
        store = OutputStore.in(kept).remote(remote).push(true).build();
        cache = StepCache.builder().baseDir(base).store(store).build();
        input("A");
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void input(String input) {
        write("raw.txt", input);
    }

    private Path write(String file, String content) {
        try {
            Path path = base.resolve(file);
            Files.createDirectories(path.getParent());
            return Files.writeString(path, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** It removes nothing that it finds. */
    private Decision run(StepSpec step, String... files) throws IOException {
        String input = Files.readString(base.resolve("raw.txt"));
        return cache.run(step, () -> {
                    for (String file : files) {
                        write(file, step.name() + " of " + input);
                    }
                })
                .decision();
    }

    private static StepSpec.Builder step(String name) {
        return StepSpec.named(name).inputs("raw.txt").outputDir(Path.of("out"));
    }

    @Test
    void fileThatTheLastRunFoundAmongItsOutputsIsNotRemoved() throws IOException {
        StepSpec step = step("a").requiredOutputs("*.csv").build();
        run(step, "out/a.csv");
        Path notes = write("out/notes.csv", "of somebody");
        input("B");
        run(step, "out/a.csv");
        input("A");

        assertThat(run(step, "out/a.csv")).isInstanceOf(Decision.Stale.class);
        assertThat(notes).hasContent("of somebody");
    }

    @Test
    void fileThatARunWithTheSameInputFoundIsNotRemoved() throws IOException {
        StepSpec step = step("a").requiredOutputs("data").build();
        run(step, "out/data/a.csv");
        Path notes = write("out/data/notes.txt", "of somebody");
        run(step, "out/data/a.csv");
        Files.delete(base.resolve("out/data/a.csv"));

        assertThat(run(step, "out/data/a.csv")).isInstanceOf(Decision.Stale.class);
        assertThat(notes).hasContent("of somebody");
    }

    @Test
    void outputOfAnotherStepInTheSameDirectoryIsNotRemoved() throws IOException {
        StepSpec step = step("a").requiredOutputs("*.csv").build();
        run(step, "out/a.csv");
        run(step("b").build(), "out/b.csv");
        input("B");
        run(step, "out/a.csv");
        input("A");

        assertThat(run(step, "out/a.csv")).isInstanceOf(Decision.Stale.class);
        assertThat(base.resolve("out/b.csv")).hasContent("b of A");
    }

    @Test
    void fileThatTheLastRunHasWrittenItselfIsRemovedIfItDoesNotComeAgain() throws IOException {
        StepSpec step = step("a").requiredOutputs("*.csv").build();
        run(step, "out/a.csv");
        Files.delete(base.resolve("out/a.csv"));
        input("B");
        run(step, "out/b.csv");
        input("A");

        assertThat(run(step, "out/a.csv")).isInstanceOf(Decision.Restored.class);
        assertThat(base.resolve("out/a.csv")).hasContent("a of A");
        assertThat(base.resolve("out/b.csv")).doesNotExist();
    }

    @Test
    void directoryWithTheManifestOfAnotherStepIsNotRemoved() throws IOException {
        StepSpec outer = step("outer").requiredOutputs("site").build();
        StepSpec inner = StepSpec.named("inner")
                .inputs("raw.txt")
                .outputDir(Path.of("out/site/img"))
                .requiredOutputs("*.png")
                .build();
        run(outer, "out/site/index.html");
        Files.delete(base.resolve("out/site/index.html"));
        input("B");
        run(outer, "out/site/index.html", "out/site/img/a.png");
        run(inner, "out/site/img/a.png");
        input("A");

        assertThat(run(outer, "out/site/index.html")).isInstanceOf(Decision.Stale.class);
        assertThat(base.resolve("out/site/img/a.png")).hasContent("inner of B");
    }

    @Test
    void fileThatIsEditedWhileOthersAreFetchedIsNotRemoved() throws IOException {
        StepSpec step = step("a").requiredOutputs("*.csv").build();
        run(step, "out/a.csv");
        Files.delete(base.resolve("out/a.csv"));
        input("B");
        run(step, "out/b.csv");
        input("A");
        forgetContentsHere();
        remote.meanwhile(() -> write("out/b.csv", "edited"));

        assertThat(run(step, "out/a.csv")).isInstanceOf(Decision.Stale.class);
        assertThat(base.resolve("out/b.csv")).hasContent("edited");
    }

    @Test
    void fileThatIsPutThereWhileTheStoreIsAskedIsNotKeptAsTheStepsOwn() throws IOException {
        StepSpec step = step("a").requiredOutputs("*.csv").build();
        remote.meanwhile(() -> write("out/user.csv", "of somebody"));
        run(step, "out/a.csv");

        assertThat(remote.kept()).isEmpty();
    }

    @Test
    void outputBehindALinkIsNotKept() throws IOException {
        StepSpec step = step("a").requiredOutputs("current/x.txt").build();
        write("out/run-1/x.txt", "of A");
        Files.createSymbolicLink(base.resolve("out/current"), Path.of("run-1"));
        run(step, "out/run-1/x.txt");

        assertThat(remote.kept()).isEmpty();
        assertThat(cache.check(step).isFresh()).isTrue();
    }

    private void forgetContentsHere() throws IOException {
        try (Stream<Path> contents = Files.walk(kept.resolve("cas"))) {
            for (Path content : contents.filter(Files::isRegularFile).toList()) {
                Files.delete(content);
            }
        }
    }
}
