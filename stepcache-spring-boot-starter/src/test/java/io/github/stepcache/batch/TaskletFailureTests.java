package io.github.stepcache.batch;

import static io.github.stepcache.batch.ScriptedTasklet.CONTINUABLE;
import static io.github.stepcache.batch.ScriptedTasklet.FINISHED;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.MissingOutputsException;
import io.github.stepcache.spring.Decisions;
import io.github.stepcache.spring.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.configuration.JobRegistry;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What a Batch step did not complete is not remembered, and others can run the step as soon as it has ended. */
class TaskletFailureTests {

    private Workspace work;
    private ApplicationContextRunner contexts;

    @BeforeEach
    void setUp(@TempDir Path dir) {
        work = new Workspace(dir);
        work.write("in/a.csv", "1");
        contexts = Jobs.resourceless(work, ScriptedTasklet.class);
    }

    private static void assertRunsAgainBecause(Jobs jobs, ScriptedTasklet tasklet, String why) throws Exception {
        tasklet.script(FINISHED);
        JobExecution next = jobs.run(jobs.tasklet("step", tasklet));
        assertThat(Jobs.outcome(next, "step")).isEqualTo("ran");
        assertThat(Jobs.step(next, "step").getExecutionContext().getString(BatchExecution.REASONS))
                .contains("the previous run failed", why);
        assertThat(Jobs.outcome(jobs.run(jobs.tasklet("step", tasklet)), "step"))
                .isEqualTo("fresh");
    }

