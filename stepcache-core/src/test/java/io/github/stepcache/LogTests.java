package io.github.stepcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.stepcache.decision.Decision;
import io.github.stepcache.faults.Faults;
import io.github.stepcache.faults.FaultyFileSystem;
import io.github.stepcache.manifest.RecordedResult;
import io.github.stepcache.step.StepSpec;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log has one line at INFO for each call of a step, and one warning for each run that is not remembered. */
class LogTests {

    private static final String MILLISECONDS = "\\d+ ms";

    private final Pipeline pipeline;
    private final LogCapture log = new LogCapture();

    LogTests(@TempDir Path base) {
        this.pipeline = Pipeline.in(base);
    }

    @AfterEach
    void endCapture() {
        log.close();
    }

    @Test
    void stepThatRanIsOneLineWithReasonsAndTimes() {
        pipeline.run();

        assertThat(log.infos())
                .singleElement()
                .asString()
                .matches("Step \"report\" ran,"
                        + " stale: output directory \"out\" does not exist; no manifest at \"out/.report.manifest.json\";"
                        + " output \"report.txt\" is missing; 1 input, took " + MILLISECONDS);
        assertThat(log.warnings()).isEmpty();
    }

    @Test
    void stepThatWasSkippedIsOneLineThatTellsTheTimeSaved() {
        pipeline.run();
        pipeline.write("raw/b.csv", "b").run();
        pipeline.run();

        assertThat(log.infos()).hasSize(3);
        assertThat(log.infos().get(2))
                .matches("Step \"report\" skipped, fresh: nothing changed since [^;]+Z;" + " 2 inputs checked in "
                        + MILLISECONDS + ", " + MILLISECONDS + " saved");
        assertThat(log.warnings()).isEmpty();
    }

    @Test
    void manyReasonsAreShortenedInTheLogAndNotInTheData() {
        pipeline.run();
        for (int i = 0; i < 50; i++) {
            pipeline.write("raw/new-" + (100 + i) + ".csv", "new");
        }
        StepResult<String> result = pipeline.run();

        assertThat(result.decision().reasons()).hasSize(50);
        assertThat(log.infos().get(1))
                .contains(
                        "stale: input \"raw/new-100.csv\" was added; ", "\"raw/new-102.csv\" was added; and 47 more; ");
        assertThat(log.debugs()).anyMatch(line -> line.contains("raw/new-149.csv"));
    }

    @Test
    void runThatIsNotRememberedIsOneWarningAndOneLine() {
        pipeline.settings().build().run(pipeline.step(), () -> "no output");

        assertThat(log.warnings()).hasSize(1);
        assertThat(log.infos()).hasSize(1);
    }

    @Test
    void missingOutputsThatFailTheStepAreOneLine() {
        StepCache strict =
                pipeline.settings().missingOutputs(MissingOutputs.FAIL).build();
        assertThatThrownBy(() -> strict.run(pipeline.step(), () -> "no output"))
                .isInstanceOf(MissingOutputsException.class);

        assertThat(log.infos()).singleElement().asString().contains("failed").contains("MissingOutputsException");
        assertThat(log.warnings()).isEmpty();
    }

    @Test
    void hostileFileNamesAndParametersStayOnOneLine() {
        pipeline.write("raw/a\n2026-01-01 INFO all is well\r\u001b[2J\u202e.csv", "a");
        StepSpec step = pipeline.declaration()
                .parameter("who", "me\nnot me")
                .artifactVersion("v\u2028", "1\n2")
                .build();
        pipeline.settings().build().run(pipeline.step(), pipeline::work);
        pipeline.write("raw/a\n2026-01-01 INFO all is well\r\u001b[2J\u202e.csv", "b");
        pipeline.settings()
                .build()
                .run(step, () -> pipeline.write("raw/b\nc.csv", "b").work());
        assertThatThrownBy(() -> pipeline.settings().build().run(step, () -> {
                    throw new IllegalStateException("d\ne");
                }))
                .hasMessage("d\ne");
        pipeline.run();

        assertThat(log.infos().toString() + log.warnings() + log.debugs())
                .contains("\\n2026")
                .doesNotContainPattern("[\\p{Cntrl}\u2028\u202e]");
    }

    @Test
    void hostileMessagesOfCodecsAndListenersStayOnOneLine() {
        ResultCodec<String> codec = new ResultCodec<>() {
            @Override
            public Optional<RecordedResult> encode(String value) throws UnrecordableResultException {
                throw new UnrecordableResultException("one\ntwo");
            }

            @Override
            public String decode(Optional<RecordedResult> recorded) {
                throw new IllegalStateException("never asked");
            }
        };
        StepListener listener = new StepListener() {
            @Override
            public void decided(StepSpec spec, Decision decision) {
                throw new IllegalStateException("three\nfour");
            }
        };
        StepCache cache = pipeline.settings().listener(listener).build();
        cache.run(pipeline.step(), codec, pipeline::work);

        assertThat(log.warnings())
                .satisfiesExactly(
                        first -> assertThat(first).endsWith("three\\nfour"),
                        second -> assertThat(second).endsWith("one\\ntwo"));
    }

    @Test
    void fileSystemThatCannotLockIsOneWarningHoweverManyStepsRun() {
        Faults faults = new Faults();
        FaultyFileSystem files = new FaultyFileSystem(faults);
        faults.refuse(operation -> operation.startsWith("tryLock "));
        Pipeline elsewhere = Pipeline.in(files.reliable("/base"));
        StepCache cache = StepCache.builder()
                .baseDir(files.faulty(files.reliable("/base")))
                .build();

        assertThat(elsewhere.run(cache).remembered()).isTrue();
        assertThat(elsewhere.run(cache).executed()).isFalse();
        assertThat(log.warnings()).singleElement().asString().startsWith("Cannot lock ");
    }
}
