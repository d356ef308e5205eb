package io.github.stepcache.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.stepcache.MissingOutputsException;
import io.github.stepcache.annotation.CachedStep;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** What is rolled back is never remembered: where a transaction goes on around a step, the step ends with it. */
class SurroundingTransactionTests {

    private Workspace work;
    private ApplicationContextRunner contexts;

    @BeforeEach
    void setUp(@TempDir Path dir) {
        work = new Workspace(dir);
        contexts = Contexts.in(work, Steps.class, CountingTransactions.class);
    }

    static class Steps {
        private final Workspace work;
        private boolean lazy;

        Steps(Workspace work) {
            this.work = work;
        }

        void beLazy() {
            lazy = true;
        }

        @CachedStep(name = "future", outputDir = "future", requiredOutputs = "f")
        public CompletableFuture<String> future() {
            work.run("future", "future/f");
            return CompletableFuture.completedFuture("value");
        }

        @CachedStep(name = "step", outputDir = "out", requiredOutputs = "f")
        public String step() {
            if (lazy) {
                work.run("lazy");
            } else {
                work.run("step", "out/f");
            }
            return "value";
        }
    }

    private static TransactionTemplate transaction(ApplicationContext context) {
        return new TransactionTemplate(context.getBean(CountingTransactions.class));
    }

    @Test
    void stepIsRememberedOnceTheTransactionAroundItIsCommitted() {
        contexts.run(context -> {
            Steps steps = context.getBean(Steps.class);
            Decisions decisions = context.getBean(Decisions.class);
            String value = transaction(context).execute(status -> {
                String returned = steps.step();
                assertThat(decisions.results()).isEmpty();
                return returned;
            });

            assertThat(value).isEqualTo("value");
            assertThat(decisions.results()).hasSize(1);
            assertThat(steps.step()).isEqualTo("value");
            assertThat(work.runs()).hasSize(1);
        });
    }

    @Test
    void stepOfATransactionThatIsRolledBackIsNotRemembered() {
        contexts.run(context -> {
            Steps steps = context.getBean(Steps.class);
            assertThatIllegalStateException()
                    .isThrownBy(() -> transaction(context).executeWithoutResult(status -> {
                        steps.step();
                        throw new IllegalStateException("too bad");
                    }));

            steps.step();
            assertThat(work.runs()).hasSize(2);
            assertThat(context.getBean(Decisions.class).last().describe())
                    .contains("the previous run failed", "the transaction around it was not committed");
        });
    }

    @Test
    void futureThatCompletesInsideATransactionIsRememberedOnceThatIsCommitted() {
        contexts.run(context -> {
            Steps steps = context.getBean(Steps.class);
            assertThatIllegalStateException()
                    .isThrownBy(() -> transaction(context).executeWithoutResult(status -> {
                        assertThat(steps.future()).isCompletedWithValue("value");
                        throw new IllegalStateException("too bad");
                    }));
            transaction(context).executeWithoutResult(status -> {
                assertThat(steps.future()).isCompletedWithValue("value");
                assertThat(context.getBean(Decisions.class).results()).isEmpty();
            });

            assertThat(steps.future()).isCompletedWithValue("value");
            assertThat(work.runs()).hasSize(2);
        });
    }

    @Test
    void freshStepIsSkippedInsideATransactionToo() {
        contexts.run(context -> {
            Steps steps = context.getBean(Steps.class);
            steps.step();

            String value = transaction(context).execute(status -> steps.step());
            assertThat(value).isEqualTo("value");
            assertThat(work.runs()).hasSize(1);
        });
    }

    @Test
    void stepThatIsCalledTwiceInOneTransactionRunsTwiceSinceNothingIsCommittedYet() {
        contexts.run(context -> {
            Steps steps = context.getBean(Steps.class);
            transaction(context).executeWithoutResult(status -> {
                steps.step();
                steps.step();
            });
            steps.step();

            assertThat(work.runs()).hasSize(2);
        });
    }

    @Test
    void missingOutputsRollTheTransactionBackWhereTheyAreAFailure() {
        contexts.withPropertyValues("stepcache.outputs.missing=fail").run(context -> {
            Steps steps = context.getBean(Steps.class);
            steps.beLazy();

            assertThatExceptionOfType(MissingOutputsException.class)
                    .isThrownBy(() -> transaction(context).executeWithoutResult(status -> steps.step()));
            assertThat(context.getBean(CountingTransactions.class).events()).containsExactly("begin", "rollback");
        });
    }

    @Test
    void stepOutsideTheCacheIsCalledInsideATransactionToo() {
        contexts.withPropertyValues("stepcache.enabled=false").run(context -> {
            Steps steps = context.getBean(Steps.class);
            transaction(context).executeWithoutResult(status -> steps.step());
            transaction(context).executeWithoutResult(status -> steps.step());

            assertThat(work.runs()).hasSize(2);
        });
    }
}
