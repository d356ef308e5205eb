package io.github.stepcache.batch;

import java.time.LocalDateTime;
import java.time.ZoneId;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;

/**
 * Puts executions down in the job repository whose step was not executed, or not to the end, in the way in which Batch
 * steps do it themselves.
 */
record ExecutionRecord(JobRepository repository) {

    /** The execution ends well, unless the job was stopped meanwhile. */
    void skipped(StepExecution execution, ExitStatus exitStatus) {
        begin(execution);
        if (execution.isTerminateOnly()) {
            end(execution, BatchStatus.STOPPED, ExitStatus.STOPPED);
        } else {
            end(execution, BatchStatus.COMPLETED, exitStatus);
        }
    }

    /** The execution fails before the step was executed, or after it was. */
    void failed(StepExecution execution, RuntimeException failure) {
        if (execution.getStartTime() == null) {
            begin(execution);
        }
        execution.addFailureException(failure);
        end(execution, BatchStatus.FAILED, ExitStatus.FAILED.addExitDescription(failure));
    }

    /** From here on, the repository knows whether the job is to stop, and tells by making the execution end. */
    private void begin(StepExecution execution) {
        execution.setStartTime(LocalDateTime.now(ZoneId.systemDefault()));
        execution.setStatus(BatchStatus.STARTED);
        repository.update(execution);
    }

    private void end(StepExecution execution, BatchStatus status, ExitStatus exitStatus) {
        execution.setEndTime(LocalDateTime.now(ZoneId.systemDefault()));
        execution.setStatus(status);
        execution.setExitStatus(exitStatus);
        repository.update(execution);
        repository.updateExecutionContext(execution);
    }
}
