package io.github.stepcache.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.StepCache;
import io.github.stepcache.annotation.CachedStep;
import io.github.stepcache.spring.Workspace;
import io.github.stepcache.step.StepSpec;
import io.github.stepcache.store.OutputStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Batch steps whose outputs come back from a store are not executed, and say so. */
class RestoredStepsTests {

    private static final StepSpec SPEC = StepSpec.named("rows")
            .inputs("in")
            .outputDir(Path.of("out"))
            .requiredOutputs("rows")
            .build();

    private Workspace work;
    private OutputStore store;

    @BeforeEach
    void setUp(@TempDir Path dir, @TempDir Path storeDir) {
        work = new Workspace(dir);
        work.write("in/a.csv", "1");
        store = OutputStore.in(storeDir).build();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    private ApplicationContextRunner contexts(Class<?>... beans) {
        return Jobs.jdbc(work, beans)
                .withBean(
                        StepCache.class,
                        () -> StepCache.builder()
                                .baseDir(work.dir())
                                .store(store)
                                .build());
    }

    /** A tasklet that takes two calls. */
    static class Twice implements Tasklet {
        private final Workspace work;

        Twice(Workspace work) {
            this.work = work;
        }

        @Override
        @CachedStep(name = "twice", inputs = "in", outputDir = "out", requiredOutputs = "rows")
        public RepeatStatus execute(StepContribution contribution, ChunkContext chunk) {
            work.run("twice", "out/rows");
            return RepeatStatus.continueIf(work.runs().size() % 2 == 1);
        }
    }

    @Test
    void chunkStepIsCompletedWithoutReadingOrWriting() {
        contexts().run(context -> {
            Jobs jobs = Jobs.in(context);
            Job job = jobs.job(jobs.steps()
                    .cached(
                            new StepBuilder("chunks", jobs.repository())
                                    .<Integer, Integer>chunk(2)
                                    .reader(new Rows())
                                    .writer(rows -> work.run("rows " + rows.getItems(), "out/rows"))
                                    .build(),
                            SPEC));
            jobs.run(job);
            work.delete("out/rows");

            restored(jobs, jobs.run(job), "chunks");
            assertThat(work.runs()).hasSize(3);
            assertThat(work.read("out/rows")).isEqualTo("rows [5, 6]");
        });
    }

    @Test
    void taskletIsFinishedAtOnce() {
        contexts(Twice.class).run(context -> {
            Jobs jobs = Jobs.in(context);
            Job job = jobs.job(jobs.tasklet("tasklet", context.getBean(Tasklet.class)));
            jobs.run(job);
            work.delete("out/rows");

            restored(jobs, jobs.run(job), "tasklet");
            assertThat(work.runs()).hasSize(2);
            assertThat(work.read("out/rows")).isEqualTo("twice");
        });
    }

    private static void restored(Jobs jobs, JobExecution execution, String name) {
        StepExecution step =
                jobs.repository().getStepExecution(Jobs.step(execution, name).getId());
        assertThat(execution.getStatus()).isEqualTo(BatchStatus.COMPLETED);
        assertThat(step).isNotNull();
        assertThat(step.getStatus()).isEqualTo(BatchStatus.COMPLETED);
        assertThat(step.getReadCount() + step.getWriteCount()).isZero();
        assertThat(step.getExecutionContext().getString("stepcache.outcome")).isEqualTo("restored");
        assertThat(step.getExecutionContext().getString("stepcache.reasons"))
                .startsWith("restored from local as of ")
                .endsWith("it was stale: output \"rows\" is missing");
    }
}
