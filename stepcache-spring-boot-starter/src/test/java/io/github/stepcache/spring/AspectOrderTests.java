package io.github.stepcache.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.stepcache.StepListener;
import io.github.stepcache.StepResult;
import io.github.stepcache.annotation.CachedStep;
import io.github.stepcache.decision.Decision;
import io.github.stepcache.step.StepSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.aspectj.lang.ProceedingJoinPoint;
import org.aspectj.lang.annotation.Around;
import org.aspectj.lang.annotation.Aspect;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.resilience.annotation.EnableResilientMethods;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;

/** The cache stands outside transactions and retries, unless it is told otherwise (contract 7.6). */
class AspectOrderTests {

    private Workspace work;
    private ApplicationContextRunner contexts;

    @BeforeEach
    void setUp(@TempDir Path dir) {
        work = new Workspace(dir);
        contexts = Contexts.in(work, Steps.class).withUserConfiguration(Surroundings.class, Recording.class);
    }

    interface Composed {
        @CachedStep(name = "by-interface", outputDir = "out", requiredOutputs = "i")
        @Transactional
        void byInterface();
    }

    static class Steps implements Composed {
        private final CountingTransactions transactions;
        private final Workspace work;

        Steps(CountingTransactions transactions, Workspace work) {
            this.transactions = transactions;
            this.work = work;
        }

        @CachedStep(name = "direct", outputDir = "out", requiredOutputs = "d")
        @Transactional
        public void direct() {
            transactions.events().add("run");
            work.run("direct", "out/d");
        }

        @Override
        public void byInterface() {
            transactions.events().add("run");
            work.run("by-interface", "out/i");
        }

        @CachedStep(name = "retried", outputDir = "out", requiredOutputs = "r")
        @Retryable(maxRetries = 2, delay = 1)
        public void retried() throws IOException {
            work.run("attempt");
            if (work.runs().size() < 3) {
                throw new IOException("again");
            }
            work.run("success", "out/r");
        }

        @CachedStep(name = "hopeless", outputDir = "out", requiredOutputs = "h")
        @Retryable(maxRetries = 1, delay = 1)
        public void hopeless() throws IOException {
            work.run("attempt");
            throw new IOException("never");
        }

        @Retryable(maxRetries = 1, delay = 1)
        public void noStep() throws IOException {
            throw new IOException("never");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement
    @EnableResilientMethods
    static class Surroundings {}

    @Configuration(proxyBeanMethods = false)
    static class Recording {
        @Bean
        CountingTransactions transactions() {
            return new CountingTransactions();
        }

        @Bean
        StepListener recorder(CountingTransactions transactions) {
            return new StepListener() {
                @Override
                public void decided(StepSpec spec, Decision decision) {
                    transactions.events().add("decided");
                }

                @Override
                public void completed(StepSpec spec, StepResult<?> result) {
                    transactions.events().add("remembered");
                }
            };
        }
    }

    @Test
    void stepIsRememberedAfterItsTransactionIsCommitted() {
        contexts.run(context -> {
            List<String> events = context.getBean(CountingTransactions.class).events();

            context.getBean(Steps.class).direct();
            assertThat(events).containsExactly("decided", "begin", "run", "commit", "remembered");

            events.clear();
            context.getBean(Steps.class).byInterface();
            assertThat(events).containsExactly("decided", "begin", "run", "commit", "remembered");
        });
    }

    @Test
    void skippedStepNeedsNoTransaction() {
        contexts.run(context -> {
            context.getBean(Steps.class).direct();
            List<String> events = context.getBean(CountingTransactions.class).events();
            events.clear();
            context.getBean(Steps.class).direct();

            assertThat(events).containsExactly("decided", "remembered");
        });
    }

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement(order = 100)
    static class EarlyTransactions {}

    @Test
    void orderIsConfigurable() {
        ApplicationContextRunner early =
                Contexts.in(work, Steps.class).withUserConfiguration(EarlyTransactions.class, Recording.class);

        early.run(context -> {
            context.getBean(Steps.class).direct();
            assertThat(context.getBean(CountingTransactions.class).events())
                    .containsExactly("begin", "decided", "run", "commit", "remembered");
        });
        early.withPropertyValues("stepcache.order=99", "stepcache.force=true").run(context -> {
            context.getBean(Steps.class).direct();
            assertThat(context.getBean(CountingTransactions.class).events())
                    .containsExactly("decided", "begin", "run", "commit", "remembered");
        });
    }

    @Test
    void retriesAreOutsideWhereTheCacheComesLast() {
        contexts.withPropertyValues("stepcache.order=" + Ordered.LOWEST_PRECEDENCE)
                .run(context -> {
                    context.getBean(Steps.class).retried();
                    assertThat(context.getBean(Decisions.class).count()).isEqualTo(3);
                });
    }

    @Test
    void retriesOfOtherMethodsStayWhereTheyAre() {
        contexts.withBean(Security.class).run(context -> {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> context.getBean(Steps.class).noStep());
            assertThat(context.getBean(Security.class).calls).containsExactly("noStep", "noStep");
        });
    }

    @Test
    void retriesAreOneRunOfTheStep() {
        contexts.run(context -> {
            context.getBean(Steps.class).retried();
            context.getBean(Steps.class).retried();

            assertThat(work.runs()).containsExactly("attempt", "attempt", "attempt", "success");
            assertThat(context.getBean(Decisions.class).count()).isEqualTo(2);
        });
    }

    @Test
    void stepThatFailsAfterAllRetriesThrowsWhatTheMethodThrew() {
        contexts.run(context -> {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> context.getBean(Steps.class).hopeless())
                    .withMessage("never");
            assertThat(work.runs()).hasSize(2);
            assertThat(context.getBean(Decisions.class).count()).isEqualTo(1);
        });
    }

    @Aspect
    @Order(0)
    static class Security {
        final List<String> calls = new ArrayList<>();

        @Around("execution(* io.github.stepcache.spring.AspectOrderTests.Steps.*(..))")
        public @Nullable Object check(ProceedingJoinPoint call) throws Throwable {
            calls.add(call.getSignature().getName());
            return call.proceed();
        }
    }

    @Test
    void whatComesFirstSeesSkippedCallsToo() {
        contexts.withBean(Security.class).run(context -> {
            context.getBean(Steps.class).direct();
            context.getBean(Steps.class).direct();

            assertThat(context.getBean(Security.class).calls).containsExactly("direct", "direct");
            assertThat(work.runs()).hasSize(1);
        });
    }
}
