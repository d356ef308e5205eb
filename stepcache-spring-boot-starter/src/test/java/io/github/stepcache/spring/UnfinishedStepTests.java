package io.github.stepcache.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.annotation.CachedStep;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** What a method throws reaches its caller; what it leaves unfinished is not remembered (contract 6.3, 7.3). */
class UnfinishedStepTests {

    private Workspace work;
    private ApplicationContextRunner contexts;

    @BeforeEach
    void setUp(@TempDir Path dir) {
        work = new Workspace(dir);
        contexts = Contexts.in(work, Steps.class, Tasklet.class);
    }

    static class Steps {
        private final Workspace work;

        Steps(Workspace work) {
            this.work = work;
        }

        @CachedStep(name = "failing", outputDir = "out", parameters = CachedStep.NO_PARAMETERS)
        public String failing(Throwable failure) throws IOException {
            work.run("failing");
            if (failure instanceof IOException checked) {
                throw checked;
            }
            if (failure instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) failure;
        }
    }

    static class Tasklet {
        private final Workspace work;

        Tasklet(Workspace work) {
            this.work = work;
        }

        @CachedStep(name = "tasklet", outputDir = "out", parameters = CachedStep.NO_PARAMETERS)
        public RepeatStatus execute(RepeatStatus result) {
            work.run("tasklet");
            return result;
        }
    }

    @Test
    void finishedTaskletIsRemembered() {
        contexts.run(context -> {
            Tasklet tasklet = context.getBean(Tasklet.class);
            assertThat(tasklet.execute(RepeatStatus.FINISHED)).isEqualTo(RepeatStatus.FINISHED);
            assertThat(tasklet.execute(RepeatStatus.CONTINUABLE)).isEqualTo(RepeatStatus.FINISHED);
            assertThat(work.runs()).hasSize(1);
        });
    }

    @Test
    void taskletThatTakesSeveralCallsIsNotRememberedSinceItsInputsMayHaveChangedBetweenThem() {
        contexts.run(context -> {
            Tasklet tasklet = context.getBean(Tasklet.class);
            assertThat(tasklet.execute(RepeatStatus.CONTINUABLE)).isEqualTo(RepeatStatus.CONTINUABLE);
            assertThat(tasklet.execute(RepeatStatus.CONTINUABLE)).isEqualTo(RepeatStatus.CONTINUABLE);
            assertThat(tasklet.execute(RepeatStatus.FINISHED)).isEqualTo(RepeatStatus.FINISHED);
            assertThat(tasklet.execute(RepeatStatus.FINISHED)).isEqualTo(RepeatStatus.FINISHED);
            assertThat(work.runs()).hasSize(4);
            assertThat(context.getBean(Decisions.class).notRemembered())
                    .hasSize(4)
                    .allMatch(why -> why.contains("CONTINUABLE"));
        });
    }

    @Test
    void exceptionReachesTheCallerAsTheSameObject() {
        contexts.run(context -> {
            Steps steps = context.getBean(Steps.class);
            for (Throwable failure : List.of(
                    new IOException("disk"), new IllegalStateException("bug"), new StackOverflowError("deep"))) {
                assertThat(thrownBy(steps, failure)).isSameAs(failure);
            }
            assertThat(work.runs()).hasSize(3);
            assertThat(context.getBean(Decisions.class).last().describe()).contains("the previous run failed", "bug");
        });
    }

    private static @Nullable Throwable thrownBy(Steps steps, Throwable failure) {
        try {
            steps.failing(failure);
            return null;
        } catch (Throwable thrown) {
            return thrown;
        }
    }
}
