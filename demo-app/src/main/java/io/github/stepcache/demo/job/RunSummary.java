package io.github.stepcache.demo.job;

import io.github.stepcache.demo.console.StepRecorder;
import io.github.stepcache.demo.console.StepTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.stereotype.Component;

/** Shows at the end of a run what became of its steps, and names the one that failed. */
@Component
class RunSummary implements JobExecutionListener {

    private static final Logger LOG = LoggerFactory.getLogger(RunSummary.class);

    private final StepRecorder recorder;

    RunSummary(StepRecorder recorder) {
        this.recorder = recorder;
    }

    @Override
    public void beforeJob(JobExecution execution) {
        recorder.clear();
    }

    @Override
    public void afterJob(JobExecution execution) {
        System.out.printf("%n%s%n", StepTable.render(recorder.rows()));
        execution.getStepExecutions().forEach(RunSummary::logFailure);
    }

    private static void logFailure(StepExecution step) {
        for (Throwable failure : step.getFailureExceptions()) {
            LOG.error("Step '{}' failed: {}", step.getStepName(), failure.getMessage(), failure);
        }
    }
}
