package io.github.stepcache.decision;

import static io.github.stepcache.decision.SampleState.hash;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A step is stale unless every required output is there and is what the step left (4.2, 5.2). */
class OutputDecisionTests {

    private final SampleState step = new SampleState();

    @Test
    void outputMissing() {
        step.unmatchedOutputs.add("*.txt");

        assertThat(step.reasons()).containsExactly(new StaleReason.OutputMissing("*.txt"));
    }

    @Test
    void outputMissingFromADirectoryThatIsStillThere() {
        step.outputs.remove("parts/1.csv");

        assertThat(step.reasons()).containsExactly(new StaleReason.OutputMissing("parts/1.csv"));
    }

    @Test
    void outputChanged() {
        step.outputs.put("parts/1.csv", hash('3'));

        assertThat(step.reasons()).containsExactly(new StaleReason.OutputChanged("parts/1.csv", hash('1'), hash('3')));
    }

    @Test
    void outputAdded() {
        step.outputs.put("parts/3.csv", hash('3'));

        assertThat(step.reasons()).containsExactly(new StaleReason.OutputAdded("parts/3.csv"));
    }

    @Test
    void outputUnreadable() {
        step.unreadableOutputs.put("parts/1.csv", "access is denied");

        assertThat(step.reasons()).containsExactly(new StaleReason.OutputUnreadable("parts/1.csv", "access is denied"));
    }

    @Test
    void anOutputThatIsMissingOrUnreadableIsNamedOnce() {
        step.outputs.clear();
        step.unmatchedOutputs.add("parts");
        step.unreadableOutputs.put("parts/1.csv", "access is denied");

        assertThat(step.reasons())
                .containsExactly(
                        new StaleReason.OutputMissing("parts"),
                        new StaleReason.OutputUnreadable("parts/1.csv", "access is denied"),
                        new StaleReason.OutputMissing("parts/2.csv"));
    }

    @Test
    void outputsThatAreNoLongerRequiredDoNotCount() {
        step.recordedOutputs.put("old.csv", hash('0'));

        assertThat(step.decide().isFresh()).isTrue();
    }

    @Test
    void whereNobodyLookedAtContentExistenceIsEnough() {
        step.outputsAreRecorded = false;
        assertThat(step.decide().isFresh()).isTrue();

        step.unmatchedOutputs.add("parts");
        assertThat(step.reasons()).containsExactly(new StaleReason.OutputMissing("parts"));
    }

    @Test
    void outputThatWasNotRequiredOfTheRecordedRunIsAddedAlsoWhereOnlyExistenceIsLookedAt() {
        step.outputsAreRead = false;
        step.recordedRequired = List.of("old.csv");
        assertThat(step.reasons()).containsExactly(new StaleReason.OutputAdded("parts"));

        step.unmatchedOutputs.add("parts");
        assertThat(step.reasons()).containsExactly(new StaleReason.OutputMissing("parts"));
    }

    @Test
    void outputDirectoryOfTheRecordedRunWasAnotherOne() {
        step.recordedOutputDir = "../2023";

        assertThat(step.reasons()).containsExactly(new StaleReason.OutputDirectoryChanged("../2023", "."));
    }

    @Test
    void whereNobodyLooksAtContentExistenceIsEnough() {
        step.outputsAreRead = false;
        assertThat(step.decide().isFresh()).isTrue();

        step.unmatchedOutputs.add("parts");
        assertThat(step.reasons()).containsExactly(new StaleReason.OutputMissing("parts"));
    }
}
