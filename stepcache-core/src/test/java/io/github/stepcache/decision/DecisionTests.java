package io.github.stepcache.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.stepcache.manifest.Manifest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A decision says on one line what speaks against skipping, shortened; its data is never shortened (4.3). */
class DecisionTests {

    @Test
    void freshSaysSinceWhen() {
        Decision fresh = new SampleState().decide();

        assertThat(fresh.describe()).isEqualTo("fresh: nothing changed since 2026-03-04T05:06:07Z");
        assertThat(fresh.reasons()).isEmpty();
    }

    @Test
    void staleSaysWhy() {
        assertThat(new Decision.Stale(added(1)).describe()).isEqualTo("stale: input \"0.csv\" was added");
        assertThat(new Decision.Stale(added(3)).describe())
                .isEqualTo("stale: input \"0.csv\" was added; input \"1.csv\" was added; input \"2.csv\" was added");
    }

    @Test
    void restoredSaysFromWhereAndWhyItWasStale() {
        Manifest run = new SampleState().decide().recordedRun().orElseThrow();
        Decision restored = new Decision.Restored(run, "s3://bucket\nlocal", new Decision.Stale(added(2)));

        assertThat(restored.describe())
                .isEqualTo("restored from s3://bucket\\nlocal as of 2026-03-04T05:06:07Z; it was stale: input \"0.csv\""
                        + " was added; input \"1.csv\" was added");
        assertThat(restored.isFresh()).isTrue();
        assertThat(restored.reasons()).isEqualTo(added(2));
        assertThat(restored.recordedRun()).contains(run);
    }

    @Test
    void manyReasonsAreShortenedInTheSentenceAndNotInTheData() {
        SampleState step = new SampleState();
        for (int number = 0; number < 35; number++) {
            step.inputs.put("raw/new" + number, SampleState.hash('0'));
        }
        Decision stale = step.decide();

        assertThat(stale.describe())
                .startsWith("stale: input ")
                .endsWith("; and 32 more")
                .hasSizeLessThan(200);
        assertThat(stale.reasons()).hasSize(35);
    }

    @Test
    void staleWithoutAReasonDoesNotExist() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Decision.Stale(List.of()));
    }

    @Test
    void aDecisionIsAValueThatNobodyChanges() {
        List<StaleReason> reasons = new ArrayList<>(added(2));
        Decision stale = new Decision.Stale(reasons);
        reasons.clear();

        assertThat(stale.reasons()).isEqualTo(added(2)).isUnmodifiable();
        assertThat(stale).isEqualTo(new Decision.Stale(added(2)));
        assertThat(stale.isFresh()).isFalse();
    }

    @Test
    void reasonsComeInTheOrderOfCodePoints() {
        SampleState step = new SampleState();
        for (String key : List.of("😀", "\uffff", "z", "A", "é")) {
            step.inputs.put(key, SampleState.hash('0'));
        }

        assertThat(step.reasons())
                .map(StaleReason::describe)
                .map(text -> text.substring("input \"".length(), text.indexOf("\" was")))
                .containsExactly("A", "z", "é", "\\uffff", "😀");
    }

    private static List<StaleReason> added(int count) {
        return IntStream.range(0, count)
                .<StaleReason>mapToObj(number -> new StaleReason.InputAdded(number + ".csv"))
                .toList();
    }
}
