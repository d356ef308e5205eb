package io.github.stepcache.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.stepcache.annotation.CachedStep;
import io.github.stepcache.lock.LockTimeoutException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/** Steps that return a Mono are asked for when somebody subscribes, and end when it completes (contract 7.3). */
@SuppressWarnings("FutureReturnValueIgnored") // what it comes to is seen elsewhere
class MonoStepsTests {

    private static final Duration LONG = Duration.ofMinutes(1);

    private Workspace work;
    private ApplicationContextRunner contexts;

    @BeforeEach
    void setUp(@TempDir Path dir) {
        work = new Workspace(dir);
        contexts = Contexts.in(work, Steps.class, Implementation.class);
    }

    record Report(String text) {}

    static class Steps {
        private final Workspace work;
        private final Sinks.One<String> sink = Sinks.one();

        Steps(Workspace work) {
            this.work = work;
        }

        Sinks.One<String> sink() {
            return sink;
        }

        @CachedStep(name = "report", outputDir = "out", requiredOutputs = "f")
        public Mono<Report> report() {
            work.run("called");
            return Mono.fromCallable(() -> {
                work.run("subscribed", "out/f");
                return new Report("text");
            });
        }

        @CachedStep(name = "empty", outputDir = "out", requiredOutputs = "e")
        public Mono<Void> empty() {
            return Mono.fromRunnable(() -> work.run("empty", "out/e"));
        }

        @CachedStep(name = "waiting", outputDir = "out")
        public Mono<String> waiting() {
            work.run("waiting");
            return sink.asMono().doOnCancel(() -> work.run("cancelled"));
        }

        @CachedStep(name = "failing", outputDir = "out")
        public Mono<String> failing() {
            work.run("failing");
            return Mono.error(new IOException("too bad"));
        }

        @CachedStep(name = "user", outputDir = "out", requiredOutputs = "u")
        public Mono<String> user() {
            return Mono.deferContextual(context -> {
                work.run("user", "out/u");
                return Mono.just(context.get("user"));
            });
        }

        @CachedStep(name = "thread", outputDir = "out", requiredOutputs = "t")
        public Mono<Boolean> mayBlock() {
            return Mono.fromCallable(() -> {
                work.run("thread", "out/t");
                return !Schedulers.isInNonBlockingThread();
            });
        }
    }

    interface Declared {
        @CachedStep(name = "declared", outputDir = "out", requiredOutputs = "d")
        Mono<String> declared();
    }

    static class Implementation implements Declared {
        private final Workspace work;

        Implementation(Workspace work) {
            this.work = work;
        }

        @Override
        public Mono<String> declared() {
            work.run("declared", "out/d");
            return Mono.just("value");
        }
    }

    @Test
    void nothingHappensBeforeSomebodySubscribes() {
        contexts.run(context -> {
            Mono<Report> mono = context.getBean(Steps.class).report();
            assertThat(work.runs()).isEmpty();
            assertThat(context.getBean(Decisions.class).count()).isZero();

            assertThat(mono.block(LONG)).isEqualTo(new Report("text"));
            assertThat(work.runs()).containsExactly("called", "subscribed");
        });
    }

    @Test
    void eachSubscriberAsksTheCache() {
        contexts.run(context -> {
            Mono<Report> mono = context.getBean(Steps.class).report();
            mono.block(LONG);
            assertThat(mono.block(LONG)).isEqualTo(new Report("text"));
            assertThat(context.getBean(Decisions.class).count()).isEqualTo(2);
            assertThat(work.runs()).hasSize(2);

            work.delete("out/f");
            assertThat(mono.block(LONG)).isEqualTo(new Report("text"));
            assertThat(work.runs()).hasSize(4);
        });
    }

    @Test
    void methodOfAnInterfaceIsCalledForEachSubscriberAsWell() {
        contexts.run(context -> {
            Mono<String> mono = context.getBean(Declared.class).declared();
            mono.block(LONG);
            mono.block(LONG);
            work.delete("out/d");

            assertThat(mono.block(LONG)).isEqualTo("value");
            assertThat(work.runs()).hasSize(2);
        });
    }

