package io.github.stepcache.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.stepcache.annotation.CachedStep;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.resilience.annotation.EnableResilientMethods;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;
import org.springframework.transaction.support.DefaultTransactionStatus;

/** A step whose own transaction is rolled back is not remembered (contract 7.6). */
class RolledBackStepsTests {

    private Workspace work;
    private ApplicationContextRunner contexts;

    @BeforeEach
    void setUp(@TempDir Path dir) {
        work = new Workspace(dir);
        contexts = Contexts.in(work, Steps.class).withUserConfiguration(Transactions.class);
    }

    /** Transactions whose commit fails. */
    static class FailingTransactions extends CountingTransactions {

        private static final long serialVersionUID = 1L;

        @Override
        protected void doCommit(DefaultTransactionStatus status) {
            super.doCommit(status);
            throw new TransactionSystemException("the commit failed");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement
    static class Transactions {
        @Bean
        CountingTransactions transactions() {
            return new CountingTransactions();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement
    static class FailingCommits {
        @Bean
        CountingTransactions transactions() {
            return new FailingTransactions();
        }
    }

    static class Steps {
        private final Workspace work;

        Steps(Workspace work) {
            this.work = work;
        }

        @CachedStep(name = "plain", outputDir = "out", requiredOutputs = "f")
        @Transactional
        public String plain() {
            work.run("plain", "out/f");
            return "value";
        }

        @CachedStep(name = "throwing", outputDir = "thrown", requiredOutputs = "f")
        @Transactional(rollbackFor = IOException.class)
        public void throwing() throws IOException {
            work.run("throwing", "thrown/f");
            throw new IOException("failed");
        }
    }

    @Test
    void exceptionRollsBackAndReachesTheCache() {
        contexts.run(context -> {
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> context.getBean(Steps.class).throwing())
                        .isInstanceOf(IOException.class)
                        .hasMessage("failed");
            }
            assertThat(context.getBean(CountingTransactions.class).events())
                    .containsExactly("begin", "rollback", "begin", "rollback");
            assertThat(work.runs()).hasSize(2);
        });
    }

    @Test
    void commitThatFailsReachesTheCache() {
        Contexts.in(work, Steps.class)
                .withUserConfiguration(FailingCommits.class)
                .run(context -> {
                    for (int i = 0; i < 2; i++) {
                        assertThatThrownBy(() -> context.getBean(Steps.class).plain())
                                .isInstanceOf(TransactionSystemException.class);
                    }
                    assertThat(work.runs()).hasSize(2);
                });
    }

    static class Marking {
        private final Workspace work;
        private boolean failsOnce;

        Marking(Workspace work) {
            this.work = work;
        }

        @CachedStep(name = "marked", outputDir = "marked", requiredOutputs = "f")
        @Transactional
        public String marked() {
            work.run("marked", "marked/f");
            TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
            return "value";
        }

        @CachedStep(name = "future", outputDir = "future", requiredOutputs = "f")
        @Transactional
        public CompletableFuture<String> future() {
            work.run("future", "future/f");
            TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
            return CompletableFuture.completedFuture("value");
        }

        @CachedStep(name = "retried", outputDir = "retried", requiredOutputs = "f")
        @Retryable(maxRetries = 1, delay = 1)
        @Transactional
        public String retried() {
            work.run("retried", "retried/f");
            failsOnce = !failsOnce;
            if (failsOnce) {
                throw new IllegalStateException("again");
            }
            return "value";
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableResilientMethods
    static class Retries {}

    @Test
    void transactionThatIsMarkedForRollbackIsNotRememberedAlthoughTheMethodReturns() {
        contexts.withBean(Marking.class).run(context -> {
            for (int i = 0; i < 2; i++) {
                assertThat(context.getBean(Marking.class).marked()).isEqualTo("value");
            }
            assertThat(context.getBean(CountingTransactions.class).events())
                    .containsExactly("begin", "rollback", "begin", "rollback");
            assertThat(work.runs()).hasSize(2);
        });
    }

    @Test
    void futureOfATransactionThatIsMarkedForRollbackIsNotRememberedEither() {
        contexts.withBean(Marking.class).run(context -> {
            for (int i = 0; i < 2; i++) {
                assertThat(context.getBean(Marking.class).future()).isCompletedWithValue("value");
            }
            assertThat(context.getBean(CountingTransactions.class).events())
                    .containsExactly("begin", "rollback", "begin", "rollback");
            assertThat(work.runs()).hasSize(2);
        });
    }

    @Test
    void lastAttemptCounts() {
        contexts.withBean(Marking.class).withUserConfiguration(Retries.class).run(context -> {
            for (int i = 0; i < 2; i++) {
                assertThat(context.getBean(Marking.class).retried()).isEqualTo("value");
            }
            assertThat(context.getBean(CountingTransactions.class).events())
                    .containsExactly("begin", "rollback", "begin", "commit");
            assertThat(work.runs()).hasSize(2);
        });
    }
}
