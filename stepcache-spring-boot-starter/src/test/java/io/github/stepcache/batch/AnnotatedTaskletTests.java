package io.github.stepcache.batch;

import static io.github.stepcache.batch.ScriptedTasklet.CONTINUABLE;
import static io.github.stepcache.batch.ScriptedTasklet.FINISHED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.stepcache.ResultCodec;
import io.github.stepcache.StepCache;
import io.github.stepcache.spring.Decisions;
import io.github.stepcache.spring.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.scope.context.StepContext;
import org.springframework.batch.core.scope.context.StepSynchronizationManager;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.batch.test.MetaDataInstanceFactory;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.task.SimpleAsyncTaskExecutor;

/** All calls of a tasklet within one execution of a Batch step are one run, which ends with the Batch step. */
class AnnotatedTaskletTests {

    private Workspace work;
    private ApplicationContextRunner contexts;

    @BeforeEach
    void setUp(@TempDir Path dir) {
        work = new Workspace(dir);
        work.write("in/a.csv", "1");
        contexts = Jobs.resourceless(work, ScriptedTasklet.class);
    }

    @Test
    void inputThatChangesBetweenTwoCallsKeepsTheTaskletFromBeingRemembered() {
        contexts.run(context -> {
            Jobs jobs = Jobs.in(context);
            ScriptedTasklet tasklet = context.getBean(ScriptedTasklet.class);
            tasklet.script(CONTINUABLE, (contribution, chunk) -> {
                work.write("in/a.csv", "2");
                return RepeatStatus.FINISHED;
            });
            assertThat(jobs.run(jobs.tasklet("step", tasklet)).getStatus()).isEqualTo(BatchStatus.COMPLETED);
            assertThat(context.getBean(Decisions.class).notRemembered())
                    .singleElement()
                    .asString()
                    .contains("a.csv");

            tasklet.script(FINISHED);
            JobExecution second = jobs.run(jobs.tasklet("step", tasklet));
            assertThat(Jobs.outcome(second, "step")).isEqualTo("ran");
            assertThat(work.runs()).hasSize(3);
        });
    }

    @Test
    void inputThatChangesAfterTheFirstCallIsSeenThoughLaterCallsReadTheNewOne() {
        contexts.run(context -> {
            Jobs jobs = Jobs.in(context);
            ScriptedTasklet tasklet = context.getBean(ScriptedTasklet.class);
            tasklet.script(
                    (contribution, chunk) -> {
                        work.write("in/a.csv", "2");
                        return RepeatStatus.CONTINUABLE;
                    },
                    FINISHED);
            jobs.run(jobs.tasklet("step", tasklet));

            tasklet.script(FINISHED);
            assertThat(Jobs.outcome(jobs.run(jobs.tasklet("step", tasklet)), "step"))
                    .isEqualTo("ran");
        });
    }

    @Test
    void severalCallsAreOneRunThatIsSkippedAsAWhole() {
        contexts.run(context -> {
            Jobs jobs = Jobs.in(context);
            ScriptedTasklet tasklet = context.getBean(ScriptedTasklet.class);
            tasklet.script(CONTINUABLE, CONTINUABLE, CONTINUABLE, FINISHED);
            JobExecution first = jobs.run(jobs.tasklet("step", tasklet));
            JobExecution second = jobs.run(jobs.tasklet("step", tasklet));

            assertThat(work.runs()).hasSize(4);
            assertThat(Jobs.outcome(first, "step")).isEqualTo("ran");
            assertThat(reasons(first)).contains("no manifest");
            assertThat(Jobs.step(first, "step").getCommitCount()).isEqualTo(4);
            assertThat(second.getStatus()).isEqualTo(BatchStatus.COMPLETED);
            assertThat(Jobs.outcome(second, "step")).isEqualTo("fresh");
            assertThat(reasons(second)).contains("nothing changed since");
            assertThat(Jobs.step(second, "step").getExitStatus().getExitCode()).isEqualTo("COMPLETED");
            assertThat(context.getBean(Decisions.class).count()).isEqualTo(2);
        });
    }

    @Test
    void nullMeansFinished() {
        contexts.run(context -> {
            Jobs jobs = Jobs.in(context);
            ScriptedTasklet tasklet = context.getBean(ScriptedTasklet.class);
            tasklet.script(CONTINUABLE, (contribution, chunk) -> null);
            jobs.run(jobs.tasklet("step", tasklet));

            assertThat(Jobs.outcome(jobs.run(jobs.tasklet("step", tasklet)), "step"))
                    .isEqualTo("fresh");
        });
    }

