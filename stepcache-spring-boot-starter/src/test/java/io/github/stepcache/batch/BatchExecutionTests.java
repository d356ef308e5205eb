package io.github.stepcache.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.decision.StaleReason;
import io.github.stepcache.history.Calls;
import io.github.stepcache.step.StepSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.step.StepExecution;

class BatchExecutionTests {

    @Test
    void restoredStepSaysFromWhereAndWhyItWasStale() {
        JobExecution job = new JobExecution(1, new JobInstance(1, "job"), new JobParameters());
        StepExecution execution = new StepExecution(1, "step", job);
        StepSpec spec = StepSpec.named("step").outputDir(Path.of("out")).build();
        new BatchExecution(execution)
                .note(Calls.restoredDecision(
                        spec, Duration.ofSeconds(2), "local", List.of(new StaleReason.OutputMissing("x"))));

        assertThat(execution.getExecutionContext().getString(BatchExecution.OUTCOME))
                .isEqualTo("restored");
        assertThat(execution.getExecutionContext().getString(BatchExecution.REASONS))
                .startsWith("restored from local as of ")
                .endsWith("it was stale: output \"x\" is missing");
    }
}
