package io.github.stepcache.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.autoconfigure.StepCacheBatchAutoConfiguration;
import io.github.stepcache.spring.Contexts;
import io.github.stepcache.spring.Workspace;
import java.util.Collection;
import java.util.UUID;
import org.springframework.batch.core.configuration.support.MapJobRegistry;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.builder.SimpleJobBuilder;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.batch.autoconfigure.BatchAutoConfiguration;
import org.springframework.boot.batch.jdbc.autoconfigure.BatchJdbcAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/** Launches jobs as an application would, each with parameters of its own unless told otherwise. */
record Jobs(JobRepository repository, JobOperator operator, CachedSteps steps) {

    /** Contexts whose job repository forgets. */
    static ApplicationContextRunner resourceless(Workspace work, Class<?>... beans) {
        return Contexts.in(work, beans)
                .withBean(MapJobRegistry.class)
                .withConfiguration(
                        AutoConfigurations.of(BatchAutoConfiguration.class, StepCacheBatchAutoConfiguration.class));
    }

    /** Contexts with a job repository in a new database. */
    static ApplicationContextRunner jdbc(Workspace work, Class<?>... beans) {
        return Contexts.in(work, beans)
                .withBean(MapJobRegistry.class)
                .withConfiguration(AutoConfigurations.of(
                        DataSourceAutoConfiguration.class,
                        DataSourceTransactionManagerAutoConfiguration.class,
                        BatchJdbcAutoConfiguration.class,
                        StepCacheBatchAutoConfiguration.class))
                .withPropertyValues("spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID());
    }

    static Jobs in(ApplicationContext context) {
        return new Jobs(
                context.getBean(JobRepository.class),
                context.getBean(JobOperator.class),
                context.getBean(CachedSteps.class));
    }

    Step tasklet(String name, Tasklet tasklet) {
        return new StepBuilder(name, repository).tasklet(tasklet).build();
    }

    JobBuilder job() {
        return new JobBuilder("job", repository);
    }

    Job job(Step first, Step... next) {
        SimpleJobBuilder job = job().start(first);
        for (Step step : next) {
            job.next(step);
        }
        return job.build();
    }

    JobExecution run(Step first, Step... next) throws Exception {
        return run(job(first, next));
    }

    JobExecution run(Job job) throws Exception {
        return run(job, UUID.randomUUID().toString());
    }

    JobExecution run(Job job, String id) throws Exception {
        JobParameters parameters =
                new JobParametersBuilder().addString("id", id).toJobParameters();
        return operator.start(job, parameters);
    }

    /** The execution of one step, as the job has it in the end. */
    static StepExecution step(JobExecution execution, String name) {
        Collection<StepExecution> steps = execution.getStepExecutions();
        return steps.stream()
                .filter(step -> step.getStepName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is none of " + steps));
    }

    static Object outcome(JobExecution execution, String name) {
        Object outcome = step(execution, name).getExecutionContext().get(BatchExecution.OUTCOME);
        assertThat(outcome).as("outcome of " + name).isNotNull();
        return outcome;
    }
}
