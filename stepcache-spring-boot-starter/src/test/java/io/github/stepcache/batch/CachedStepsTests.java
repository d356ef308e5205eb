package io.github.stepcache.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.MissingOutputsException;
import io.github.stepcache.spring.Decisions;
import io.github.stepcache.spring.Workspace;
import io.github.stepcache.step.StepSpec;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.configuration.JobRegistry;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.core.step.tasklet.StoppableTasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Whole Batch steps of any kind run through the cache. */
class CachedStepsTests {

    private static final StepSpec SPEC = StepSpec.named("rows")
            .inputs("in")
            .outputDir(Path.of("out"))
            .requiredOutputs("rows")
            .build();

    private Workspace work;
    private ApplicationContextRunner contexts;

    @BeforeEach
    void setUp(@TempDir Path dir) {
        work = new Workspace(dir);
        work.write("in/a.csv", "1");
        contexts = Jobs.jdbc(work);
    }

    /** A chunk-oriented step that reads six rows, and fails at the fifth while the input says so. */
    private Step chunks(Jobs jobs) {
        return new StepBuilder("chunks", jobs.repository())
                .<Integer, Integer>chunk(2)
                .reader(new Rows())
                .writer(rows -> {
                    if (rows.getItems().contains(5) && work.read("in/a.csv").equals("broken")) {
                        throw new IllegalStateException("broken row");
                    }
                    work.run("rows " + rows.getItems(), "out/rows");
                })
                .build();
    }

    /** The restarted step reads on where it failed; what it read before was another input. */
    @Test
    void chunksOfARestartAreNotRememberedWithTheInputOfTheLastOnes() {
        contexts.run(context -> {
            Jobs jobs = Jobs.in(context);
            Job job = jobs.job(jobs.steps().cached(chunks(jobs), SPEC));
            work.write("in/a.csv", "broken");
            assertThat(jobs.run(job, "1").getStatus()).isEqualTo(BatchStatus.FAILED);

            work.write("in/a.csv", "repaired");
            JobExecution restarted = jobs.run(job, "1");
            assertThat(restarted.getStatus()).isEqualTo(BatchStatus.COMPLETED);
            assertThat(work.runs()).containsExactly("rows [1, 2]", "rows [3, 4]", "rows [5, 6]");
            assertThat(context.getBean(Decisions.class).notRemembered())
                    .singleElement()
                    .asString()
                    .contains("went on where an earlier execution");
            assertThat(Jobs.outcome(jobs.run(job, "2"), "chunks")).isEqualTo("ran");
            assertThat(Jobs.outcome(jobs.run(job, "3"), "chunks")).isEqualTo("fresh");
        });
    }

    @Test
    void chunkStepThatFailsInTheMiddleIsNotRemembered() {
        contexts.run(context -> {
            Jobs jobs = Jobs.in(context);
            Job job = jobs.job(jobs.steps().cached(chunks(jobs), SPEC));
            work.write("in/a.csv", "broken");
            jobs.run(job);
            JobExecution second = jobs.run(job);

            assertThat(second.getStatus()).isEqualTo(BatchStatus.FAILED);
            assertThat(Jobs.outcome(second, "chunks")).isEqualTo("ran");
            assertThat(Jobs.step(second, "chunks").getExecutionContext().getString(BatchExecution.REASONS))
                    .contains("the previous run failed", "the Batch step ended as FAILED");
        });
    }

    @Test
    void freshChunkStepIsCompletedWithoutReadingOrWriting() {
        contexts.run(context -> {
            Jobs jobs = Jobs.in(context);
            Step next = jobs.tasklet("next", (contribution, chunk) -> RepeatStatus.FINISHED);
            Job job = jobs.job()
                    .start(jobs.steps().cached(chunks(jobs), SPEC))
                    .on("COMPLETED")
                    .to(next)
                    .end()
                    .build();
            StepExecution first = Jobs.step(jobs.run(job), "chunks");
            JobExecution second = jobs.run(job);
            StepExecution skipped = jobs.repository()
                    .getStepExecution(Jobs.step(second, "chunks").getId());

            assertThat(first.getWriteCount()).isEqualTo(6);
            assertThat(work.runs()).hasSize(3);
            assertThat(second.getStatus()).isEqualTo(BatchStatus.COMPLETED);
            assertThat(Jobs.step(second, "next").getStatus()).isEqualTo(BatchStatus.COMPLETED);
            assertThat(skipped).isNotNull();
            assertThat(skipped.getStatus()).isEqualTo(BatchStatus.COMPLETED);
            assertThat(skipped.getExitStatus()).isEqualTo(ExitStatus.COMPLETED);
            assertThat(skipped.getReadCount() + skipped.getWriteCount() + skipped.getCommitCount())
                    .isZero();
            assertThat(skipped.getStartTime()).isNotNull();
            assertThat(skipped.getEndTime()).isAfterOrEqualTo(skipped.getStartTime());
            assertThat(skipped.getExecutionContext().getString("stepcache.outcome"))
                    .isEqualTo("fresh");
        });
    }

