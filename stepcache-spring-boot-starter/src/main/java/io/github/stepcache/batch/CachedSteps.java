package io.github.stepcache.batch;

import io.github.stepcache.StepCache;
import io.github.stepcache.step.StepSpec;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;

/**
 * Makes steps of Spring Batch cached steps: chunk-oriented ones, partitioned ones, tasklets, and any other. An immutable
 * value.
 *
 * <p>A cached step is a step around the step, and no proxy, which would miss what Batch steps call inside themselves.
 */
public final class CachedSteps {

    private final StepCache cache;
    private final JobRepository repository;
    private final Optional<ExitStatus> skipped;

    /**
     * Set up.
     *
     * @param cache decides, and keeps on record
     * @param repository where skipped steps are put down as completed
     */
    public CachedSteps(StepCache cache, JobRepository repository) {
        this(cache, repository, Optional.empty());
    }

    private CachedSteps(StepCache cache, JobRepository repository, Optional<ExitStatus> skipped) {
        this.cache = cache;
        this.repository = repository;
        this.skipped = skipped;
    }

    /**
     * Have skipped steps end with another exit status than that of the run that stands for them, as with
     * {@link ExitStatus#NOOP}. Flows that go on after {@code COMPLETED} do not go on after that.
     *
     * @param status the exit status of skipped steps
     * @return the same otherwise
     */
    public CachedSteps skippedAs(ExitStatus status) {
        return new CachedSteps(cache, repository, Optional.of(status));
    }

    /**
     * Run a step through the cache.
     *
     * @param step the step, as it was built
     * @param spec what it reads and leaves
     * @return the step to put into the job
     */
    public Step cached(Step step, StepSpec spec) {
        return cached(step, execution -> spec);
    }

    /**
     * Run a step through the cache whose declaration depends on its execution: on parameters of the job, or on the
     * partition.
     *
     * @param step the step, as it was built
     * @param declaration gives what an execution of it reads and leaves
     * @return the step to put into the job
     */
    public Step cached(Step step, Function<StepExecution, StepSpec> declaration) {
        return new SkippableStep(step, declaration, cache, repository, skipped);
    }
}
