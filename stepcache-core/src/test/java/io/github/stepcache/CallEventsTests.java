package io.github.stepcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.TransferProgress.Direction;
import io.github.stepcache.decision.Decision;
import io.github.stepcache.manifest.Manifest;
import io.github.stepcache.step.StepSpec;
import io.github.stepcache.store.TransferWatch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said and told of outputs that come from a store, or go to one. */
class CallEventsTests {

    private final Pipeline pipeline;
    private final CallsTold told = new CallsTold();
    private final LogCapture log = new LogCapture();
    private final AtomicLong clock = new AtomicLong();

    CallEventsTests(@TempDir Path base) {
        this.pipeline = Pipeline.in(base);
    }

    @AfterEach
    void endCapture() {
        log.close();
    }

    private CallEvents call(StepListener... listeners) {
        return new StepEvents(List.of(listeners), clock::get).begin(pipeline.step());
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    /** What is left of a run after its outputs were lost and brought back. */
    private Decision.Restored restored(String... outputs) {
        pipeline.run();
        Manifest run = pipeline.check().recordedRun().orElseThrow();
        SortedMap<String, String> hashes = new TreeMap<>();
        for (String output : outputs) {
            hashes.put(output, output.contains(".") ? "0".repeat(64) : "directory");
        }
        Manifest manifest = new Manifest(
                run.version(),
                run.stepName(),
                run.completedAt(),
                run.state(),
                run.inputHashes(),
                run.artifactVersions(),
                run.parameters(),
                run.code(),
                run.outputs(),
                Optional.of(hashes),
                run.bootId(),
                run.result(),
                Optional.of(Duration.ofMillis(2_100)),
                run.problem());
        pipeline.write("raw/b.csv", "b");
        return new Decision.Restored(manifest, "s3://bucket", (Decision.Stale) pipeline.check());
    }

    private static StepResult<String> result(Decision decision) {
        return new StepResult<>("value", decision, false, true, 12, Duration.ofMillis(40), HashVolume.NONE);
    }

    @Test
    void restoredStepIsOneLineWithItsStoreAndWhyItWasStale() {
        Decision.Restored restored = restored("parts", "parts/a.csv", "report.txt");
        CallEvents call = call(told);
        call.decided(restored);
        call.completed(result(restored));

        assertThat(log.infos())
                .hasSize(2)
                .last()
                .asString()
                .matches("Step \"report\" restored from s3://bucket as of [^;]+Z; it was stale: input \"raw/b.csv\" was"
                        + " added; 12 inputs, 2 outputs, took 40 ms, 2.1 s saved");
        assertThat(log.warnings()).isEmpty();
        assertThat(log.debugs()).anyMatch(line -> line.equals("Step \"report\": input \"raw/b.csv\" was added"));
        assertThat(told.lines())
                .containsExactly("1 report on", "1 report decided restored", "1 report completed without a run");
    }

    @Test
    void failureOfARestoredStepDoesNotSayThatItRan() {
        Decision.Restored restored = restored("report.txt");
        call().failed(new StepFailure(
                new IllegalStateException(), Optional.of(restored), Duration.ofMillis(40), HashVolume.NONE));

        assertThat(log.infos())
                .last()
                .asString()
                .startsWith(
                        "Step \"report\" failed after 40 ms with java.lang.IllegalStateException; it was restored from"
                                + " s3://bucket as of ");
    }

    @Test
    void slowRestoringIsToldAndLogged() {
        TransferWatch watch = call(told).restoring();
        watch.planned(2_000, 2_000_000_000);
        for (int second = 0; second < 10; second++) {
            pass(Duration.ofSeconds(1));
            watch.bytesMoved(31_000_000);
            watch.fileMoved();
        }

        assertThat(told.transfers())
                .hasSize(9)
                .allSatisfy(progress -> assertThat(progress.direction()).isEqualTo(Direction.RESTORING));
        assertThat(log.infos())
                .containsExactly(
                        "Step \"report\" is restoring its outputs: 9 of 2,000 files, 0.3 of 2.0 GB, 31.0 MB/s");
    }

    @Test
    void slowStoringIsToldAndLogged() {
        CallEvents call = call(told);
        pass(Duration.ofMinutes(5)); // the run itself
        TransferWatch watch = call.storing();
        watch.planned(1, 30);
        pass(Duration.ofSeconds(10));
        watch.bytesMoved(10);

        assertThat(told.transfers())
                .containsExactly(new TransferProgress(Direction.STORING, 0, 10, 1, 30, Duration.ofSeconds(10)));
        assertThat(log.infos())
                .containsExactly("Step \"report\" is storing its outputs: 0 of 1 files, 10 of 30 B, 1 B/s");
    }

    @Test
    void quickTransfersAreNotTold() {
        TransferWatch watch = call(told).restoring();
        watch.planned(1, 10);
        watch.bytesMoved(10);
        watch.fileMoved();

        assertThat(told.transfers()).isEmpty();
        assertThat(log.infos()).isEmpty();
    }

    @Test
    void listenerThatThrowsDoesNotStopTheTransfer() {
        TransferWatch watch = call(new StepListener() {
                    @Override
                    public void transferring(StepSpec spec, TransferProgress progress) {
                        throw new IllegalStateException("three\nfour");
                    }
                })
                .restoring();
        pass(Duration.ofSeconds(3));
        watch.planned(1, 10);

        assertThat(log.warnings()).singleElement().asString().endsWith("three\\nfour");
    }
}