    @Test
    void exitStatusOfTheRunComesBackUnlessAnotherOneIsChosen() {
        contexts.run(context -> {
            Jobs jobs = Jobs.in(context);
            Step step = new StepBuilder("step", jobs.repository())
                    .tasklet((contribution, chunk) -> {
                        work.run("step", "out/rows");
                        return RepeatStatus.FINISHED;
                    })
                    .listener(new StepExecutionListener() {
                        @Override
                        public ExitStatus afterStep(StepExecution execution) {
                            return new ExitStatus("WITH GAPS");
                        }
                    })
                    .build();
            jobs.run(jobs.steps().cached(step, SPEC));
            JobExecution second = jobs.run(jobs.steps().cached(step, SPEC));
            JobExecution third =
                    jobs.run(jobs.steps().skippedAs(ExitStatus.NOOP).cached(step, SPEC));

            assertThat(work.runs()).hasSize(1);
            assertThat(Jobs.step(second, "step").getExitStatus().getExitCode()).isEqualTo("WITH GAPS");
            assertThat(Jobs.step(third, "step").getExitStatus().getExitCode()).isEqualTo("NOOP");
            assertThat(Jobs.step(third, "step").getStatus()).isEqualTo(BatchStatus.COMPLETED);
        });
    }

    @Test
    void missingOutputsFailTheStepThoughItHadCompleted() {
        contexts.withPropertyValues("stepcache.outputs.missing=fail").run(context -> {
            Jobs jobs = Jobs.in(context);
            Step lazy = jobs.tasklet("lazy", (contribution, chunk) -> RepeatStatus.FINISHED);
            JobExecution execution = jobs.run(jobs.steps().cached(lazy, SPEC));
            StepExecution kept = jobs.repository()
                    .getStepExecution(Jobs.step(execution, "lazy").getId());

            assertThat(execution.getStatus()).isEqualTo(BatchStatus.FAILED);
            assertThat(Jobs.step(execution, "lazy").getFailureExceptions())
                    .singleElement()
                    .isInstanceOf(MissingOutputsException.class);
            assertThat(kept).isNotNull();
            assertThat(kept.getStatus()).isEqualTo(BatchStatus.FAILED);
            assertThat(kept.getExitStatus().getExitDescription()).contains("rows");
        });
    }

    @Test
    void switchedOffCacheLeavesTheStepToItself() {
        contexts.withPropertyValues("stepcache.enabled=false").run(context -> {
            Jobs jobs = Jobs.in(context);
            Step step = jobs.steps().cached(chunks(jobs), SPEC);
            jobs.run(step);
            jobs.run(step);

            assertThat(work.runs()).hasSize(6);
        });
    }

    @Test
    void declarationThatCannotBeMadeFailsTheExecutionAndNotTheJobAlone() {
        contexts.run(context -> {
            Jobs jobs = Jobs.in(context);
            JobExecution execution = jobs.run(jobs.steps().cached(chunks(jobs), started -> {
                throw new IllegalArgumentException("no such study");
            }));
            StepExecution kept = jobs.repository()
                    .getStepExecution(Jobs.step(execution, "chunks").getId());

            assertThat(execution.getStatus()).isEqualTo(BatchStatus.FAILED);
            assertThat(kept).isNotNull();
            assertThat(kept.getStatus()).isEqualTo(BatchStatus.FAILED);
            assertThat(kept.getEndTime()).isNotNull();
            assertThat(kept.getExitStatus().getExitDescription()).contains("no such study");
            assertThat(work.runs()).isEmpty();
        });
    }

    @Test
    void declarationCanDependOnTheParametersOfTheJob() {
        contexts.run(context -> {
            Jobs jobs = Jobs.in(context);
            Step step = jobs.steps().cached(chunks(jobs), execution -> {
                String id = String.valueOf(execution.getJobParameters().getString("id"));
                return SPEC.toBuilder().parameter("id", id).build();
            });
            jobs.run(jobs.job(step), "1");

            assertThat(Jobs.outcome(jobs.run(jobs.job(step), "2"), "chunks")).isEqualTo("ran");
        });
    }

    /** A tasklet that goes on until it is told to stop. */
    private static final class Endless implements StoppableTasklet {

        private final JobRegistry registry;
        private final Jobs jobs;
        private boolean stopped;

        Endless(JobRegistry registry, Jobs jobs) {
            this.registry = registry;
            this.jobs = jobs;
        }

        @Override
        public RepeatStatus execute(StepContribution contribution, ChunkContext chunk) throws Exception {
            JobExecution execution = contribution.getStepExecution().getJobExecution();
            assertThat(registry.getJob(execution.getJobInstance().getJobName())).isNotNull();
            jobs.operator().stop(execution);
            return RepeatStatus.continueIf(!stopped);
        }

        @Override
        @SuppressWarnings("removal") // and yet it has to be there
        public void stop() {
            stopped = true;
        }
    }

    @Test
    void jobOperatorFindsTheTaskletToStop() {
        contexts.run(context -> {
            Jobs jobs = Jobs.in(context);
            JobRegistry registry = context.getBean(JobRegistry.class);
            Endless endless = new Endless(registry, jobs);
            Job job = jobs.job(jobs.steps().cached(jobs.tasklet("endless", endless), SPEC));
            registry.register(job);
            JobExecution execution = jobs.run(job);

            assertThat(execution.getStatus()).isEqualTo(BatchStatus.STOPPED);
            assertThat(endless.stopped).isTrue();
            assertThat(Jobs.outcome(jobs.run(jobs.steps().cached(chunks(jobs), SPEC)), "chunks"))
                    .isEqualTo("ran");
        });
    }

    @Test
    void skippedStepIsToItsJobWhatTheStepItselfIs() {
        contexts.run(context -> {
            Jobs jobs = Jobs.in(context);
            Step step = new StepBuilder("step", jobs.repository())
                    .tasklet((contribution, chunk) -> RepeatStatus.FINISHED)
                    .allowStartIfComplete(true)
                    .startLimit(3)
                    .build();
            Step cached = jobs.steps().cached(step, SPEC);

            assertThat(List.of(cached.getName(), cached.isAllowStartIfComplete(), cached.getStartLimit()))
                    .isEqualTo(List.of("step", true, 3));
        });
    }
}
