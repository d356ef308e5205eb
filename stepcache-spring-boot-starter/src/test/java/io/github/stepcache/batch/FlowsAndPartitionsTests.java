package io.github.stepcache.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.annotation.CachedStep;
import io.github.stepcache.spring.Decisions;
import io.github.stepcache.spring.Workspace;
import io.github.stepcache.step.StepSpec;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.builder.FlowBuilder;
import org.springframework.batch.core.job.flow.Flow;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.task.SimpleAsyncTaskExecutor;

/** Steps that run side by side, each for itself. */
class FlowsAndPartitionsTests {

    private Workspace work;
    private ApplicationContextRunner contexts;

    @BeforeEach
    void setUp(@TempDir Path dir) {
        work = new Workspace(dir);
        work.write("in/a.csv", "1");
        work.write("in/b.csv", "1");
        contexts = Jobs.jdbc(work, Same.class, Own.class);
    }

    private static String file(ChunkContext chunk) {
        return String.valueOf(chunk.getStepContext().getStepExecutionContext().get("file"));
    }

    /** Says nothing of the partition that it works for. */
    static class Same implements Tasklet {
        private final Workspace work;

        Same(Workspace work) {
            this.work = work;
        }

        @Override
        @CachedStep(name = "same", inputs = "in", outputDir = "out")
        public RepeatStatus execute(StepContribution contribution, ChunkContext chunk) {
            work.run("same " + file(chunk), "out/" + file(chunk));
            return RepeatStatus.FINISHED;
        }
    }

    /** Names the file that its partition is given. */
    static class Own implements Tasklet {
        private static final String FILE = "#{#chunk.stepContext.stepExecutionContext['file']}";

        private final Workspace work;

        Own(Workspace work) {
            this.work = work;
        }

        @Override
        @CachedStep(name = "own-" + FILE, inputs = "in/" + FILE, outputDir = "out", requiredOutputs = FILE)
        public RepeatStatus execute(StepContribution contribution, ChunkContext chunk) {
            work.run("own " + file(chunk), "out/" + file(chunk));
            return RepeatStatus.FINISHED;
        }
    }

    private static Step partitioned(Jobs jobs, Function<Step, Step> worker, Tasklet tasklet) {
        return new StepBuilder("files", jobs.repository())
                .partitioner(
                        "work",
                        grid -> Stream.of("a.csv", "b.csv")
                                .collect(Collectors.toMap(
                                        file -> file, file -> new ExecutionContext(Map.of("file", file)))))
                .step(worker.apply(jobs.tasklet("work", tasklet)))
                .taskExecutor(new SimpleAsyncTaskExecutor())
                .build();
    }

    @Test
    void partitionIsNeverTakenForAnotherOneWithTheSameDeclaration() {
        contexts.run(context -> {
            Jobs jobs = Jobs.in(context);
            Step step = partitioned(jobs, worker -> worker, context.getBean(Same.class));
            jobs.run(step);

            assertThat(work.runs()).containsExactlyInAnyOrder("same a.csv", "same b.csv");
        });
    }

    @Test
    void wrappedPartitionIsNeverTakenForAnotherOneWithTheSameDeclaration() {
        contexts.run(context -> {
            Jobs jobs = Jobs.in(context);
            StepSpec same = StepSpec.named("same")
                    .inputs("in")
                    .outputDir(Path.of("out"))
                    .build();
            Step step = partitioned(jobs, worker -> jobs.steps().cached(worker, same), (contribution, chunk) -> {
                work.run("wrapped " + file(chunk), "out/" + file(chunk));
                return RepeatStatus.FINISHED;
            });
            jobs.run(step);

            assertThat(work.runs()).containsExactlyInAnyOrder("wrapped a.csv", "wrapped b.csv");
        });
    }

    @Test
    void partitionsAreSkippedEachForItself() {
        contexts.run(context -> {
            Jobs jobs = Jobs.in(context);
            Step step = partitioned(jobs, worker -> worker, context.getBean(Own.class));
            jobs.run(step);
            jobs.run(step);
            assertThat(work.runs()).containsExactlyInAnyOrder("own a.csv", "own b.csv");

            work.write("in/b.csv", "2");
            JobExecution third = jobs.run(step);
            assertThat(work.runs()).hasSize(3).endsWith("own b.csv");
            assertThat(Jobs.outcome(third, "work:a.csv")).isEqualTo("fresh");
            assertThat(Jobs.outcome(third, "work:b.csv")).isEqualTo("ran");
            assertThat(third.getStatus()).isEqualTo(BatchStatus.COMPLETED);
        });
    }

    @Test
    void wrappedPartitionsAreSkippedEachForItself() {
        contexts.run(context -> {
            Jobs jobs = Jobs.in(context);
            Function<StepExecution, StepSpec> declaration = execution -> {
                String file = execution.getExecutionContext().getString("file");
                return StepSpec.named("own-" + file)
                        .inputs("in/" + file)
                        .outputDir(Path.of("out"))
                        .requiredOutputs(file)
                        .build();
            };
            Step step = partitioned(jobs, worker -> jobs.steps().cached(worker, declaration), (contribution, chunk) -> {
                work.run("wrapped " + file(chunk), "out/" + file(chunk));
                return RepeatStatus.FINISHED;
            });
            jobs.run(step);
            work.write("in/b.csv", "2");
            JobExecution second = jobs.run(step);

            assertThat(work.runs()).hasSize(3).endsWith("wrapped b.csv");
            assertThat(Jobs.outcome(second, "work:a.csv")).isEqualTo("fresh");
            assertThat(second.getStatus()).isEqualTo(BatchStatus.COMPLETED);
        });
    }

    @Test
    void flowsOfASplitAreRememberedAndSkippedEachForItself() {
        contexts.run(context -> {
            Jobs jobs = Jobs.in(context);
            Job job = jobs.job()
                    .start(flow(jobs, "a"))
                    .split(new SimpleAsyncTaskExecutor())
                    .add(flow(jobs, "b"))
                    .end()
                    .build();
            jobs.run(job);
            assertThat(work.runs()).containsExactlyInAnyOrder("a", "b");

            work.write("in/a.csv", "2");
            JobExecution second = jobs.run(job);
            assertThat(work.runs()).hasSize(3).endsWith("a");
            assertThat(Jobs.outcome(second, "b")).isEqualTo("fresh");
            assertThat(second.getStatus()).isEqualTo(BatchStatus.COMPLETED);
            assertThat(context.getBean(Decisions.class).notRemembered()).isEmpty();
        });
    }

    private Flow flow(Jobs jobs, String name) {
        StepSpec spec = StepSpec.named(name)
                .inputs("in/" + name + ".csv")
                .outputDir(Path.of("out", name))
                .requiredOutputs("rows")
                .build();
        Step step = jobs.tasklet(name, (contribution, chunk) -> {
            work.run(name, "out/" + name + "/rows");
            return RepeatStatus.FINISHED;
        });
        return new FlowBuilder<Flow>("flow " + name)
                .start(jobs.steps().cached(step, spec))
                .build();
    }
}
