package io.github.stepcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.decision.StaleReason.InputAdded;
import io.github.stepcache.fingerprint.IndexedStep;
import io.github.stepcache.step.InputContent;
import io.github.stepcache.step.StepSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where a source finds files, they are searched as carefully as all others; and the index vouches for none of them. */
class InputSourceFilesTests extends SourcedStep {

    @Test
    void indexStillSparesTheFilesAndDoesNotVouchForTheRest() throws IOException {
        IndexedStep step = new IndexedStep(base, spec);
        step.remember();
        assertThat(step.isProved()).isTrue();
        assertThat(step.decide().isFresh()).isTrue();

        memory.put("memory://x", "2");
        assertThat(step.decide().describe()).contains("\"memory://x\" changed");
        memory.put("memory://x", "1");
        Files.writeString(base.resolve("in/a"), "b");
        assertThat(step.decide().describe()).contains("\"in/a\" changed");
    }

    @Test
    void fileThatChangesBackWhileTheStepRunsIsNotRemembered() throws IOException {
        meanwhile = () -> {
            try {
                Path file = base.resolve("in/a");
                FileTime time = Files.getLastModifiedTime(file);
                Files.writeString(file, "b");
                Files.writeString(file, "a");
                Files.setLastModifiedTime(file, time);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        };
        assertThat(run().remembered()).as("declared as a file").isFalse();

        spec = StepSpec.named("t")
                .inputSource("tree", this::onDisk)
                .outputDir(Path.of("out"))
                .requiredOutputs("o")
                .build();
        assertThat(run().remembered()).as("found by a source").isFalse();
    }

    @Test
    void filesBelowADirectoryAreThoseThatTheFilterTakes() throws IOException {
        Files.createDirectories(base.resolve("tree/sub/deep"));
        Files.writeString(base.resolve("tree/b"), "b");
        Files.writeString(base.resolve("tree/.hidden"), "h");
        Files.writeString(base.resolve("tree/sub/c"), "c");
        Files.writeString(base.resolve("tree/sub/deep/d"), "d");
        spec = declare().inputSource("tree", this::onDisk).build();
        run();

        assertThat(Files.readString(base.resolve("out/.s.manifest.json")))
                .contains("\"tree://at/.hidden\"", "\"tree://at/b\"", "\"tree://at/sub/c\"")
                .doesNotContain("deep");
        Files.writeString(base.resolve("tree/sub/e"), "e");
        assertThat(check().reasons()).containsExactly(new InputAdded("tree://at/sub/e"));
    }

    @Test
    void linkInALoopIsNeverFresh() throws IOException {
        Files.createDirectories(base.resolve("tree/sub"));
        Files.writeString(base.resolve("tree/b"), "b");
        spec = declare().inputSource("tree", this::onDisk).build();
        run();
        Files.createSymbolicLink(base.resolve("tree/sub/back"), base.resolve("tree"));

        assertThat(check().describe()).contains("\"tree://at/sub/back\" cannot be read");
        assertThat(run().remembered()).isFalse();
    }

    private List<InputContent> onDisk() {
        Path root = Files.exists(base.resolve("tree")) ? base.resolve("tree") : base.resolve("in");
        return List.of(new InputContent.OnDisk("tree://at", root, new InputContent.Filter() {
            @Override
            public boolean takes(String file) {
                return true;
            }

            @Override
            public boolean enters(String directory) {
                return !directory.contains("/");
            }
        }));
    }
}