    @Test
    void lastCallThatIsRolledBackIsNotRemembered() {
        contexts.run(context -> {
            Jobs jobs = Jobs.in(context);
            ScriptedTasklet tasklet = context.getBean(ScriptedTasklet.class);
            tasklet.script(CONTINUABLE, (contribution, chunk) -> {
                TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                    @Override
                    public void beforeCommit(boolean readOnly) {
                        throw new IllegalStateException("no commit");
                    }
                });
                return RepeatStatus.FINISHED;
            });
            JobExecution first = jobs.run(jobs.tasklet("step", tasklet));

            assertThat(first.getStatus()).isEqualTo(BatchStatus.FAILED);
            assertRunsAgainBecause(jobs, tasklet, "the transaction around one of its calls was not committed");
        });
    }

    @Test
    void taskletThatBeginsAgainAfterItsEndIsNotRememberedInTheMiddle() {
        contexts.run(context -> {
            Jobs jobs = Jobs.in(context);
            ScriptedTasklet tasklet = context.getBean(ScriptedTasklet.class);
            tasklet.script(FINISHED, CONTINUABLE);
            jobs.run(jobs.tasklet("step", (contribution, chunk) -> {
                tasklet.execute(contribution, chunk);
                tasklet.execute(contribution, chunk);
                return RepeatStatus.FINISHED;
            }));

            assertThat(work.runs()).hasSize(2);
            assertRunsAgainBecause(jobs, tasklet, "the tasklet was finished, and then it was not");
        });
    }

    @Test
    void exceptionReachesTheBatchStepUnchangedAndIsTheReasonToRunAgain() {
        contexts.run(context -> {
            Jobs jobs = Jobs.in(context);
            ScriptedTasklet tasklet = context.getBean(ScriptedTasklet.class);
            IOException failure = new IOException("disk");
            tasklet.script(CONTINUABLE, (contribution, chunk) -> {
                throw failure;
            });
            JobExecution first = jobs.run(jobs.tasklet("step", tasklet));

            assertThat(Jobs.step(first, "step").getFailureExceptions())
                    .singleElement()
                    .isSameAs(failure);
            assertRunsAgainBecause(jobs, tasklet, "disk");
        });
    }

    @Test
    void stopBetweenTwoCallsGivesTheLockBackAndIsNotRemembered() {
        contexts.run(context -> {
            Jobs jobs = Jobs.in(context);
            ScriptedTasklet tasklet = context.getBean(ScriptedTasklet.class);
            tasklet.script((contribution, chunk) -> {
                chunk.getStepContext().getStepExecution().setTerminateOnly();
                return RepeatStatus.CONTINUABLE;
            });
            JobExecution first = jobs.run(jobs.tasklet("step", tasklet));

            assertThat(first.getStatus()).isEqualTo(BatchStatus.STOPPED);
            assertRunsAgainBecause(jobs, tasklet, "the Batch step ended as STOPPED");
        });
    }

    /** To stop a job closes the context of its running step, which looks like the end of that step. */
    @Test
    void jobOperatorThatStopsTheJobDuringACallDoesNotEndTheStepBeforeTheCall() {
        contexts.run(context -> {
            Jobs jobs = Jobs.in(context);
            ScriptedTasklet tasklet = context.getBean(ScriptedTasklet.class);
            Job job = jobs.job(jobs.tasklet("step", tasklet));
            context.getBean(JobRegistry.class).register(job);
            tasklet.script(CONTINUABLE, (contribution, chunk) -> {
                StepExecution execution = chunk.getStepContext().getStepExecution();
                Thread operator = new Thread(() -> stop(jobs, execution.getJobExecution()));
                operator.start();
                operator.join();
                assertThat(execution.getStatus()).isEqualTo(BatchStatus.STOPPED);
                assertThat(work.read("out/.import.manifest.json")).contains("\"running\"");
                return RepeatStatus.FINISHED;
            });
            JobExecution first = jobs.run(job);

            assertThat(first.getStatus()).isEqualTo(BatchStatus.STOPPED);
            assertRunsAgainBecause(jobs, tasklet, "the Batch step ended as STOPPED");
        });
    }

    private static void stop(Jobs jobs, JobExecution execution) {
        try {
            jobs.operator().stop(execution);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void listenerThatMakesTheBatchStepFailInTheEndKeepsItFromBeingRemembered() {
        contexts.run(context -> {
            Jobs jobs = Jobs.in(context);
            ScriptedTasklet tasklet = context.getBean(ScriptedTasklet.class);
            tasklet.script(FINISHED);
            jobs.run(new StepBuilder("step", jobs.repository())
                    .tasklet(tasklet)
                    .listener(new StepExecutionListener() {
                        @Override
                        public ExitStatus afterStep(StepExecution execution) {
                            return ExitStatus.FAILED;
                        }
                    })
                    .build());

            assertRunsAgainBecause(jobs, tasklet, "the Batch step ended with the exit status FAILED");
        });
    }

    @Test
    void missingOutputsFailTheBatchStepWhereTheyAreAFailure() {
        contexts.withPropertyValues("stepcache.outputs.missing=fail").run(context -> {
            Jobs jobs = Jobs.in(context);
            ScriptedTasklet tasklet = context.getBean(ScriptedTasklet.class);
            tasklet.script((contribution, chunk) -> {
                work.delete("out/rows");
                return RepeatStatus.FINISHED;
            });
            JobExecution first = jobs.run(jobs.tasklet("step", tasklet));

            assertThat(first.getStatus()).isEqualTo(BatchStatus.FAILED);
            assertThat(Jobs.step(first, "step").getFailureExceptions())
                    .singleElement()
                    .isInstanceOf(MissingOutputsException.class);
            assertRunsAgainBecause(jobs, tasklet, "rows");
        });
    }

    @Test
    void switchedOffCacheLeavesAllCallsToTheTasklet() {
        contexts.withPropertyValues("stepcache.enabled=false").run(context -> {
            Jobs jobs = Jobs.in(context);
            ScriptedTasklet tasklet = context.getBean(ScriptedTasklet.class);
            tasklet.script(CONTINUABLE, FINISHED, FINISHED);
            jobs.run(jobs.tasklet("step", tasklet));
            jobs.run(jobs.tasklet("step", tasklet));

            assertThat(work.runs()).hasSize(3);
            assertThat(context.getBean(Decisions.class).notRemembered()).isEmpty();
        });
    }
}
