package io.github.stepcache.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.stepcache.demo.console.StepRecorder;
import io.github.stepcache.demo.console.StepRow;
import io.github.stepcache.demo.console.StepRow.Outcome;
import io.github.stepcache.demo.files.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.util.FileSystemUtils;

/** The whole pipeline over a copy of the real data: which steps run again after what. */
@SpringBootTest(properties = "spring.batch.job.enabled=false")
class PipelineTests {

    private static final List<String> ALL = List.of(
            "dictionary",
            "clean-airports",
            "clean-birdstrikes",
            "clean-flights-airport",
            "strikes",
            "traffic",
            "report");

    @TempDir
    static Path baseDir;

    private final Workspace workspace = new Workspace(baseDir);

    private final JobOperator operator;

    private final Job pipeline;

    private final StepRecorder recorder;

    private static long runs;

    @Autowired
    PipelineTests(JobOperator operator, Job pipeline, StepRecorder recorder) {
        this.operator = operator;
        this.pipeline = pipeline;
        this.recorder = recorder;
    }

    @DynamicPropertySource
    static void startAllPathsInTheTemporaryDirectory(DynamicPropertyRegistry properties) {
        properties.add("stepcache.base-dir", baseDir::toString);
    }

    @BeforeEach
    void startWithTheRawDataAlone() throws IOException {
        FileSystemUtils.deleteRecursively(baseDir.resolve("data"));
        FileSystemUtils.deleteRecursively(baseDir.resolve("out"));
        RawData.copyTo(baseDir);
    }

    @Test
    void theFirstRunRunsEveryStep() throws Exception {
        assertThat(stepsRun()).isEqualTo(ALL);
        assertThat(workspace.report()).isNotEmptyFile();
    }

    @Test
    void theSecondRunRunsNoStepAndChangesNothing() throws Exception {
        stepsRun();
        Map<String, String> before = outputs();

        assertThat(stepsRun()).isEmpty();
        assertThat(outputs()).isEqualTo(before);
    }

    @Test
    void theSecondRunSaysWhatEachStepSaved() throws Exception {
        stepsRun();
        stepsRun();

        assertThat(recorder.rows()).extracting(StepRow::step).containsExactlyElementsOf(ALL);
        assertThat(recorder.rows())
                .allMatch(row -> !row.saved().isZero() && row.inputs() > 0, "counts inputs and time saved");
    }

    @Test
    void aTouchedRawFileIsNoChange() throws Exception {
        stepsRun();

        Files.setLastModifiedTime(workspace.raw("birdstrikes"), FileTime.from(Instant.EPOCH));

        assertThat(stepsRun()).isEmpty();
    }

    @Test
    void anEditedCellFlowsThroughTheStepsThatDependOnIt() throws Exception {
        stepsRun();

        edit(workspace.raw("birdstrikes"), "Turkey vulture", "Canada goose");

        assertThat(stepsRun()).containsExactly("dictionary", "clean-birdstrikes", "strikes", "report");
    }

    @Test
    void aChangeStopsWhereAResultComesOutTheSame() throws Exception {
        stepsRun();

        edit(workspace.raw("birdstrikes"), "T-38A", "\"T-38A\"");

        assertThat(stepsRun()).containsExactly("dictionary", "clean-birdstrikes");
    }

    @Test
    void whatCleaningErasesReachesTheDictionaryOnly() throws Exception {
        stepsRun();

        edit(workspace.raw("birdstrikes"), "1990-01-08", "1/8/1990 0:00");

        assertThat(stepsRun()).containsExactly("dictionary", "clean-birdstrikes", "report");
    }

    @Test
    void anEditedSourcePageChangesTheReportOnly() throws Exception {
        stepsRun();

        edit(workspace.sources(), "Data.gov", "data.gov");

        assertThat(stepsRun()).containsExactly("report");
    }

    @Test
    void afterAnyEditTheOutputsAreThoseOfARunFromScratch() throws Exception {
        stepsRun();
        edit(workspace.raw("birdstrikes"), "Turkey vulture", "Canada goose");
        edit(workspace.raw("flights-airport"), "ABE,ATL,853", "ABE,ATL,1853");
        stepsRun();
        Map<String, String> stepByStep = outputs();

        FileSystemUtils.deleteRecursively(baseDir.resolve("out"));
        stepsRun();

        assertThat(outputs()).isEqualTo(stepByStep);
    }

    @Test
    void aDeletedOutputIsMadeAgain() throws Exception {
        stepsRun();
        Map<String, String> before = outputs();

        Files.delete(workspace.strikesBy("month"));

        assertThat(stepsRun()).containsExactly("strikes");
        assertThat(outputs()).isEqualTo(before);
    }

    @Test
    void anEditedOutputIsMadeAgain() throws Exception {
        stepsRun();
        Map<String, String> before = outputs();

        edit(workspace.cleaned("airports"), "Thigpen", "Pigpen");

        assertThat(stepsRun()).containsExactly("clean-airports");
        assertThat(outputs()).isEqualTo(before);
    }

    @Test
    void aCorruptManifestRunsItsStepAgain() throws Exception {
        stepsRun();

        Files.writeString(workspace.departures().resolveSibling(".traffic.manifest.json"), "{\"manifest_ver");

        assertThat(stepsRun()).containsExactly("traffic");
        assertThat(stepsRun()).isEmpty();
    }

    @Test
    void aFailedStepStopsTheRunAndRunsAgainUntilItSucceeds() throws Exception {
        edit(workspace.raw("airports"), "iata,", "code,");

        assertThat(run().getExitStatus().getExitCode()).isEqualTo(ExitStatus.FAILED.getExitCode());
        assertThat(recorder.rows())
                .extracting(StepRow::step, StepRow::outcome)
                .containsExactly(tuple("dictionary", Outcome.STALE), tuple("clean-airports", Outcome.FAILED));

        run();
        assertThat(recorder.rows()).extracting(StepRow::outcome).containsExactly(Outcome.FRESH, Outcome.FAILED);

        edit(workspace.raw("airports"), "code,", "iata,");
        assertThat(stepsRun()).isEqualTo(ALL);
    }

    private List<String> stepsRun() throws Exception {
        assertThat(run().getExitStatus()).isEqualTo(ExitStatus.COMPLETED);
        return recorder.rows().stream()
                .filter(row -> row.outcome() != Outcome.FRESH)
                .map(StepRow::step)
                .toList();
    }

    private JobExecution run() throws Exception {
        return operator.start(
                pipeline, new JobParametersBuilder().addLong("run", runs++).toJobParameters());
    }

    /** Replace the first occurrence of a text in a file. */
    private static void edit(Path file, String from, String to) throws IOException {
        String before = Files.readString(file);
        assertThat(before).contains(from);
        int start = before.indexOf(from);
        Files.writeString(file, before.substring(0, start) + to + before.substring(start + from.length()));
    }

    /** Read all that the steps wrote, but not what the cache did: its files are hidden. */
    private static Map<String, String> outputs() throws IOException {
        Map<String, String> outputs = new TreeMap<>();
        try (Stream<Path> files = Files.walk(baseDir.resolve("out"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.getFileName().toString().startsWith(".")) {
                    outputs.put(baseDir.relativize(file).toString(), Files.readString(file));
                }
            }
        }
        return outputs;
    }
}