    @Test
    void monoWithoutAValueIsSkipped() {
        contexts.run(context -> {
            Steps steps = context.getBean(Steps.class);
            assertThat(steps.empty().block(LONG)).isNull();
            assertThat(steps.empty().block(LONG)).isNull();
            assertThat(work.runs()).containsExactly("empty");
        });
    }

    @Test
    void monoThatFailsIsAFailureOfTheStep() {
        contexts.run(context -> {
            Steps steps = context.getBean(Steps.class);
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> steps.failing().block(LONG))
                        .hasCauseInstanceOf(IOException.class)
                        .hasMessageContaining("too bad");
            }
            assertThat(work.runs()).hasSize(2);
            assertThat(context.getBean(Decisions.class).last().describe()).contains("the previous run failed");
        });
    }

    @Test
    void subscriberThatCancelsCancelsTheWorkAndLetsTheStepGo() {
        contexts.run(context -> {
            Steps steps = context.getBean(Steps.class);
            Disposable subscriber = steps.waiting().subscribe();
            Awaitility.await().until(() -> work.runs().contains("waiting"));
            Awaitility.await().until(() -> steps.sink().currentSubscriberCount() == 1);
            subscriber.dispose();
            Awaitility.await().until(() -> work.runs().contains("cancelled"));

            steps.sink().tryEmitValue("value");
            assertThat(steps.waiting().block(LONG)).isEqualTo("value");
            assertThat(work.runs()).containsExactly("waiting", "cancelled", "waiting");
        });
    }

    @Test
    void stepIsLockedUntilItsMonoCompletes() {
        contexts.withPropertyValues("stepcache.lock-timeout=50ms").run(context -> {
            Steps steps = context.getBean(Steps.class);
            Mono<String> first = steps.waiting().cache();
            first.subscribe();
            Awaitility.await().until(() -> steps.sink().currentSubscriberCount() == 1);

            assertThatExceptionOfType(LockTimeoutException.class)
                    .isThrownBy(() -> steps.waiting().block(LONG));
            steps.sink().tryEmitValue("value");
            assertThat(first.block(LONG)).isEqualTo("value");
            assertThat(steps.waiting().block(LONG)).isEqualTo("value");
            assertThat(work.runs()).hasSize(1);
        });
    }

    @Test
    void subscriberThatCancelsWhileItWaitsForTheLockDoesNotStartTheStep() {
        contexts.run(context -> {
            Steps steps = context.getBean(Steps.class);
            AtomicBoolean gone = new AtomicBoolean();
            Mono<String> first = steps.waiting().cache();
            first.subscribe();
            Awaitility.await().until(() -> steps.sink().currentSubscriberCount() == 1);
            steps.waiting().doOnCancel(() -> gone.set(true)).subscribe().dispose();
            Awaitility.await().untilTrue(gone);
            steps.sink().tryEmitValue("value");
            first.block(LONG);

            assertThat(steps.waiting().block(LONG)).isEqualTo("value");
            assertThat(work.runs()).containsExactly("waiting");
        });
    }

    @Test
    void manyWhoWaitForTheStepDoNotKeepItFromItsEnd() {
        contexts.run(context -> {
            Steps steps = context.getBean(Steps.class);
            int many = 2 * Schedulers.DEFAULT_BOUNDED_ELASTIC_SIZE;
            CompletableFuture<@Nullable Long> all = Flux.range(0, many)
                    .flatMap(number -> steps.waiting(), many)
                    .count()
                    .toFuture();
            Awaitility.await().until(() -> steps.sink().currentSubscriberCount() == 1);
            steps.sink().tryEmitValue("value");

            assertThat(all.get(1, TimeUnit.MINUTES)).isEqualTo(many);
            assertThat(work.runs()).hasSize(1);
        });
    }

    @Test
    void contextOfTheSubscriberReachesTheWork() {
        contexts.run(context -> assertThat(context.getBean(Steps.class)
                        .user()
                        .contextWrite(written -> written.put("user", "ada"))
                        .block(LONG))
                .isEqualTo("ada"));
    }

    @Test
    void filesAreReadOnThreadsThatMayBlock() {
        contexts.run(context -> {
            Mono<Boolean> mayBlock =
                    Mono.defer(() -> context.getBean(Steps.class).mayBlock());
            assertThat(mayBlock.subscribeOn(Schedulers.parallel()).block(LONG)).isTrue();
        });
    }
}
