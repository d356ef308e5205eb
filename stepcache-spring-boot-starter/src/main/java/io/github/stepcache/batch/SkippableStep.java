package io.github.stepcache.batch;

import io.github.stepcache.MissingOutputsException;
import io.github.stepcache.OpenStep;
import io.github.stepcache.StepCache;
import io.github.stepcache.step.StepSpec;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.StoppableStep;
import org.springframework.batch.core.step.tasklet.StoppableTasklet;
import org.springframework.batch.core.step.tasklet.TaskletStep;

/** A Batch step that is skipped as a whole if it is fresh; to its job, it is the step that it stands for. */
final class SkippableStep implements StoppableStep {

    private final Step step;
    private final Function<StepExecution, StepSpec> declaration;
    private final StepCache cache;
    private final ExecutionRecord record;
    private final Optional<ExitStatus> skipped;

    SkippableStep(
            Step step,
            Function<StepExecution, StepSpec> declaration,
            StepCache cache,
            JobRepository repository,
            Optional<ExitStatus> skipped) {
        this.step = step;
        this.declaration = declaration;
        this.cache = cache;
        this.record = new ExecutionRecord(repository);
        this.skipped = skipped;
    }

    @Override
    public String getName() {
        return step.getName();
    }

    @Override
    public boolean isAllowStartIfComplete() {
        return step.isAllowStartIfComplete();
    }

    @Override
    public int getStartLimit() {
        return step.getStartLimit();
    }

    @Override
    public void execute(StepExecution execution) throws JobInterruptedException {
        BatchExecution batch = new BatchExecution(execution);
        OpenStep<BatchEnd> open;
        try {
            open = cache.open(batch.declare(declaration.apply(execution)), BatchEnd.CODEC);
        } catch (RuntimeException e) { // a Batch step does not throw: its execution says that it failed
            record.failed(execution, e);
            return;
        }
        Optional<String> objection = batch.objection();
        batch.note(open);
        if (open.isFresh()) {
            BatchEnd end = open.replay().value();
            record.skipped(execution, skipped.orElseGet(end::exitStatus));
        } else {
            run(execution, open, objection);
        }
    }

    private void run(StepExecution execution, OpenStep<BatchEnd> open, Optional<String> objection)
            throws JobInterruptedException {
        try {
            step.execute(execution);
        } catch (Throwable e) {
            open.fail(e);
            throw e;
        }
        Optional<String> problem = BatchEnd.problem(execution);
        if (problem.isPresent()) {
            open.fail(new IllegalStateException(problem.get()));
            return;
        }
        try {
            open.complete(new BatchEnd(execution.getExitStatus().getExitCode(), objection));
        } catch (MissingOutputsException e) {
            record.failed(execution, e);
        }
    }

    /** Batch looks at the class of a step to find out how to stop it, and would not find the class of this one's. */
    @Override
    public void stop(StepExecution execution) {
        if (step instanceof TaskletStep tasklets && tasklets.getTasklet() instanceof StoppableTasklet tasklet) {
            tasklet.stop(execution);
        }
        if (step instanceof StoppableStep stoppable) {
            stoppable.stop(execution);
        }
    }
}
