package io.github.stepcache.batch;

import static io.github.stepcache.batch.ScriptedTasklet.CONTINUABLE;
import static io.github.stepcache.batch.ScriptedTasklet.FINISHED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.stepcache.spring.Decisions;
import io.github.stepcache.spring.Workspace;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.launch.JobInstanceAlreadyCompleteException;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Jobs that are kept in a database, and restarted from there. */
class RestartTests {

    private Workspace work;
    private ApplicationContextRunner contexts;

    @BeforeEach
    void setUp(@TempDir Path dir) {
        work = new Workspace(dir);
        work.write("in/a.csv", "1");
        contexts = Jobs.jdbc(work, ScriptedTasklet.class);
    }

    /** The first half of the work was done with another input, which nobody remembers. */
    @Test
    void taskletThatGoesOnWhereItFailedIsNotRememberedWithTheInputOfItsSecondHalf() {
        contexts.run(context -> {
            Jobs jobs = Jobs.in(context);
            ScriptedTasklet tasklet = context.getBean(ScriptedTasklet.class);
            Job job = jobs.job(jobs.tasklet("step", tasklet));
            tasklet.script(
                    (contribution, chunk) -> {
                        chunk.getStepContext()
                                .getStepExecution()
                                .getExecutionContext()
                                .putInt("rows", 50);
                        return RepeatStatus.CONTINUABLE;
                    },
                    (contribution, chunk) -> {
                        throw new IllegalStateException("in the middle");
                    });
            assertThat(jobs.run(job, "1").getStatus()).isEqualTo(BatchStatus.FAILED);

            work.write("in/a.csv", "2");
            tasklet.script(FINISHED);
            assertThat(jobs.run(job, "1").getStatus()).isEqualTo(BatchStatus.COMPLETED);
            assertThat(context.getBean(Decisions.class).notRemembered())
                    .singleElement()
                    .asString()
                    .contains("went on where an earlier execution");

            tasklet.script(FINISHED);
            assertThat(Jobs.outcome(jobs.run(job, "2"), "step")).isEqualTo("ran");
        });
    }

    @Test
    void taskletThatStartsAnewWhenTheJobIsRestartedIsRemembered() {
        contexts.run(context -> {
            Jobs jobs = Jobs.in(context);
            ScriptedTasklet tasklet = context.getBean(ScriptedTasklet.class);
            Job job = jobs.job(jobs.tasklet("step", tasklet));
            tasklet.script(CONTINUABLE, (contribution, chunk) -> {
                throw new IllegalStateException("too bad");
            });
            jobs.run(job, "1");
            tasklet.script(CONTINUABLE, FINISHED);
            assertThat(jobs.run(job, "1").getStatus()).isEqualTo(BatchStatus.COMPLETED);

            assertThat(Jobs.outcome(jobs.run(job, "2"), "step")).isEqualTo("fresh");
        });
    }

    @Test
    void outcomeAndReasonsAreKeptInTheDatabase() {
        contexts.run(context -> {
            Jobs jobs = Jobs.in(context);
            ScriptedTasklet tasklet = context.getBean(ScriptedTasklet.class).script(FINISHED);
            Job job = jobs.job(jobs.tasklet("step", tasklet));
            for (String outcome : List.of("ran", "fresh")) {
                JobExecution execution = jobs.run(job);
                StepExecution kept = jobs.repository()
                        .getStepExecution(Jobs.step(execution, "step").getId());

                assertThat(kept).isNotNull();
                assertThat(kept.getExecutionContext().getString("stepcache.outcome"))
                        .isEqualTo(outcome);
                assertThat(kept.getExecutionContext().getString("stepcache.reasons"))
                        .isNotEmpty();
            }
        });
    }

    @Test
    void restartDoesNotRepeatStepsThatCompletedOrWereFresh() {
        contexts.run(context -> {
            Jobs jobs = Jobs.in(context);
            ScriptedTasklet tasklet = context.getBean(ScriptedTasklet.class).script(FINISHED);
            jobs.run(jobs.tasklet("step", tasklet));
            boolean[] broken = {true};
            Step next = jobs.tasklet("next", (contribution, chunk) -> {
                if (broken[0]) {
                    throw new IllegalStateException("broken");
                }
                return RepeatStatus.FINISHED;
            });
            Job job = jobs.job(jobs.tasklet("step", tasklet), next);

            JobExecution failed = jobs.run(job, "1");
            assertThat(Jobs.outcome(failed, "step")).isEqualTo("fresh");
            assertThat(failed.getStatus()).isEqualTo(BatchStatus.FAILED);

            broken[0] = false;
            JobExecution restarted = jobs.run(job, "1");
            assertThat(restarted.getStatus()).isEqualTo(BatchStatus.COMPLETED);
            assertThat(restarted.getStepExecutions())
                    .extracting(StepExecution::getStepName)
                    .containsExactly("next");
            assertThat(work.runs()).hasSize(1);
        });
    }

    @Test
    void jobWithTheSameParametersIsRefusedByBatchBeforeTheCacheIsAsked() {
        contexts.run(context -> {
            Jobs jobs = Jobs.in(context);
            ScriptedTasklet tasklet = context.getBean(ScriptedTasklet.class).script(FINISHED);
            Job job = jobs.job(jobs.tasklet("step", tasklet));
            jobs.run(job, "1");

            assertThatExceptionOfType(JobInstanceAlreadyCompleteException.class).isThrownBy(() -> jobs.run(job, "1"));
            assertThat(context.getBean(Decisions.class).count()).isEqualTo(1);
        });
    }
}
