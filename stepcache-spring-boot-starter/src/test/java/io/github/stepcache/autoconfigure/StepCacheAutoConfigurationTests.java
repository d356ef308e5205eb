package io.github.stepcache.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.StepCache;
import io.github.stepcache.StepListener;
import io.github.stepcache.StepResult;
import io.github.stepcache.annotation.CachedStep;
import io.github.stepcache.decision.Decision;
import io.github.stepcache.spring.CachedStepAspect;
import io.github.stepcache.spring.Contexts;
import io.github.stepcache.spring.Workspace;
import io.github.stepcache.step.StepSpec;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.aspectj.lang.ProceedingJoinPoint;
import org.aspectj.lang.annotation.Around;
import org.aspectj.lang.annotation.Aspect;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.aop.support.AopUtils;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.resilience.annotation.EnableResilientMethods;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.transaction.annotation.EnableTransactionManagement;

@ExtendWith(OutputCaptureExtension.class)
class StepCacheAutoConfigurationTests {

    private Workspace work;

    @BeforeEach
    void setUp(@TempDir Path dir) {
        work = new Workspace(dir);
    }

    static class Step {
        private final Workspace work;

        Step(Workspace work) {
            this.work = work;
        }

        @CachedStep(name = "step", outputDir = "out", requiredOutputs = "x")
        public void step() {
            work.run("step", "out/x");
        }
    }

    @Test
    void cacheIsThereForUseWithoutTheAnnotation() {
        Contexts.in(work)
                .withPropertyValues("stepcache.artifact-versions.model=1")
                .run(context -> {
                    StepCache cache = context.getBean(StepCache.class);
                    StepSpec spec = StepSpec.named("by-hand")
                            .outputDir(Path.of("out"))
                            .requiredOutputs("y")
                            .build();

                    cache.run(spec, () -> work.run("by-hand", "out/y"));
                    StepResult<?> second = cache.run(spec, () -> work.run("by-hand", "out/y"));

                    assertThat(second.executed()).isFalse();
                    assertThat(work.read("out/.by-hand.manifest.json")).contains("\"model\": \"1\"");
                });
    }

    @Test
    void cacheOfTheApplicationWins() {
        work.write("elsewhere/x", "");
        StepCache own = StepCache.builder()
                .baseDir(work.dir().resolve("elsewhere"))
                .force(true)
                .build();

        Contexts.in(work, Step.class).withBean(StepCache.class, () -> own).run(context -> {
            assertThat(context).hasSingleBean(StepCache.class);
            context.getBean(Step.class).step();
            context.getBean(Step.class).step();

            assertThat(work.runs()).hasSize(2);
            assertThat(work.dir().resolve("elsewhere/out/.step.manifest.json")).exists();
            assertThat(work.dir().resolve("out/.step.manifest.json")).doesNotExist();
        });
    }

    @Test
    void applicationWithoutStepsStarts() {
        Contexts.in(work)
                .run(context -> assertThat(context)
                        .hasSingleBean(StepCache.class)
                        .hasSingleBean(CachedStepAspect.class)
                        .hasNotFailed());
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EnableAsync
    @EnableScheduling
    @EnableResilientMethods
    @EnableTransactionManagement
    static class Application {
        @Bean
        Step step(Workspace work) {
            return new Step(work);
        }

        @Bean
        Workspace work() {
            return new Workspace(Path.of(System.getProperty("java.io.tmpdir")));
        }
    }

    @Test
    void isFoundByEveryApplicationThatHasTheStarter(CapturedOutput output) {
        SpringApplication application = new SpringApplication(Application.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        try (ConfigurableApplicationContext context =
                application.run("--stepcache.base-dir=" + work.dir(), "--spring.main.banner-mode=off")) {
            assertThat(AopUtils.isAopProxy(context.getBean(Step.class))).isTrue();
            assertThat(context.getBean(StepCache.class)).isNotNull();
            assertThat(output.getAll()).doesNotContain("not eligible for getting processed by all BeanPostProcessors");
        }
    }

    @Aspect
    static class Counter {
        private final AtomicInteger calls = new AtomicInteger();

        @Around("execution(* io.github.stepcache.autoconfigure.StepCacheAutoConfigurationTests.Book.*(..))"
                + " || execution(* io.github.stepcache.autoconfigure.StepCacheAutoConfigurationTests.Writer.*(..))")
        public @Nullable Object count(ProceedingJoinPoint call) throws Throwable {
            calls.incrementAndGet();
            return call.proceed();
        }
    }

    static class Book {
        private final StringBuilder text = new StringBuilder();

        public synchronized void write(String line) {
            text.append(line).append('\n');
        }

        public synchronized String text() {
            return text.toString();
        }
    }

    static class Writer implements StepListener {
        private final Book book;
        private final String name;

        Writer(Book book, String name) {
            this.book = book;
            this.name = name;
        }

        @Override
        public void decided(StepSpec spec, Decision decision) {
            book.write(name + ' ' + spec.name());
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Listeners {
        @Bean
        @Order(2)
        Writer late(Book book) {
            return new Writer(book, "late");
        }

        @Bean
        @Order(1)
        Writer early(Book book) {
            return new Writer(book, "early");
        }

        @Bean
        Book book() {
            return new Book();
        }

        @Bean
        Counter counter() {
            return new Counter();
        }
    }

    @Test
    void listenersAreToldInOrderAndAreBeansLikeAnyOther(CapturedOutput output) {
        Contexts.in(work, Step.class).withUserConfiguration(Listeners.class).run(context -> {
            assertThat(AopUtils.isAopProxy(context.getBean(Book.class))).isTrue();
            context.getBean(Step.class).step();
            int calls = context.getBean(Counter.class).calls.get();

            assertThat(context.getBean(Book.class).text()).isEqualTo("early step\nlate step\n");
            assertThat(calls)
                    .as("calls of listeners and of what they depend on, all advised")
                    .isEqualTo(4);
            assertThat(output.getAll()).doesNotContain("not eligible for getting processed by all BeanPostProcessors");
        });
    }

    static class Greedy implements StepListener {
        private final Step step;

        Greedy(Step step) {
            this.step = step;
        }

        Step step() {
            return step;
        }
    }

    @Test
    void listenerMayDependOnAStep() {
        Contexts.in(work, Step.class, Greedy.class).run(context -> {
            context.getBean(Step.class).step();
            context.getBean(Greedy.class).step().step();

            assertThat(work.runs()).hasSize(1);
        });
    }

    static class Impatient {
        Impatient(Step step) {
            step.step();
        }
    }

    @Test
    void stepMayBeCalledWhileTheApplicationStarts() {
        Contexts.in(work, Impatient.class, Step.class).run(context -> {
            context.getBean(Step.class).step();

            assertThat(work.runs()).hasSize(1);
        });
    }
}