    @Test
    @SuppressWarnings("removal") // deprecated, but still used
    void taskletOnSeveralThreadsIsOneRunToo() {
        contexts.run(context -> {
            Jobs jobs = Jobs.in(context);
            ScriptedTasklet tasklet = context.getBean(ScriptedTasklet.class);
            List<ScriptedTasklet.Call> calls = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                calls.add(i < 8 ? CONTINUABLE : FINISHED);
            }
            tasklet.script(calls.toArray(ScriptedTasklet.Call[]::new));
            Step step = new StepBuilder("step", jobs.repository())
                    .tasklet(tasklet)
                    .taskExecutor(new SimpleAsyncTaskExecutor())
                    .build();
            jobs.run(step);
            int calledAtFirst = work.runs().size();
            JobExecution second = jobs.run(step);

            assertThat(calledAtFirst).isGreaterThan(8);
            assertThat(work.runs()).hasSize(calledAtFirst);
            assertThat(Jobs.outcome(second, "step")).isEqualTo("fresh");
        });
    }

    @Test
    void callerWhoComesBetweenTwoCallsWaitsForTheEndOfTheBatchStep() {
        contexts.run(context -> {
            Jobs jobs = Jobs.in(context);
            Decisions decisions = context.getBean(Decisions.class);
            ScriptedTasklet tasklet = context.getBean(ScriptedTasklet.class);
            Thread other = new Thread(() -> context.getBean(StepCache.class)
                    .run(decisions.lastSpec(), ResultCodec.of(String.class), () -> {
                        work.run("other");
                        return "COMPLETED";
                    }));
            tasklet.script(CONTINUABLE, (contribution, chunk) -> {
                other.start();
                await().until(
                                () -> other.getState(),
                                state -> state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING);
                return RepeatStatus.FINISHED;
            });
            jobs.run(jobs.tasklet("step", tasklet));
            other.join();

            assertThat(work.runs()).containsExactly("call", "call");
        });
    }

    @Test
    void nextStepOfTheJobFindsTheManifestPublished() {
        contexts.run(context -> {
            Jobs jobs = Jobs.in(context);
            ScriptedTasklet tasklet = context.getBean(ScriptedTasklet.class);
            tasklet.script(FINISHED);
            Step next = jobs.tasklet("next", (contribution, chunk) -> {
                StepCache cache = context.getBean(StepCache.class);
                assertThat(cache.check(context.getBean(Decisions.class).lastSpec())
                                .isFresh())
                        .isTrue();
                return RepeatStatus.FINISHED;
            });

            assertThat(jobs.run(jobs.tasklet("step", tasklet), next).getStatus())
                    .isEqualTo(BatchStatus.COMPLETED);
        });
    }

    @Test
    void skippedTaskletGivesTheExitStatusBackThatTheFlowOfTheJobGoesAfter() {
        contexts.run(context -> {
            Jobs jobs = Jobs.in(context);
            ScriptedTasklet tasklet = context.getBean(ScriptedTasklet.class);
            tasklet.script((contribution, chunk) -> {
                contribution.setExitStatus(new ExitStatus("EMPTY"));
                return RepeatStatus.FINISHED;
            });
            Step step = jobs.tasklet("step", tasklet);
            Step empty = jobs.tasklet("when-empty", (contribution, chunk) -> RepeatStatus.FINISHED);
            Job job = jobs.job().start(step).on("EMPTY").to(empty).end().build();
            jobs.run(job);
            JobExecution second = jobs.run(job);

            assertThat(Jobs.outcome(second, "step")).isEqualTo("fresh");
            assertThat(Jobs.step(second, "when-empty").getStatus()).isEqualTo(BatchStatus.COMPLETED);
        });
    }

    @Test
    void contextThatATestMadeByHandDoesNotKeepTheStepLocked() {
        contexts.run(context -> {
            ScriptedTasklet tasklet = context.getBean(ScriptedTasklet.class);
            StepExecution execution = MetaDataInstanceFactory.createStepExecution();
            tasklet.script(FINISHED);
            StepSynchronizationManager.register(execution);
            try {
                tasklet.execute(execution.createStepContribution(), new ChunkContext(new StepContext(execution)));
            } finally {
                StepSynchronizationManager.close(); // and not release, as Spring Batch's own test support does it
            }

            assertThat(tasklet.execute(
                            execution.createStepContribution(), new ChunkContext(new StepContext(execution))))
                    .isEqualTo(RepeatStatus.FINISHED);
            assertThat(work.runs()).hasSize(1);
        });
    }

    private static String reasons(JobExecution execution) {
        return Jobs.step(execution, "step").getExecutionContext().getString(BatchExecution.REASONS);
    }
}
