package io.github.stepcache.test;

import static io.github.stepcache.test.StepCacheAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.stepcache.annotation.CachedStep;
import io.github.stepcache.decision.StaleReason.Bypassed;
import io.github.stepcache.decision.StaleReason.InputChanged;
import io.github.stepcache.decision.StaleReason.ManifestAbsent;
import io.github.stepcache.decision.StaleReason.OutputDirectoryMissing;
import io.github.stepcache.decision.StaleReason.OutputMissing;
import io.github.stepcache.decision.StaleReason.ParameterChanged;
import io.github.stepcache.decision.StaleReason.ResultUnavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import reactor.core.publisher.Mono;

/** What a call would do is told without making it, and by making it twice whether it does the same each time. */
@SpringBootTest(classes = CachedStepTesterTests.Application.class, properties = "spring.main.banner-mode=off")
@TemporaryStepCache
class CachedStepTesterTests {

    @Configuration(proxyBeanMethods = false)
    @Import({Steps.class, Service.class})
    static class Application {}

    static class Steps {
        final List<String> calls = new ArrayList<>();
        private final Path baseDir;

        Steps(TemporaryBaseDirectory directory) {
            this.baseDir = directory.path();
        }

        @CachedStep(
                name = "clean-#{#study}",
                inputs = "data",
                outputDir = "out/#{#study}",
                requiredOutputs = "clean.csv")
        public void clean(String study) throws IOException {
            write(study, "out/" + study + "/clean.csv", study);
        }

        @CachedStep(name = "year", outputDir = "out/year", requiredOutputs = "year.csv")
        public int report(int year) throws IOException {
            write("int " + year, "out/year/year.csv", String.valueOf(year));
            return year;
        }

        @CachedStep(name = "any", outputDir = "out/any", requiredOutputs = "any.csv")
        public void report(@Nullable Comparable<?> value) {}

        @CachedStep(name = "exact", outputDir = "out/exact", requiredOutputs = "exact.csv")
        public void report(String text) {}

        @CachedStep(name = "long", outputDir = "out/long", requiredOutputs = "long.csv")
        public void total(long number) {}

        @CachedStep(name = "all", outputDir = "out/all", requiredOutputs = "all.csv")
        public void all(int first, String... rest) {}

        @CachedStep(name = "never", outputDir = "out/never", requiredOutputs = "a.csv", condition = "#{#on}")
        public void never(boolean on) {}

        @CachedStep(name = "future", outputDir = "out/future", requiredOutputs = "a.csv")
        CompletableFuture<String> future() {
            return CompletableFuture.supplyAsync(() -> unchecked("future", "out/future/a.csv"));
        }

        @CachedStep(name = "mono", outputDir = "out/mono", requiredOutputs = "a.csv")
        public Mono<String> mono() {
            return Mono.fromCallable(() -> unchecked("mono", "out/mono/a.csv"));
        }

        @CachedStep(name = "stamped", inputs = "data", outputDir = "out", requiredOutputs = "stamped.txt")
        public void stamped() throws IOException {
            write("stamped", "out/stamped.txt", "run " + calls.size());
        }

        @CachedStep(name = "beside", outputDir = "out/beside", requiredOutputs = "a.txt")
        public void beside() throws IOException {
            write("beside", "out/beside/a.txt", "a");
            write("beside", "log.txt", "call " + calls.size());
        }

        @CachedStep(name = "elsewhere", outputDir = "out/elsewhere", requiredOutputs = "a.txt")
        public void elsewhere() {
            calls.add("elsewhere");
        }

        @CachedStep(name = "failing", outputDir = "out/failing", requiredOutputs = "a.txt")
        public void failing() throws IOException {
            throw new IOException("full");
        }

        public void plain() {}

        private String unchecked(String call, String output) {
            try {
                write(call, output, call);
                return call;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void write(String call, String output, String content) throws IOException {
            calls.add(call);
            Files.createDirectories(baseDir.resolve(output).resolveSibling("."));
            Path temporary = Files.writeString(baseDir.resolve(output + ".tmp"), content);
            Files.move(temporary, baseDir.resolve(output), StandardCopyOption.REPLACE_EXISTING);
        }

        List<String> calls() {
            return calls;
        }
    }

    interface Cleaning {
        void clean(String study);
    }

    static class Service implements Cleaning {
        @Override
        @CachedStep(name = "service-#{#study}", outputDir = "out/service", requiredOutputs = "a")
        public void clean(String study) {}
    }

    private final Steps steps;
    private final Service service;
    private final CachedStepTester tester;
    private final TemporaryBaseDirectory directory;

    @Autowired
    CachedStepTesterTests(Steps steps, Service service, CachedStepTester tester, TemporaryBaseDirectory directory) {
        this.steps = steps;
        this.service = service;
        this.tester = tester;
        this.directory = directory;
    }

    @BeforeEach
    void reset() {
        directory.reset();
        directory.write("data/a.csv", "1");
        steps.calls().clear();
    }

    @Test
    void callIsAnsweredAndNotMade() throws Exception {
        assertThat(tester)
                .runs(steps, "clean", "heart")
                .becauseOnly(OutputDirectoryMissing.class, ManifestAbsent.class, OutputMissing.class);
        assertThat(steps.calls()).isEmpty();
        assertThat(directory.resolve("out")).doesNotExist();

        steps.clean("heart");
        assertThat(tester).skips(steps, "clean", "heart").runs(steps, "clean", "lung");
        directory.write("data/a.csv", "2");
        assertThat(tester).runs(steps, "clean", "heart").becauseOnly(InputChanged.class);
        assertThat(tester.check(steps, "clean", "heart")).isStale().because(InputChanged.class);
        assertThat(steps.calls()).containsExactly("heart");
    }

    @Test
    void failureNamesTheStepAndTheCall() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThat(tester).skips(steps, "clean", "heart"))
                .withMessageStartingWith("Expecting step \"clean-heart\" (Steps.clean(\"heart\")) to be skipped, but it"
                        + " would run because");
    }

