package io.github.stepcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.stepcache.decision.StaleReason.InputChanged;
import io.github.stepcache.decision.StaleReason.ManifestAbsent;
import io.github.stepcache.decision.StaleReason.ManifestUnreadable;
import io.github.stepcache.faults.Faults;
import io.github.stepcache.faults.FaultyFileSystem;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What becomes of the manifest of an earlier run where it cannot be replaced (contract 3.5). */
class StuckManifestTests {

    private static final String REPLACE = "move ";
    private static final String DELETE = "delete ";
    private static final String EMPTY = "open to write ";
    private static final String READ = "open to read ";

    private final Faults faults = new Faults();
    private final FaultyFileSystem files = new FaultyFileSystem(faults);
    private final Pipeline pipeline = Pipeline.in(files.reliable("/base"));
    private final StepCacheBuilder settings = StepCache.builder().baseDir(files.faulty(files.reliable("/base")));

    @Test
    void manifestThatCannotBeReplacedIsDeleted() {
        pipeline.run(settings.build());
        pipeline.write(Pipeline.INPUT, "a,2");
        refuse(REPLACE);
        StepResult<String> result = pipeline.run(settings.build());

        assertThat(result.value()).isEqualTo("run 2");
        assertThat(result.remembered()).isFalse();
        assertThat(settings.build().check(pipeline.step()).reasons())
                .containsExactly(new ManifestAbsent(files.getPath(Pipeline.MANIFEST)));
    }

    @Test
    void manifestThatCannotBeDeletedEitherIsEmptied() {
        pipeline.run(settings.build());
        pipeline.write(Pipeline.INPUT, "a,2");
        refuse(REPLACE, DELETE);
        StepResult<String> result = pipeline.run(settings.build());

        assertThat(result.value()).isEqualTo("run 2");
        assertThat(pipeline.read(Pipeline.MANIFEST)).isEmpty();
        assertThat(settings.build().check(pipeline.step()).reasons())
                .hasOnlyElementsOfType(ManifestUnreadable.class)
                .hasSize(1);
    }

    @Test
    void stepThatCannotBeOpenedKeepsNobodyWaiting() {
        pipeline.run(settings.build());
        pipeline.write(Pipeline.INPUT, "a,2");
        refuse(REPLACE, DELETE, EMPTY);
        StepCache cache = settings.build();

        assertThatThrownBy(() -> cache.open(pipeline.step(), ResultCodec.of(String.class)))
                .isInstanceOf(ManifestStuckException.class);
        assertThatThrownBy(() -> Crowd.of(1, () -> pipeline.run(cache))).isInstanceOf(ManifestStuckException.class);
    }

    @Test
    void manifestThatCannotBeEmptiedEitherEndsTheStepBeforeItIsCalled() {
        pipeline.run(settings.build());
        pipeline.write(Pipeline.INPUT, "a,2");
        refuse(REPLACE, DELETE, EMPTY);

        assertThatThrownBy(() -> pipeline.run(settings.build()))
                .isInstanceOf(ManifestStuckException.class)
                .hasMessageContaining("\"report\"")
                .hasMessageContaining(".report.manifest.json");
        assertThat(pipeline.runs()).isEqualTo(1);
        assertThat(pipeline.read(Pipeline.OUTPUT)).isEqualTo("report of a,1");

        faults.heal();
        assertThat(settings.build().check(pipeline.step()).reasons()).hasOnlyElementsOfType(InputChanged.class);
        assertThat(pipeline.run(settings.build()).remembered()).isTrue();
    }

    @Test
    void forcedAndBypassedRunsEndTheSameWay() {
        pipeline.run(settings.build());
        refuse(REPLACE, DELETE, EMPTY);

        assertThatThrownBy(() -> pipeline.run(settings.force(true).build())).isInstanceOf(ManifestStuckException.class);
        assertThatThrownBy(() -> settings.build().bypass(pipeline.step(), pipeline::work))
                .isInstanceOf(ManifestStuckException.class);
        assertThat(pipeline.runs()).isEqualTo(1);
    }

    @Test
    void manifestThatCannotEvenBeReadMayBeCompleteAndEndsTheStepAsWell() {
        pipeline.run(settings.build());
        refuse(REPLACE, DELETE, EMPTY, READ);

        assertThatThrownBy(() -> pipeline.run(settings.build())).isInstanceOf(ManifestStuckException.class);
    }

    @Test
    void manifestOfARunThatFailedVouchesForNothingAndMayStay() {
        assertThatThrownBy(() -> settings.build().run(pipeline.step(), this::fail))
                .isInstanceOf(RuntimeException.class);
        refuse(REPLACE, DELETE, EMPTY);

        assertThat(pipeline.run(settings.build()).value()).isEqualTo("run 1");
        faults.heal();
        assertThat(settings.build().check(pipeline.step()).isFresh()).isFalse();
    }

    @Test
    void failedRunLeavesNoCompleteManifestWhereItsFailureCannotBePutOnRecord() {
        pipeline.run(settings.build());
        pipeline.write(Pipeline.INPUT, "a,2");
        assertThatThrownBy(() -> settings.build().run(pipeline.step(), () -> {
                    refuse(REPLACE);
                    return fail();
                }))
                .hasMessage("disk on fire");
        pipeline.write(Pipeline.INPUT, "a,1");

        assertThat(settings.build().check(pipeline.step()).reasons())
                .containsExactly(new ManifestAbsent(files.getPath(Pipeline.MANIFEST)));
    }

    /** Let operations on the manifest fail. */
    private void refuse(String... verbs) {
        faults.refuse(operation ->
                operation.endsWith("/.report.manifest.json") && Stream.of(verbs).anyMatch(operation::startsWith));
    }

    private String fail() {
        throw new IllegalStateException("disk on fire");
    }
}
