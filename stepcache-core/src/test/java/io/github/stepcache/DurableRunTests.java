package io.github.stepcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.faults.Faults;
import io.github.stepcache.faults.FaultyFileSystem;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a run forces to the disk, and when, so that no power cut leaves a manifest over lost outputs (contract 3.3, 3.5). */
class DurableRunTests {

    private static final String BODY = "the step's own work";

    private static final List<String> MANIFEST = List.of(
            "write out/.report.manifest.json.tmp",
            "force out/.report.manifest.json.tmp",
            "move out/.report.manifest.json.tmp to out/.report.manifest.json",
            "force out");

    private final Faults faults = new Faults();
    private final FaultyFileSystem files = new FaultyFileSystem(faults);
    private final Path base = files.reliable("/base");
    private final Pipeline pipeline = Pipeline.in(base);

    @Test
    void markIsOnTheDiskBeforeTheStepBeginsAndTheRecordAfterItEnds() {
        assertThat(changesOfARun(OutputVerification.CONTENT)).containsExactlyElementsOf(between(BODY));
    }

    @Test
    void outputsThatNeedOnlyExistAreOnTheDiskBeforeTheRecord() {
        assertThat(changesOfARun(OutputVerification.EXISTS))
                .containsExactlyElementsOf(between(BODY, "force out/report.txt", "force out", "force "));
    }

    private List<String> changesOfARun(OutputVerification verification) {
        StepCache cache = StepCache.builder()
                .baseDir(files.faulty(base))
                .verifyOutputs(verification)
                .build();
        faults.plan(Faults.Kind.ONCE, Integer.MAX_VALUE);
        cache.run(pipeline.step(), () -> {
            faults.note(BODY);
            pipeline.work();
        });
        return faults.operations().stream()
                .filter(operation -> operation.equals(BODY) || operation.matches("(write|force|move) .*"))
                .map(operation -> operation.replaceAll("/base/?", "").replaceAll("json\\.\\d+-\\w+\\.tmp", "json.tmp"))
                .toList();
    }

    /** The mark before the step, what it does and is done with its outputs, and the record of it. */
    private static List<String> between(String... events) {
        return Stream.of(MANIFEST, List.of(events), MANIFEST)
                .flatMap(List::stream)
                .toList();
    }
}