    @Test
    void argumentsChooseTheOverload() {
        assertThat(tester.spec(steps, "report", 2024).name()).isEqualTo("year");
        assertThat(tester.spec(steps, "report", 2024L).name()).isEqualTo("any");
        assertThat(tester.spec(steps, "report", "2024").name()).isEqualTo("exact");
        assertThat(tester.spec(steps, "total", 5L).parameters()).containsEntry("number", "5");
        assertThat(tester.spec(steps, "all", 1).parameters())
                .isEqualTo(tester.spec(steps, "all", 1, new String[0]).parameters());
        assertThat(tester.spec(steps, "all", 1, "a", "b").parameters())
                .isEqualTo(tester.spec(steps, "all", 1, new String[] {"a", "b"}).parameters())
                .isNotEqualTo(tester.spec(steps, "all", 1, "a").parameters());
    }

    @Test
    void callThatMeansNoneOrSeveralIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tester.check(steps, "total", 5))
                .withMessage(Steps.class.getName()
                        + " has no method with @CachedStep that total(Integer) could mean. Annotated are: total(long)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tester.check(steps, "plain"))
                .withMessageContaining(
                        "has no method with @CachedStep that plain() could mean. Annotated are: all(int,");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tester.check(steps, "report", (Object) null))
                .withMessageContaining("has several methods with @CachedStep that report(null) could mean");
    }

    @Test
    void parametersAndValuesCount() throws Exception {
        assertThat(steps.report(2024)).isEqualTo(2024);
        assertThat(tester).skips(steps, "report", 2024);
        assertThat(tester).runs(steps, "report", 2025).becauseOnly(ParameterChanged.class);
    }

    @Test
    void valueThatCannotBeGivenBackIsAReason() throws Exception {
        io.github.stepcache.StepCache cache = io.github.stepcache.StepCache.builder()
                .baseDir(directory.path())
                .build();
        cache.run(tester.spec(steps, "report", 2024), () -> {
            directory.write("out/year/year.csv", "2024");
            return "no number";
        });

        assertThat(cache).skips(tester.spec(steps, "report", 2024));
        assertThat(tester).runs(steps, "report", 2024).becauseOnly(ResultUnavailable.class);
    }

    @Test
    void callThatWouldGoPastTheCacheIsStale() {
        assertThat(tester).runs(steps, "never", false).becauseOnly(Bypassed.class);
        assertThat(tester).runs(steps, "never", true).because(ManifestAbsent.class);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tester.spec(steps, "never", false))
                .withMessage("Steps.never(false) would go past the cache");
    }

    @Test
    void proxiedAndOwnObjectsAreTheSame() {
        Object own = Objects.requireNonNull(AopProxyUtils.getSingletonTarget(service));
        ProxyFactory byInterface = new ProxyFactory(service);
        byInterface.setInterfaces(Cleaning.class);

        assertThat(tester.spec(service, "clean", "a").name()).isEqualTo("service-a");
        assertThat(tester.spec(own, "clean", "a").name()).isEqualTo("service-a");
        assertThat(tester.spec(byInterface.getProxy(), "clean", "a").name()).isEqualTo("service-a");
    }

    @Test
    void sameEachTimePassesAndLeavesTheStepFresh() throws Exception {
        tester.assertDeterministic(steps, "clean", "heart");

        assertThat(steps.calls()).containsExactly("heart", "heart");
        assertThat(tester).skips(steps, "clean", "heart");
        tester.assertDeterministic(steps, "clean", "heart");
        tester.assertDeterministic(steps, "future");
        tester.assertDeterministic(steps, "mono");
        assertThat(steps.calls()).hasSize(8);
    }

    @Test
    void somethingElseEachTimeIsFound() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> tester.assertDeterministic(steps, "stamped"))
                .withMessageStartingWith(
                        "Expecting Steps.stamped() to write the same each time, but \"out/stamped.txt\""
                                + " differs at byte 4, in line 1")
                .withMessageContaining("first run:  \"run 0\"")
                .withMessageContaining("second run: \"run 1\"");
    }

    @Test
    void whatIsNoRequiredOutputCountsAsWell() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> tester.assertDeterministic(steps, "beside"))
                .withMessageContaining("\"log.txt\" differs");
    }

    @Test
    void stepThatWritesElsewhereIsFound() {
        directory.write("out/elsewhere/a.txt", "from before");

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> tester.assertDeterministic(steps, "elsewhere"))
                .withMessageContaining("but it writes nothing to " + directory)
                .withMessageContaining("stepcache.base-dir");
    }

    @Test
    void exceptionOfTheMethodIsItsOwn() {
        assertThatIOException()
                .isThrownBy(() -> tester.assertDeterministic(steps, "failing"))
                .withMessage("full");
    }
}
