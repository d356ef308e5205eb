package io.github.stepcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.decision.Decision;
import io.github.stepcache.decision.StaleReason.PreviousRunNotRemembered;
import io.github.stepcache.step.StepSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run is remembered only if nobody touched its inputs meanwhile: who knows which of the two contents the step has
 * read (contract 6.2).
 */
class ChangedWhileRunningTests {

    private final Path base;
    private final Pipeline pipeline;
    private final Path input;

    ChangedWhileRunningTests(@TempDir Path base) {
        this.base = base;
        this.pipeline = Pipeline.in(base);
        this.input = base.resolve(Pipeline.INPUT);
    }

    /** What happens to the inputs while the step runs. */
    interface Change {
        void happen() throws IOException;
    }

    @Test
    void changedInputIsNamedAndTheRunIsNotRemembered() throws IOException {
        assertNotRemembered("input \"raw/a.csv\" changed while it ran", () -> pipeline.write(Pipeline.INPUT, "a,2"));
    }

    @Test
    void addedInputIsNamed() throws IOException {
        assertNotRemembered("input \"raw/b.csv\" changed while it ran", () -> pipeline.write("raw/b.csv", "b"));
    }

    @Test
    void removedInputIsNamed() throws IOException {
        pipeline.write("raw/b.csv", "b");
        assertNotRemembered("input \"raw/b.csv\" changed while it ran", () -> Files.delete(base.resolve("raw/b.csv")));
    }

    @Test
    void manyChangedInputsAreCounted() throws IOException {
        assertNotRemembered(
                "input \"raw/a.csv\" and 2 more changed while it ran",
                () -> pipeline.write("raw/b.csv", "b").write("raw/c.csv", "c").write(Pipeline.INPUT, "a,2"));
    }

    @Test
    void inputThatChangedAndChangedBackIsNoticed() throws IOException {
        assertNotRemembered("input \"raw/a.csv\" changed while it ran", () -> {
            FileTime time = Files.getLastModifiedTime(input);
            pipeline.write(Pipeline.INPUT, "a,2").write(Pipeline.INPUT, "a,1");
            Files.setLastModifiedTime(input, time);
        });
    }

    @Test
    void inputThatWasReplacedByACopyOfItselfIsNoticed() throws IOException {
        assertNotRemembered("input \"raw/a.csv\" changed while it ran", () -> {
            Files.copy(input, base.resolve("copy"), StandardCopyOption.COPY_ATTRIBUTES);
            Files.move(base.resolve("copy"), input, StandardCopyOption.REPLACE_EXISTING);
        });
    }

    @Test
    void targetOfALinkThatChangedAndChangedBackIsNoticed() throws IOException {
        pipeline.write("elsewhere/b.csv", "b");
        Files.createSymbolicLink(base.resolve("raw/b.csv"), base.resolve("elsewhere/b.csv"));
        assertNotRemembered(
                "input \"raw/b.csv\" changed while it ran",
                () -> pipeline.write("elsewhere/b.csv", "c").write("elsewhere/b.csv", "b"));
    }

    @Test
    void inputThatBecomesUnreadableIsNoticed() throws IOException {
        assertNotRemembered("input \"raw/a.csv\" changed while it ran", () -> {
            Files.delete(input);
            Files.createSymbolicLink(input, base.resolve("nowhere"));
        });
    }

    @Test
    void stepMayWriteItsOwnOutputsBesideItsInputs() {
        StepSpec step = pipeline.declaration().inputs("out").build();
        pipeline.write("out/source.txt", "read, and not written");
        StepResult<String> result = pipeline.settings().build().run(step, pipeline::work);

        assertThat(result.remembered()).isTrue();
        assertThat(pipeline.settings().build().check(step).isFresh()).isTrue();
    }

    @Test
    void changeJustBeforeTheCallIsNoticedToo() {
        StepListener lastMoment = new StepListener() {
            @Override
            public void decided(StepSpec spec, Decision decision) {
                pipeline.write(Pipeline.INPUT, "a,2");
            }
        };

        assertThat(pipeline.run(pipeline.settings().listener(lastMoment).build())
                        .remembered())
                .isFalse();
    }

    private void assertNotRemembered(String why, Change change) throws IOException {
        try (LogCapture log = new LogCapture()) {
            StepResult<String> result = pipeline.settings().build().run(pipeline.step(), () -> {
                String value = pipeline.work();
                change.happen();
                return value;
            });

            assertThat(result.value()).isEqualTo("run 1");
            assertThat(result.remembered()).isFalse();
            assertThat(log.warnings()).containsExactly("Step \"report\" is not remembered and will run again: " + why);
        }
        assertThat(pipeline.reasons()).contains(new PreviousRunNotRemembered(why));
        assertThat(pipeline.manifest().toString()).contains("NOT_REMEMBERED");
    }
}
