package io.github.stepcache.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.annotation.CachedStep;
import io.github.stepcache.spring.Decisions;
import io.github.stepcache.spring.Workspace;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.batch.core.configuration.annotation.StepScope;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.MethodInvokingTaskletAdapter;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The ways in which a tasklet can be a bean, or call one. */
class TaskletBeansTests {

    private Workspace work;

    @BeforeEach
    void setUp(@TempDir Path dir) {
        work = new Workspace(dir);
        work.write("in/a.csv", "1");
    }

    static class ScopedTasklet implements Tasklet {
        private final Workspace work;
        private final @Nullable String id;
        private int calls;

        ScopedTasklet(Workspace work, @Nullable String id) {
            this.work = work;
            this.id = id;
        }

        @Override
        @CachedStep(
                name = "scoped-#{#chunk.stepContext.jobParameters['id']}",
                inputs = "in",
                outputDir = "out",
                requiredOutputs = "rows")
        public RepeatStatus execute(StepContribution contribution, ChunkContext chunk) {
            work.run("scoped " + id, "out/rows");
            return RepeatStatus.continueIf(++calls < 2);
        }
    }

    static class Steps {
        private final Workspace work;

        Steps(Workspace work) {
            this.work = work;
        }

        @CachedStep(name = "status", inputs = "in", outputDir = "out", requiredOutputs = "rows")
        public RepeatStatus status() {
            work.run("status", "out/rows");
            return RepeatStatus.continueIf(work.runs().size() < 3);
        }

        @CachedStep(name = "finished", inputs = "in", outputDir = "done", requiredOutputs = "rows")
        public RepeatStatus finished() {
            work.run("finished", "done/rows");
            return RepeatStatus.FINISHED;
        }

        @CachedStep(name = "plain", inputs = "in", outputDir = "plain", requiredOutputs = "rows")
        public void plain() {
            work.run("plain", "plain/rows");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Scoped {
        @Bean
        @StepScope
        ScopedTasklet scoped(Workspace work, @Value("#{jobParameters['id']}") @Nullable String id) {
            return new ScopedTasklet(work, id);
        }
    }

    @Test
    void stepScopedTaskletIsAdvisedOnceAndKnowsTheParametersOfItsJob() {
        Jobs.jdbc(work, Scoped.class).run(context -> {
            Jobs jobs = Jobs.in(context);
            Job job = jobs.job(jobs.tasklet("step", context.getBean(ScopedTasklet.class)));
            for (String id : new String[] {"2023", "2024"}) {
                jobs.run(job, id);
            }

            assertThat(work.runs()).containsExactly("scoped 2023", "scoped 2023", "scoped 2024", "scoped 2024");
            Decisions decisions = context.getBean(Decisions.class);
            assertThat(decisions.count()).isEqualTo(2);
            assertThat(decisions.notRemembered()).isEmpty();
            assertThat(work.read("out/.scoped-2023.manifest.json")).contains("\"complete\"");
        });
    }

    @Test
    void lambdaThatCallsABeanUntilItIsFinishedIsATaskletToo() {
        Jobs.resourceless(work, Steps.class).run(context -> {
            Jobs jobs = Jobs.in(context);
            Steps steps = context.getBean(Steps.class);
            assertIsSkippedTheSecondTime(jobs, jobs.tasklet("step", (contribution, chunk) -> steps.status()));
        });
    }

    @Test
    void methodThatBatchAdaptsIsATaskletToo() {
        Jobs.resourceless(work, Steps.class).run(context -> {
            Jobs jobs = Jobs.in(context);
            MethodInvokingTaskletAdapter adapter = new MethodInvokingTaskletAdapter();
            adapter.setTargetObject(context.getBean(Steps.class));
            adapter.setTargetMethod("finished");
            jobs.run(jobs.tasklet("step", adapter));

            assertThat(Jobs.outcome(jobs.run(jobs.tasklet("step", adapter)), "step"))
                    .isEqualTo("fresh");
        });
    }

    /** Spring Batch's adapter takes whatever a method returns for the end. */
    @Test
    void methodThatIsNotFinishedIsNotRememberedWhereBatchDoesNotCallItAgain() {
        Jobs.resourceless(work, Steps.class).run(context -> {
            Jobs jobs = Jobs.in(context);
            MethodInvokingTaskletAdapter adapter = new MethodInvokingTaskletAdapter();
            adapter.setTargetObject(context.getBean(Steps.class));
            adapter.setTargetMethod("status");
            jobs.run(jobs.tasklet("step", adapter));

            assertThat(Jobs.outcome(jobs.run(jobs.tasklet("step", adapter)), "step"))
                    .isEqualTo("ran");
        });
    }

    private void assertIsSkippedTheSecondTime(Jobs jobs, Step step) throws Exception {
        jobs.run(step);
        assertThat(work.runs()).hasSize(3);
        JobExecution second = jobs.run(step);
        assertThat(work.runs()).hasSize(3);
        assertThat(Jobs.outcome(second, "step")).isEqualTo("fresh");
    }

    @Test
    void methodThatIsNoTaskletEndsWithTheTransactionOfTheChunk() {
        Jobs.jdbc(work, Steps.class).run(context -> {
            Jobs jobs = Jobs.in(context);
            Steps steps = context.getBean(Steps.class);
            Step step = jobs.tasklet("step", (contribution, chunk) -> {
                steps.plain();
                if (work.runs().size() == 1) {
                    throw new IllegalStateException("rolled back");
                }
                return RepeatStatus.FINISHED;
            });
            jobs.run(step);
            jobs.run(step);
            jobs.run(step);

            assertThat(work.runs()).hasSize(2);
        });
    }
}
